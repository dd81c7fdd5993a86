using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Volume-weighted average price of the session so far, with bands.</summary>
public struct SessionVwap : IIndicator<SessionVwap>
{
    readonly double factor;
    long session;
    VolumeWeightedPrice price;

    SessionVwap(ReadOnlySpan<double> arguments)
    {
        factor = arguments[0];
        session = long.MinValue;
    }

    public static IndicatorDescription Description => new("vwap", "volume-weighted average price of the session so far, with bands",
        "t = (high + low + close)/3; sum of t * volume / sum of volume since the session's first bar; upper and lower = vwap +- factor * volume-weighted standard deviation of t; no value before the first volume",
        "Stephen A. Berkowitz, Dennis E. Logue and Eugene A. Noser, The Total Cost of Transactions on the NYSE, Journal of Finance 43, 1988")
    {
        Parameters = [new("factor", 1, 0, 1000, "distance of the bands in standard deviations")],
        Outputs = [new("vwap"), new("upper"), new("lower")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLowClose | IndicatorInputs.Volume | IndicatorInputs.Session;

    public static SessionVwap Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bar.SessionOpen != session)
        {
            session = bar.SessionOpen;
            price = default;
        }
        return price.Add(bar, factor, outputs);
    }
}
