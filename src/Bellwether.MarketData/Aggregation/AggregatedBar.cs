namespace Bellwether.MarketData;

/// <summary>One bar that an aggregator made.</summary>
/// <param name="Time">
/// Its label, engine time: the open of its interval, for days, weeks and months the open of its (first) session, for bars that end by what trades the time of
/// their first trade.
/// </param>
/// <param name="Volume">Shares.</param>
/// <param name="Vwap">Volume-weighted average price; <see cref="double.NaN"/> when nothing traded.</param>
/// <param name="Trades">Number of trades; −1 when the source does not tell.</param>
/// <param name="IsComplete">False for a bar whose end was not seen: the data ended, or the session did before a threshold was reached.</param>
public readonly record struct AggregatedBar(long Time, double Open, double High, double Low, double Close, double Volume, double Vwap, long Trades, bool IsComplete);
