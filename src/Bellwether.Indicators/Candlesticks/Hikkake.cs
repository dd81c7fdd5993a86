using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Candlesticks;

/// <summary>Hikkake: an inside bar whose breakout fails.</summary>
public struct Hikkake : IIndicator<Hikkake>
{
    CandleTape tape;
    HikkakeWatch watch;

    public static IndicatorDescription Description => new("cdl_hikkake", "hikkake: an inside bar whose breakout fails",
        "inside bar (lower high and higher low than the bar before), then a bar with lower high and low (bullish) or higher high and low (bearish)" + HikkakeWatch.Text,
        "Daniel L. Chesler, Trading False Moves with the Hikkake Pattern, Active Trader, April 2004; TA-Lib CDLHIKKAKE")
    {
        Aliases = ["cdlhikkake"],
        Unit = "100 bullish, -100 bearish, 200 or -200 confirmed, 0 none",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Prices;

    public static Hikkake Create(ReadOnlySpan<double> arguments) => new() { tape = new CandleTape(3) };

    public readonly int WindowLength => tape.Places;

    public readonly int WarmUp => tape.WarmUp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!tape.Add(bar, window)) return false;
        var candles = tape.Read(window);
        outputs[0] = watch.Next(Side(candles), candles[1], candles[0]);
        return true;
    }

    /// <summary>1 = bullish: the bar breaks out downwards; −1 = bearish; 0 = no figure.</summary>
    static int Side(in Candles candles)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (second.High >= first.High || second.Low <= first.Low) return 0;
        if (third.High < second.High && third.Low < second.Low) return 1;
        return third.High > second.High && third.Low > second.Low ? -1 : 0;
    }
}
