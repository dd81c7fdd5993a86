using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Makes bars of one symbol that end once so many trades, shares or dollars have changed hands. The trade that reaches the threshold belongs to the bar whole: it
/// is not split, and nothing is carried over. Bars do not cross sessions: what is unfinished at the end of one is handed out as incomplete. Thresholds are compared in exact
/// arithmetic (millionths of a dollar times 1/10,000 share).
/// </summary>
public sealed class ThresholdBarBuilder
{
    readonly SessionBuckets sessions;
    readonly Int128 threshold;
    BarAccumulator building = BarAccumulator.Empty;
    Int128 reached;
    long first;
    long session = long.MinValue;
    long sessionEnd = long.MinValue;
    long last = long.MinValue;

    /// <exception cref="ArgumentException">Not a bar of trades, shares or dollars.</exception>
    public ThresholdBarBuilder(BarSpec spec, SessionHours hours)
    {
        if (spec.IsTimed || spec == default) throw new ArgumentException($"{spec}: expected a bar of trades, shares or dollars", nameof(spec));
        Spec = spec;
        sessions = new SessionBuckets(BarSpec.Daily, hours);
        threshold = spec.Kind == BarKind.Dollar ? (Int128)spec.Size * Quantity.Scale : spec.Size;
    }

    public BarSpec Spec { get; }

    /// <summary>Trades or bars that lay outside the session hours.</summary>
    public long OutsideSession { get; private set; }

    /// <summary>Trades or bars whose time was before that of an earlier one.</summary>
    public long Late { get; private set; }

    /// <summary>Adds the next trade; what it ends goes to the sink: the unfinished bar of an earlier session, the bar that it completes, or both.</summary>
    public void AddTrade<TSink>(long time, double price, double size, ref TSink sink) where TSink : struct, IBarSink
    {
        if (!Enter(time, ref sink)) return;
        building.AddTrade(price, size);
        Reach(Spec.Kind == BarKind.Tick ? 1 : Measure(price, size), ref sink);
    }

    /// <summary>Adds the next bar of the input, which counts whole: all its shares, and dollars at its typical price (high + low + close) / 3.</summary>
    /// <exception cref="InvalidOperationException">Bars of trades cannot be made of bars, which do not say how many trades they hold.</exception>
    public void AddBar<TSink>(long time, double open, double high, double low, double close, double volume, ref TSink sink) where TSink : struct, IBarSink
    {
        if (Spec.Kind == BarKind.Tick) throw new InvalidOperationException($"{Spec} needs trades: bars do not say how many they hold");
        if (!Enter(time, ref sink)) return;
        building.AddBar(open, high, low, close, volume);
        Reach(Measure((high + low + close) / 3, volume), ref sink);
    }

    /// <summary>The input is over: hands out what is unfinished, as incomplete.</summary>
    public bool TryFlush(out AggregatedBar closed)
    {
        closed = default;
        if (building.IsEmpty) return false;
        reached = 0;
        closed = building.Close(first, isComplete: false);
        return true;
    }

    bool Enter<TSink>(long time, ref TSink sink) where TSink : struct, IBarSink
    {
        if (time < last)
        {
            Late++;
            return false;
        }
        if (time < session || time >= sessionEnd)
        {
            if (!sessions.TryLocate(time, out var start, out var end, out _))
            {
                OutsideSession++;
                return false;
            }
            if (TryFlush(out var unfinished)) sink.Add(unfinished);
            (session, sessionEnd) = (start, end);
        }
        last = time;
        if (building.IsEmpty) first = time;
        return true;
    }

    void Reach<TSink>(Int128 more, ref TSink sink) where TSink : struct, IBarSink
    {
        reached += more;
        if (reached < threshold) return;
        reached = 0;
        sink.Add(building.Close(first, isComplete: true));
    }

    Int128 Measure(double price, double size)
    {
        var units = (long)Math.Round(size * Quantity.Scale);
        return Spec.Kind == BarKind.Volume ? units : (Int128)(long)Math.Round(price * 1e6) * units;
    }
}
