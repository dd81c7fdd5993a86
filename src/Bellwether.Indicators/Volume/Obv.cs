using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>On-balance volume: volume added on rises of the close and taken away on falls.</summary>
public struct Obv : IIndicator<Obv>
{
    bool hasClose;
    double previousClose;
    RunningTotal total;

    public static IndicatorDescription Description => new("obv", "on-balance volume: volume added on rises of the close and taken away on falls",
        "starts at the first volume; + volume when the close rises, - volume when it falls, unchanged when it is equal",
        "Joseph E. Granville, Granville's New Key to Stock Market Profits, 1963")
    {
        Unit = "shares",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close | IndicatorInputs.Volume;

    public static Obv Create(ReadOnlySpan<double> arguments) => default;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!hasClose || bar.Close > previousClose) total.Add(bar.Volume);
        else if (bar.Close < previousClose) total.Add(-bar.Volume);
        hasClose = true;
        previousClose = bar.Close;
        outputs[0] = total.Value;
        return true;
    }
}
