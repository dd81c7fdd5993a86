namespace Bellwether.Indicators.Candlesticks;

/// <summary>Two marubozu of opposite color with a gap between them, away from the first.</summary>
static class Kick
{
    public static bool Is(in Candle first, in Candle second) =>
        first.Color != second.Color && first.IsMarubozu && second.IsMarubozu && (first.IsBlack ? second.GapsAbove(first) : second.GapsBelow(first));
}
