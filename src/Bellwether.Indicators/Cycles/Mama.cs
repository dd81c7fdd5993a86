using System.Runtime.CompilerServices;
using Bellwether.Indicators.Cycles;

namespace Bellwether.Indicators;

/// <summary>MESA adaptive moving average of the close, with the average that follows it.</summary>
public struct Mama : IIndicator<Mama>
{
    const int Silent = 12, First = 33;
    const double Nothing = 1e-12;

    readonly double fast, slow;
    int bars;
    DominantCycle cycle;
    double phase, mama, fama;

    Mama(ReadOnlySpan<double> arguments)
    {
        (fast, slow) = (arguments[0], arguments[1]);
        cycle = new DominantCycle(Silent);
    }

    public static IndicatorDescription Description => new("mama", "MESA adaptive moving average of the close, with the average that follows it",
        DominantCycle.Formula + "; phase = atan(quadrature / in-phase), 0 when the latter is nothing; a = fast / its fall in a bar in degrees (fast when that is 1 or less), at least slow; mama += a * (close - mama), fama += a/2 * (mama - fama); both start at 0 with bar 13",
        "John F. Ehlers, MESA Adaptive Moving Averages, Technical Analysis of Stocks and Commodities, September 2001; start as in TA-Lib MAMA")
    {
        Parameters = [new("fast", 0.5, 0.01, 0.99, "largest weight of a close"), new("slow", 0.05, 0.01, 0.99, "smallest weight of a close")],
        Outputs = [new("mama"), new("fama")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Mama Create(ReadOnlySpan<double> arguments) => new(arguments);

    public static string? Problem(ReadOnlySpan<double> arguments) => arguments[0] < arguments[1] ? "the fast limit must not be below the slow one" : null;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => First;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bars < First) bars++;
        if (!cycle.Add(bar.Close)) return false;
        var before = phase;
        // In a market that does not move both parts are rounding, and their ratio is noise.
        var moves = Math.Abs(cycle.InPhase) > Nothing * Math.Abs(cycle.Smoothed);
        phase = moves ? Math.Atan(cycle.Quadrature / cycle.InPhase) * (180 / Math.PI) : 0;
        var weight = Math.Max(slow, fast / Math.Max(1, before - phase));
        mama += weight * (bar.Close - mama);
        fama += weight / 2 * (mama - fama);
        outputs[1] = fama;
        outputs[0] = mama;
        return bars == First;
    }
}
