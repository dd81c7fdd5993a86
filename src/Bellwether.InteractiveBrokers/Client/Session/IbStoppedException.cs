namespace Bellwether.InteractiveBrokers;

/// <summary>The client has stopped for good: a refused account, a client id that is in use.</summary>
public sealed class IbStoppedException(string message, Exception? inner = null) : Exception(message, inner);
