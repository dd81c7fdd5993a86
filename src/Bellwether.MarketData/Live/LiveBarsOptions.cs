using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>Which bars a <see cref="LiveBars"/> makes, and how long it waits for what is late.</summary>
public sealed record LiveBarsOptions
{
    /// <summary>The kinds of bars, all made of the same input; timed ones. Where several close at one instant they come out in this order. Default: one minute.</summary>
    public IReadOnlyList<BarSpec> Specs { get; init; } = [BarSpec.OneMinute];

    /// <summary>What lies outside these hours is passed over. Default: the regular session.</summary>
    public SessionHours Hours { get; init; } = SessionHours.Regular;

    /// <summary>How long after its end a bar waits for stragglers, nanoseconds; from 0 to an hour. Default: 0.</summary>
    public long Grace { get; init; }

    /// <summary>What becomes of what comes later than that. Default: it is dropped and counted.</summary>
    public LatePolicy Late { get; init; } = LatePolicy.Drop;

    /// <summary>With <see cref="LatePolicy.Amend"/>: for how long after it was handed out a bar can be amended, nanoseconds; later input is dropped. Default: one minute.</summary>
    public long AmendFor { get; init; } = EngineTime.Minute;

    /// <summary>Length of the bars that are added, nanoseconds; every kind of bar is a multiple of it. Of no matter where trades are added. Default: five seconds.</summary>
    public long InputLength { get; init; } = 5 * EngineTime.Second;

    /// <summary>
    /// Symbols for which nothing came in an interval, and nothing was lost, get a row that repeats the last close of the session, flagged
    /// <see cref="BarPresence.Filled"/>. Default: false, and missing bars stay missing.
    /// </summary>
    public bool FillsForward { get; init; }

    /// <summary>
    /// The source tells every interval of <see cref="InputLength"/>, those without a trade included, as the broker does: a bar of which some are missing at its close is no bar, and
    /// <see cref="LiveBars.TryTakeIncomplete"/> tells. A source that turns out to pass quiet intervals over is taken as it is (<see cref="QuietIntervals"/>). Default: false.
    /// </summary>
    public bool TellsEveryInterval { get; init; }

    internal LiveBarsOptions Checked()
    {
        if (Specs.Count == 0) throw new ArgumentException("no kind of bar: give at least one, such as 1m", nameof(Specs));
        if (Grace is < 0 or > 60 * EngineTime.Minute) throw new ArgumentOutOfRangeException(nameof(Grace), Grace, "expected nanoseconds from 0 to an hour");
        if (AmendFor is < 0 or > 60 * EngineTime.Minute) throw new ArgumentOutOfRangeException(nameof(AmendFor), AmendFor, "expected nanoseconds from 0 to an hour");
        if (InputLength <= 0) throw new ArgumentOutOfRangeException(nameof(InputLength), InputLength, "expected nanoseconds above 0");
        foreach (var spec in Specs)
        {
            if (!spec.IsTimed || spec == default) throw new ArgumentException($"{spec}: expected a bar that ends by the clock", nameof(Specs));
            if (spec.Kind == BarKind.Time && spec.Size % InputLength != 0)
                throw new ArgumentException($"{spec}: expected a multiple of the {InputLength / (double)EngineTime.Second} s that one bar of the input lasts", nameof(Specs));
            if (Slots(spec) > LargestSlots) throw new ArgumentException($"{spec}: {Slots(spec)} bars of a symbol would be open at once, expected at most {LargestSlots}; shorten the grace or the time for amendments", nameof(Specs));
        }
        return this;
    }

    const int LargestSlots = 256;

    /// <summary>The clock may stand for so long while input comes before the input is too early.</summary>
    const long ClockLag = EngineTime.Minute;

    /// <summary>How many bars of a symbol may be open, or kept for amendments, besides the newest.</summary>
    internal int Slots(BarSpec spec)
    {
        if (spec.Kind != BarKind.Time) return 1;
        var kept = Grace + ClockLag + (Late == LatePolicy.Amend ? AmendFor : 0);
        return (int)((kept + spec.Size - 1) / spec.Size) + 1;
    }
}
