namespace Bellwether.InteractiveBrokers;

/// <summary>The reader of a stream fell too far behind.</summary>
public sealed class IbStreamOverflowException(string stream, int capacity)
    : Exception($"{stream}: the reader is {capacity} items behind, more than the stream keeps. Read faster, or give it a larger capacity");
