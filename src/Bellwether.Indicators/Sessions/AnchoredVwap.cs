using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Volume-weighted average price since a day, with bands.</summary>
public struct AnchoredVwap : IIndicator<AnchoredVwap>
{
    readonly double factor;

    /// <summary>Midnight UTC of the anchor day: sessions open after it and before the next one.</summary>
    readonly long anchor;

    VolumeWeightedPrice price;

    AnchoredVwap(ReadOnlySpan<double> arguments)
    {
        anchor = CalendarNumber.Start((int)arguments[0]);
        factor = arguments[1];
    }

    public static IndicatorDescription Description => new("avwap", "volume-weighted average price since a day, with bands",
        "as vwap, from the first bar of the session of \"anchor\" (or the first after it) on, over all sessions since; anchor 0 = from the first bar",
        "Brian Shannon, Maximum Trading Gains with Anchored VWAP, 2023")
    {
        Aliases = ["anchored_vwap"],
        Parameters = [new("anchor", 0, 0, 99991231, "day as the number YYYYMMDD, New York; 0 = the first bar") { IsWhole = true }, new("factor", 1, 0, 1000, "distance of the bands in standard deviations")],
        Outputs = [new("vwap"), new("upper"), new("lower")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose | IndicatorInputs.Volume | IndicatorInputs.Session;

    public static AnchoredVwap Create(ReadOnlySpan<double> arguments) => new(arguments);

    public static string? Problem(ReadOnlySpan<double> arguments) => CalendarNumber.IsDay((int)arguments[0]) ? null : "the anchor is a day written as YYYYMMDD, such as 20240304, or 0";

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bar.SessionOpen < anchor) return false;
        return price.Add(bar, factor, outputs);
    }
}
