namespace Bellwether.Live;

/// <summary>The desk cannot go on, and trying again would not help: a wrong account, an unknown symbol, a client id that is taken.</summary>
public sealed class DeskException(string message) : Exception(message);
