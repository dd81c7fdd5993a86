using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>One file of the store.</summary>
/// <param name="First">Time of its first bar.</param>
/// <param name="Last">Time of its last bar.</param>
public sealed record StoredFile(string Path, string Symbol, BarSpec Bar, BarSource Source, int Year, long Rows, long First, long Last);
