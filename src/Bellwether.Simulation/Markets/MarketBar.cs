namespace Bellwether.Simulation;

/// <summary>A bar as a market data vendor delivers it. Prices in dollars, volume in shares.</summary>
/// <param name="Time">Its open: nanoseconds since the Unix epoch.</param>
/// <param name="AveragePrice">Volume-weighted average price.</param>
/// <param name="Trades">Number of trades; at least 1.</param>
public readonly record struct MarketBar(long Time, double Open, double High, double Low, double Close, double Volume, double AveragePrice, int Trades);
