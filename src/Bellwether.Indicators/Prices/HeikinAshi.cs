using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Heikin-Ashi candle of the bar: open, high, low and close with the candles before in them.</summary>
public struct HeikinAshi : IIndicator<HeikinAshi>
{
    bool hasCandle;
    double open, close;

    public static IndicatorDescription Description => new("heikin_ashi", "Heikin-Ashi candle of the bar: open, high, low and close with the candles before in them",
        "close = (open + high + low + close)/4 of the bar; open = (open + close)/2 of the candle before, at first of the bar; high and low = furthest of those of the bar and the candle's open and close",
        "Dan Valcu, Using the Heikin-Ashi Technique, Technical Analysis of Stocks and Commodities, February 2004")
    {
        Aliases = ["ha"],
        Outputs = [new("close"), new("open"), new("high"), new("low")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Prices;

    public static HeikinAshi Create(ReadOnlySpan<double> arguments) => default;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        open = hasCandle ? (open + close) / 2 : (bar.Open + bar.Close) / 2;
        close = (bar.Open + bar.High + bar.Low + bar.Close) / 4;
        hasCandle = true;
        outputs[3] = Math.Min(bar.Low, Math.Min(open, close));
        outputs[2] = Math.Max(bar.High, Math.Max(open, close));
        outputs[1] = open;
        outputs[0] = close;
        return true;
    }
}
