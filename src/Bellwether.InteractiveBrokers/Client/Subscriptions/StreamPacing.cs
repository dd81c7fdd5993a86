using Bellwether.Core;

namespace Bellwether.InteractiveBrokers;

/// <summary>When a stream may be asked for as far as the broker's limits for new streams tell: five-second bars in ten minutes, and single ticks of one instrument.</summary>
sealed class StreamPacing(PacingLimits limits)
{
    readonly SlidingWindow? _bars = limits.RealTimeBarsPerTenMinutes is { } bars ? new SlidingWindow(bars, (600 * EngineTime.Second) + limits.HistorySlack) : null;
    readonly Dictionary<string, long> _ticks = [];

    /// <summary>Not before now.</summary>
    public long DueAt(SubscriptionTerms terms, long now) => terms.Kind switch
    {
        RequestKind.RealTimeBars when _bars is not null => _bars.TimeOf(1, now),
        RequestKind.TickByTick when _ticks.TryGetValue(terms.Instrument, out var last) => Math.Max(now, last + limits.TicksOfOneInstrumentAfter + limits.HistorySlack),
        _ => now,
    };

    /// <summary>It is asked for now. The broker counts across sessions, so this does, too.</summary>
    public void Take(SubscriptionTerms terms, long now)
    {
        if (terms.Kind == RequestKind.RealTimeBars) _bars?.Take(1, now);
        else if (terms.Kind == RequestKind.TickByTick) _ticks[terms.Instrument] = now;
    }
}
