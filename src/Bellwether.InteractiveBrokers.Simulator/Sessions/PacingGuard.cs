using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>What the gateway makes of a message's rate.</summary>
enum RateVerdict
{
    /// <summary>Within the limit.</summary>
    Fine = 0,

    /// <summary>Over the limit: error 100, and the message is not done.</summary>
    Refused,

    /// <summary>Over the limit again and again: the connection is closed.</summary>
    Disconnect,
}

/// <summary>
/// Counts what one client sends and asks for, and holds it against the broker's limits: 50 messages in any second; for history in bars of 30 seconds or less no
/// identical request within 15 seconds, fewer than 6 of one contract, exchange and kind in 2 seconds, and 60 in 10 minutes, bid and ask together counting twice; at most
/// 50 history requests of any kind open on one connection. It counts whether or not the limits are enforced, so that a test can ask for the peak.
/// </summary>
/// <param name="isEnforced">Refuse what is too much; false: count only.</param>
/// <param name="realTimeBarsPerTenMinutes">New requests for real-time bars in ten minutes.</param>
sealed class PacingGuard(bool isEnforced, int realTimeBarsPerTenMinutes = 60)
{
    /// <summary>Documented by the broker: half the market data lines, of which there are 100 by default.</summary>
    public const int MessagesPerSecond = 50;

    /// <summary>Refusals in a minute after which the broker's patience ends.</summary>
    const int RefusalsForgiven = 3;
    const int HistoryPerTenMinutes = 60;
    const int HistoryPerTwoSeconds = 6;
    const int OpenHistory = 50;

    readonly Queue<long> messages = new();
    readonly Queue<long> refusals = new();
    readonly Queue<(long Time, int Weight)> history = new();
    readonly Queue<(long Time, string Key, string Request, int Weight)> recent = new();
    readonly Dictionary<int, long> tickByTick = [];
    readonly Queue<long> realTimeBars = new();
    int weight;
    bool isOver;

    /// <summary>Most messages that came in any second.</summary>
    public int PeakMessagesPerSecond { get; private set; }

    /// <summary>History requests that broke a limit.</summary>
    public int HistoryViolations { get; private set; }

    /// <summary>Most history requests that were open on one connection.</summary>
    public int PeakOpenHistory { get; private set; }

    /// <summary>Subscriptions that were asked for too soon: ticks of one instrument within 15 seconds, or too many real-time bars in ten minutes.</summary>
    public int StreamViolations { get; private set; }

    /// <summary>Counts a message.</summary>
    /// <param name="now">Nanoseconds since the Unix epoch, never falling.</param>
    public RateVerdict OnMessage(long now)
    {
        while (messages.TryPeek(out var first) && now - first >= EngineTime.Second) messages.Dequeue();
        messages.Enqueue(now);
        PeakMessagesPerSecond = Math.Max(PeakMessagesPerSecond, messages.Count);
        var wasOver = isOver;
        isOver = messages.Count > MessagesPerSecond;
        if (!isOver || !isEnforced) return RateVerdict.Fine;
        // One burst is one offence, however many messages it goes on for; ten times the rate is no accident.
        if (!wasOver)
        {
            while (refusals.TryPeek(out var first) && now - first >= EngineTime.Minute) refusals.Dequeue();
            refusals.Enqueue(now);
        }
        return refusals.Count > RefusalsForgiven || messages.Count > 10 * MessagesPerSecond ? RateVerdict.Disconnect : RateVerdict.Refused;
    }

    /// <summary>Counts a history request; false when it breaks a limit and limits are enforced.</summary>
    /// <param name="key">Contract, exchange and kind of data.</param>
    /// <param name="request">All that makes the request what it is.</param>
    /// <param name="isFine">Bars of 30 seconds or less, or single ticks: the hard limits are for them.</param>
    /// <param name="counts">2 for bid and ask together, else 1.</param>
    /// <param name="now">Nanoseconds since the Unix epoch, never falling.</param>
    public bool OnHistory(string key, string request, bool isFine, int counts, long now)
    {
        if (!isFine) return true;
        while (history.TryPeek(out var first) && now - first.Time >= 10 * EngineTime.Minute) weight -= history.Dequeue().Weight;
        while (recent.TryPeek(out var first) && now - first.Time >= 15 * EngineTime.Second) recent.Dequeue();
        var isIdentical = recent.Any(r => r.Request == request);
        var alike = recent.Where(r => r.Key == key && now - r.Time < 2 * EngineTime.Second).Sum(r => r.Weight);
        history.Enqueue((now, counts));
        recent.Enqueue((now, key, request, counts));
        weight += counts;
        if (!isIdentical && alike + counts < HistoryPerTwoSeconds && weight <= HistoryPerTenMinutes) return true;
        HistoryViolations++;
        return !isEnforced;
    }

    /// <summary>A history request of any bar size came; false when too many are open and limits are enforced.</summary>
    /// <param name="open">Open on its connection, this one included.</param>
    public bool OnOpenHistory(int open)
    {
        PeakOpenHistory = Math.Max(PeakOpenHistory, open);
        if (open <= OpenHistory) return true;
        HistoryViolations++;
        return !isEnforced;
    }

    /// <summary>Ticks one by one of an instrument were asked for; false when they were within the last 15 seconds and limits are enforced.</summary>
    public bool OnTickByTick(int symbol, long now)
    {
        var isSoon = tickByTick.TryGetValue(symbol, out var last) && now - last < 15 * EngineTime.Second;
        if (isSoon) return Violated();
        tickByTick[symbol] = now;
        return true;
    }

    /// <summary>Real-time bars were asked for; false when that is too often within ten minutes and limits are enforced. What is refused does not count.</summary>
    public bool OnRealTimeBars(long now)
    {
        while (realTimeBars.TryPeek(out var first) && now - first >= 10 * EngineTime.Minute) realTimeBars.Dequeue();
        if (realTimeBars.Count >= realTimeBarsPerTenMinutes) return Violated();
        realTimeBars.Enqueue(now);
        return true;
    }

    bool Violated()
    {
        StreamViolations++;
        return !isEnforced;
    }
}
