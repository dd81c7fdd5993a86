namespace Bellwether.MarketData;

/// <summary>Corporate actions that do not give an adjusted series; the message says which one, why, and what to do.</summary>
public sealed class AdjustmentException(string message) : Exception(message);
