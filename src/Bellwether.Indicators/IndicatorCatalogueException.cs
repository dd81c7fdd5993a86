namespace Bellwether.Indicators;

/// <summary>An assembly whose indicators cannot be used: which, why, and what was expected.</summary>
public sealed class IndicatorCatalogueException(string message) : Exception(message);
