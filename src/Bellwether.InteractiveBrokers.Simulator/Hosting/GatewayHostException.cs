namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>The simulated gateway cannot listen where it was told to.</summary>
public sealed class GatewayHostException(string message, Exception? cause = null) : Exception(message, cause);
