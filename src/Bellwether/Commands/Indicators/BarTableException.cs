namespace Bellwether.Commands.Indicators;

/// <summary>A table of bars that cannot be read: where, what was found and what was expected.</summary>
sealed class BarTableException(string message) : Exception(message);
