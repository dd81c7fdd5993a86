namespace Bellwether.Indicators.Candlesticks;

/// <summary>How well a body holds the next one.</summary>
static class Held
{
    /// <summary>100 = inside, 80 = inside with a common end, 0 = not inside.</summary>
    public static int By(in Candle outer, in Candle inner) =>
        inner.IsInsideBodyOf(outer) ? 100 : inner.Top <= outer.Top && inner.Bottom >= outer.Bottom ? 80 : 0;
}
