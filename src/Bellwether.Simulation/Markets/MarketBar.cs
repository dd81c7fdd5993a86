using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>A bar as a market data vendor delivers it. Prices in dollars, volume in shares.</summary>
/// <param name="Time">Its open: nanoseconds since the Unix epoch.</param>
/// <param name="AveragePrice">Volume-weighted average price.</param>
/// <param name="Trades">Number of trades; at least 1.</param>
public readonly record struct MarketBar(long Time, double Open, double High, double Low, double Close, double Volume, double AveragePrice, int Trades)
{
    /// <summary>The bar in the shares of after a split, its prices on the tick grid.</summary>
    internal MarketBar After(SplitRatio ratio, TickRule ticks) => new(
        Time, OnTicks(ratio.OfPrice(Open), ticks), OnTicks(ratio.OfPrice(High), ticks), OnTicks(ratio.OfPrice(Low), ticks), OnTicks(ratio.OfPrice(Close), ticks),
        Math.Max(1, Math.Round(ratio.OfVolume(Volume))), ratio.OfPrice(AveragePrice), Trades);

    internal static double OnTicks(double price, TickRule ticks, TickRounding rounding = TickRounding.Nearest) => price > 0 ? ticks.Round(Price.FromDouble(price), rounding).ToDouble() : price;
}
