using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Candlesticks;

/// <summary>Modified hikkake: two inside bars, the first closing at an end of its range, and a breakout that fails.</summary>
public struct ModifiedHikkake : IIndicator<ModifiedHikkake>
{
    CandleTape tape;
    HikkakeWatch watch;

    public static IndicatorDescription Description => new("cdl_modified_hikkake", "modified hikkake: two inside bars, the first closing at an end of its range, and a breakout that fails",
        "two inside bars, one within the other, the first with its close near its low (bullish) or near its high (bearish); then a bar with lower high and low (bullish) or higher high and low (bearish)" + HikkakeWatch.Text + ". " + CandleMeasures.Text,
        "Daniel L. Chesler, Trading False Moves with the Hikkake Pattern, Active Trader, April 2004; TA-Lib CDLHIKKAKEMOD")
    {
        Aliases = ["cdlhikkakemod"],
        Unit = "100 bullish, -100 bearish, 200 or -200 confirmed, 0 none",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Prices;

    public static ModifiedHikkake Create(ReadOnlySpan<double> arguments) => new() { tape = new CandleTape(4) };

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
        var (first, second, third, fourth) = (candles[3], candles[2], candles[1], candles[0]);
        if (second.High >= first.High || second.Low <= first.Low || third.High >= second.High || third.Low <= second.Low) return 0;
        if (fourth.High < third.High && fourth.Low < third.Low && second.Close <= second.Low + second.Near) return 1;
        return fourth.High > third.High && fourth.Low > third.Low && second.Close >= second.High - second.Near ? -1 : 0;
    }
}
