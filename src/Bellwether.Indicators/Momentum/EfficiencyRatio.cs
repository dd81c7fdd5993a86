using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Efficiency ratio: how straight the way of the close over n bars was.</summary>
public struct EfficiencyRatio : IIndicator<EfficiencyRatio>
{
    Efficiency efficiency;

    EfficiencyRatio(ReadOnlySpan<double> arguments)
    {
        efficiency = new Efficiency((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("er", "efficiency ratio: how straight the way of the close over n bars was",
        "|close - close n bars ago| / sum of |changes| over n, 0 when nothing moved: 1 = one direction only, near 0 = there and back",
        "Perry J. Kaufman, Trading Systems and Methods, 1998, chapter 17")
    {
        Aliases = ["efficiency_ratio"],
        Parameters = [IndicatorParameter.Bars("period", 10, 1, "window, bars")],
        Unit = "0 to 1",
        Scaling = PriceScaling.Invariant,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static EfficiencyRatio Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => efficiency.Places;

    public readonly int WarmUp => efficiency.Length + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = efficiency.Add(bar.Close, window, out var value);
        outputs[0] = Math.Abs(value);
        return ready;
    }
}
