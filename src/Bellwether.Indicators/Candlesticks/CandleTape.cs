using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators.Candlesticks;

/// <summary>Keeps the last candles of a series with the means before each of them.</summary>
struct CandleTape
{
    readonly int length;
    int next, bars;
    WindowSum bodies, ranges, shadows, recent;
    double usualBody, usualRange, usualShadow, recentRange;

    /// <param name="length">Candles that are looked at, 1 or more.</param>
    public CandleTape(int length)
    {
        this.length = length;
        bodies = ranges = shadows = new WindowSum(Candle.Usual);
        recent = new WindowSum(Candle.Recent);
    }

    /// <summary>Values of the window that it needs.</summary>
    public readonly int Places => Kept + (3 * Candle.Usual) + Candle.Recent;

    readonly int Kept => length * Candle.Places;

    /// <summary>Bars until all of the candles that are looked at have ten bars before them.</summary>
    public readonly int WarmUp => Candle.Usual + length;

    /// <summary>Takes the next bar in.</summary>
    /// <returns>True from bar <see cref="WarmUp"/> on.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(in BarInput bar, Span<double> window)
    {
        var kept = window.Slice(next * Candle.Places, Candle.Places);
        (kept[0], kept[1], kept[2], kept[3]) = (bar.Open, bar.High, bar.Low, bar.Close);
        (kept[4], kept[5], kept[6], kept[7]) = (usualBody, usualRange, usualShadow, recentRange);
        next = next == length - 1 ? 0 : next + 1;
        var candle = new Candle(kept);
        var rest = window[Kept..];
        usualBody = bodies.Add(candle.Body, rest[..Candle.Usual]) / Candle.Usual;
        usualRange = ranges.Add(candle.High - candle.Low, rest.Slice(Candle.Usual, Candle.Usual)) / Candle.Usual;
        usualShadow = shadows.Add(candle.UpperShadow + candle.LowerShadow, rest.Slice(2 * Candle.Usual, Candle.Usual)) / Candle.Usual / 2;
        recentRange = recent.Add(candle.High - candle.Low, rest[(3 * Candle.Usual)..]) / Candle.Recent;
        if (bars < WarmUp) bars++;
        return bars == WarmUp;
    }

    /// <summary>The candles up to the one taken in last.</summary>
    public readonly Candles Read(ReadOnlySpan<double> window) => new(window[..Kept], next == 0 ? length - 1 : next - 1);
}
