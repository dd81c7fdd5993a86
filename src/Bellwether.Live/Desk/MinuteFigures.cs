namespace Bellwether.Live;

/// <summary>What a broker states of a minute beside its prices and volume.</summary>
/// <param name="Time">Its open, engine time.</param>
/// <param name="Vwap">Volume-weighted average price; <see cref="double.NaN"/> where it is not told.</param>
/// <param name="Trades">Number of trades; −1 where it is not told.</param>
public readonly record struct MinuteFigures(long Time, double Vwap, long Trades);
