using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Parabolic stop and reverse with its own numbers for each direction; negative while the trend is down.</summary>
public struct SarExtended : IIndicator<SarExtended>
{
    readonly double start, offset;
    readonly Pace rise, fall;
    int bars;
    bool isLong;
    double previousHigh, previousLow, acceleration;

    /// <summary>Of the present direction, seen as a rise: in a fall both have a minus sign, so that one rule serves for both.</summary>
    double stop, extreme;

    SarExtended(ReadOnlySpan<double> arguments)
    {
        (start, offset) = (arguments[0], arguments[1]);
        rise = new Pace(arguments[2], arguments[3], arguments[4]);
        fall = new Pace(arguments[5], arguments[6], arguments[7]);
    }

    public static IndicatorDescription Description => new("sarext", "parabolic stop and reverse with its own numbers for each direction; negative while the trend is down",
        "as psar, with accelerations of their own for long and short; \"start\" 0 lets the first two bars choose the direction, above 0 begins long with that stop, below 0 short with its magnitude; on a reversal the printed stop is moved away from the price by the fraction \"offset\"; values of a downward trend have a minus sign",
        "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section II; TA-Lib SAREXT")
    {
        Aliases = ["psar_extended"],
        Parameters = [new("start", 0, -1e9, 1e9, "first stop, dollars: above 0 long, below 0 short, 0 = the bars choose"), new("offset", 0, 0, 1, "how far a reversal moves the stop away, as a fraction of it"), new("long_start", 0.02, 0, 1, "acceleration of a new rise"), new("long_step", 0.02, 0, 1, "growth of a rise's acceleration with each new high"), new("long_most", 0.2, 0, 1, "largest acceleration of a rise"), new("short_start", 0.02, 0, 1, "acceleration of a new fall"), new("short_step", 0.02, 0, 1, "growth of a fall's acceleration with each new low"), new("short_most", 0.2, 0, 1, "largest acceleration of a fall")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow;

    public static SarExtended Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (bars < 2 && bars++ == 0)
        {
            (previousHigh, previousLow) = (bar.High, bar.Low);
            return false;
        }
        if (bars == 2) Begin(bar);
        var (high, low) = isLong ? (bar.High, bar.Low) : (-bar.Low, -bar.High);
        var floor = Math.Min(isLong ? previousLow : -previousHigh, low);
        if (low > stop)
        {
            outputs[0] = stop;
            if (high > extreme) (extreme, acceleration) = (high, Math.Min(acceleration + Present.Step, Present.Most));
            stop = Math.Min(stop + (acceleration * (extreme - stop)), floor);
        }
        else
        {
            outputs[0] = Turn(bar);
        }
        (previousHigh, previousLow) = (bar.High, bar.Low);
        return true;
    }

    /// <summary>How fast a stop follows.</summary>
    readonly record struct Pace(double Start, double Step, double Most)
    {
        public double First => Math.Min(Start, Most);
    }

    readonly Pace Present => isLong ? rise : fall;

    void Begin(in BarInput bar)
    {
        bars = 3;
        var up = bar.High - previousHigh;
        var down = previousLow - bar.Low;
        isLong = start == 0 ? !(down > 0 && down > up) : start > 0;
        extreme = isLong ? bar.High : -bar.Low;
        stop = start != 0 ? start : isLong ? previousLow : -previousHigh;
        acceleration = Present.First;
        // The first stop is held outside the second bar alone: the first one only gave the direction.
        (previousHigh, previousLow) = (bar.High, bar.Low);
    }

    /// <summary>The bar touched the stop: the extreme of the old trend, held outside the last two bars, is the first stop of the new one.</summary>
    double Turn(in BarInput bar)
    {
        var high = isLong ? bar.High : -bar.Low;
        var reached = -Math.Max(extreme, Math.Max(isLong ? previousHigh : -previousLow, high));
        isLong = !isLong;
        acceleration = Present.First;
        // Away from the price: a stop above it rises, a stop below it falls.
        reached -= Math.Abs(reached) * offset;
        var (newHigh, newLow) = isLong ? (bar.High, bar.Low) : (-bar.Low, -bar.High);
        extreme = newHigh;
        stop = Math.Min(reached + (acceleration * (extreme - reached)), Math.Min(isLong ? previousLow : -previousHigh, newLow));
        return reached;
    }
}
