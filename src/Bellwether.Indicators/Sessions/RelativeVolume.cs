using System.Runtime.CompilerServices;
using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>Volume of the bar against the mean volume at the same minute of earlier sessions.</summary>
public struct RelativeVolume : IIndicator<RelativeVolume>
{
    const int Minutes = 390;

    readonly int sessions;

    RelativeVolume(ReadOnlySpan<double> arguments)
    {
        sessions = (int)arguments[0];
    }

    public static IndicatorDescription Description => new("rvol", "volume of the bar against the mean volume at the same minute of earlier sessions",
        "volume / mean volume of the last \"sessions\" bars that opened at this minute after the session's open, the present bar not counted; minutes 0 to 389; no value while fewer were seen or when that mean is 0",
        "common practice of day traders; no first publication is known")
    {
        Aliases = ["relative_volume"],
        Parameters = [IndicatorParameter.Bars("sessions", 20, 1, "earlier sessions", 250)],
        Unit = "times the usual volume",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Volume | IndicatorInputs.Session;

    public static RelativeVolume Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => Minutes * (sessions + MinuteVolume.Extra);

    public readonly int WarmUp => sessions + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var minute = (bar.Time - bar.SessionOpen) / EngineTime.Minute;
        if (minute is < 0 or >= Minutes) return false;
        return MinuteVolume.Add(bar.Volume, window.Slice((int)minute * (sessions + MinuteVolume.Extra), sessions + MinuteVolume.Extra), outputs);
    }
}
