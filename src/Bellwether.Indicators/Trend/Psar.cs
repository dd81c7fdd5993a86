using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Parabolic stop and reverse: the stop in force on the bar.</summary>
public struct Psar : IIndicator<Psar>
{
    readonly double start, step, most;
    int bars;
    bool isLong;
    double previousHigh, previousLow, stop, extreme, acceleration;

    Psar(ReadOnlySpan<double> arguments)
    {
        (start, step, most) = (arguments[0] > 0 ? arguments[0] : arguments[1], arguments[1], arguments[2]);
    }

    public static IndicatorDescription Description => new("psar", "parabolic stop and reverse: the stop in force on the bar",
        "starts at the second bar, short when its low fell further than its high rose; stop += af * (extreme - stop), held outside the last two bars; af starts at \"start\", grows by \"step\" with each new extreme up to \"most\"; a touch prints the extreme and turns the trend",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section II")
    {
        Aliases = ["sar"],
        Parameters = [new("start", 0, 0, 1, "acceleration of a new trend; 0 = that of step"), new("step", 0.02, 0, 1, "growth of the acceleration with each new extreme"), new("most", 0.2, 0, 1, "largest acceleration")],
        ShortForm = ["step", "most"],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow;

    public static Psar Create(ReadOnlySpan<double> arguments) => new(arguments);

    public static string? Problem(ReadOnlySpan<double> arguments) => arguments[0] > arguments[2] ? "the starting acceleration must not be above the largest one" : null;

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bars++ < 2)
        {
            if (bars == 1)
            {
                (previousHigh, previousLow) = (bar.High, bar.Low);
                return false;
            }
            Begin(bar);
        }
        var printed = isLong ? Long(bar) : Short(bar);
        (previousHigh, previousLow) = (bar.High, bar.Low);
        bars = 2;
        outputs[0] = printed;
        return true;
    }

    void Begin(in BarInput bar)
    {
        var rise = bar.High - previousHigh;
        var fall = previousLow - bar.Low;
        isLong = !(fall > 0 && fall > rise);
        (stop, extreme) = isLong ? (previousLow, bar.High) : (previousHigh, bar.Low);
        acceleration = Math.Min(start, most);
        // The first stop is held outside the second bar alone: the first one only gave the direction.
        (previousHigh, previousLow) = (bar.High, bar.Low);
    }

    double Long(in BarInput bar)
    {
        if (bar.Low <= stop)
        {
            var printed = Math.Max(extreme, Math.Max(previousHigh, bar.High));
            (isLong, acceleration, extreme) = (false, Math.Min(start, most), bar.Low);
            stop = Math.Max(printed + (acceleration * (extreme - printed)), Math.Max(previousHigh, bar.High));
            return printed;
        }
        var inForce = stop;
        if (bar.High > extreme) (extreme, acceleration) = (bar.High, Math.Min(acceleration + step, most));
        stop = Math.Min(stop + (acceleration * (extreme - stop)), Math.Min(previousLow, bar.Low));
        return inForce;
    }

    double Short(in BarInput bar)
    {
        if (bar.High >= stop)
        {
            var printed = Math.Min(extreme, Math.Min(previousLow, bar.Low));
            (isLong, acceleration, extreme) = (true, Math.Min(start, most), bar.High);
            stop = Math.Min(printed + (acceleration * (extreme - printed)), Math.Min(previousLow, bar.Low));
            return printed;
        }
        var inForce = stop;
        if (bar.Low < extreme) (extreme, acceleration) = (bar.Low, Math.Min(acceleration + step, most));
        stop = Math.Max(stop + (acceleration * (extreme - stop)), Math.Max(previousHigh, bar.High));
        return inForce;
    }
}
