namespace Bellwether.MarketData;

public sealed partial class LiveBars
{
    /// <summary>One kind of bar: its builders, one a symbol, which share the intervals and the clock.</summary>
    sealed class Kind
    {
        readonly bool fills;

        /// <summary>When the first open interval of any symbol is over.</summary>
        long openCloses = long.MaxValue;

        /// <summary>When the interval is over that is handed out next whether anything came or not.</summary>
        long filledCloses = long.MaxValue;

        public Kind(BarSpec spec, LiveBarsOptions options, int symbols)
        {
            Spec = spec;
            fills = options.FillsForward && spec.Kind == BarKind.Time;
            Buckets = new SessionBuckets(spec, options.Hours);
            Builders = new TimeBarBuilder[symbols];
            for (var symbol = 0; symbol < symbols; symbol++)
                Builders[symbol] = new TimeBarBuilder(spec, Buckets, options.Slots(spec), options.Late == LatePolicy.Amend ? options.AmendFor : 0);
        }

        public BarSpec Spec { get; }

        public SessionBuckets Buckets { get; }

        public TimeBarBuilder[] Builders { get; }

        public LiveBarCounters Counters;

        /// <summary>When the next bars of this kind are due, without grace; <see cref="long.MaxValue"/> = none.</summary>
        public long NextClose => Math.Min(openCloses, filledCloses);

        public void Opened(long closes)
        {
            if (closes < openCloses) openCloses = closes;
        }

        /// <summary>The label of the interval that is over at <paramref name="closes"/>, and where its session begins.</summary>
        public (long Start, long SessionStart) Closing(long closes)
        {
            Buckets.TryLocate(closes - 1, out var start, out _, out _);
            return (start, fills ? Buckets.SessionStart : long.MaxValue);
        }

        /// <summary>The interval that was over at <paramref name="closes"/> was handed out; <paramref name="next"/> is the next of those that are open.</summary>
        public void Closed(long closes, long next)
        {
            openCloses = next;
            // The next interval begins where this one ended, unless the session did.
            filledCloses = fills && Buckets.TryLocate(closes, out _, out _, out var after) && Buckets.SessionStart < closes ? after : long.MaxValue;
        }
    }
}
