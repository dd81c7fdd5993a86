using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Positive volume index: what the close did on the bars whose volume rises.</summary>
public struct PositiveVolumeIndex : IIndicator<PositiveVolumeIndex>
{
    const double Beginning = 1000;

    bool hasBar;
    double previousClose, previousVolume, value;

    public static IndicatorDescription Description => new("pvi", "positive volume index: what the close did on the bars whose volume rises",
        "starts at 1000; * close / close before when the volume > that before; changes from or to a price that is not above 0, and beyond 1e30, are left out",
        "Norman G. Fosback, Stock Market Logic, 1976")
    {
        Aliases = ["positive_volume_index"],
        Unit = "1000 at the beginning",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close | IndicatorInputs.Volume;

    public static PositiveVolumeIndex Create(ReadOnlySpan<double> arguments) => new() { value = Beginning };

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (hasBar && bar.Volume > previousVolume && bar.Close > 0 && previousClose > 0)
        {
            var next = value * (bar.Close / previousClose);
            if (next is > 0 and <= BarInput.Largest) value = next;
        }
        (hasBar, previousClose, previousVolume) = (true, bar.Close, bar.Volume);
        outputs[0] = value;
        return true;
    }
}
