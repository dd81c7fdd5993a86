using System.Runtime.CompilerServices;
using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>High and low of the first minutes of a session.</summary>
public struct OpeningRange : IIndicator<OpeningRange>
{
    readonly long length;
    long session;
    double high, low;

    OpeningRange(ReadOnlySpan<double> arguments)
    {
        length = (long)arguments[0] * EngineTime.Minute;
        session = long.MinValue;
    }

    public static IndicatorDescription Description => new("opening_range", "high and low of the first minutes of a session",
        "highest high and lowest low of the bars that open less than \"minutes\" after the session's open; values from the first bar that opens later (or ends it) until the session's end",
        "Toby Crabel, Day Trading with Short Term Price Patterns and Opening Range Breakout, 1990")
    {
        Aliases = ["orb"],
        Parameters = [IndicatorParameter.Bars("minutes", 30, 1, "length of the range, minutes", 1440)],
        Outputs = [new("high"), new("low")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow | IndicatorInputs.Session;

    public static OpeningRange Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bar.SessionOpen != session)
        {
            session = bar.SessionOpen;
            (high, low) = (double.NegativeInfinity, double.PositiveInfinity);
        }
        var elapsed = bar.Time - session;
        if (elapsed < length)
        {
            if (elapsed < 0) return false;
            high = Math.Max(high, bar.High);
            low = Math.Min(low, bar.Low);
            return false;
        }
        outputs[1] = low;
        outputs[0] = high;
        return true;
    }
}
