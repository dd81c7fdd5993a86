namespace Bellwether.Indicators.Candlesticks;

/// <summary>The candles that a pattern looks at.</summary>
public readonly ref struct Candles
{
    readonly ReadOnlySpan<double> ring;
    readonly int newest;

    internal Candles(ReadOnlySpan<double> ring, int newest)
    {
        this.ring = ring;
        this.newest = newest;
    }

    /// <summary>The candle of some bars ago: 0 = the latest, <see cref="ICandlePattern.Length"/> − 1 = the first of the pattern.</summary>
    public Candle this[int ago]
    {
        get
        {
            var place = newest - ago;
            if (place < 0) place += ring.Length / Candle.Places;
            return new Candle(ring.Slice(place * Candle.Places, Candle.Places));
        }
    }
}
