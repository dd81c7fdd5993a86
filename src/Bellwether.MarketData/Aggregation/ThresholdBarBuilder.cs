using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Makes bars of one symbol that end once so many trades, shares or dollars have changed hands. The trade that reaches the threshold belongs to the bar whole: it
/// is not split, and nothing is carried over. Bars do not cross sessions: what is unfinished at the end of one is handed out as incomplete. Thresholds are compared in exact
/// arithmetic (millionths of a dollar times 1/10,000 share).
/// </summary>
public sealed class ThresholdBarBuilder : IBarBuilder
{
    readonly Int128 threshold;
    SessionGate gate;
    BarAccumulator building = BarAccumulator.Empty;
    Int128 reached;
    long first;

    /// <exception cref="ArgumentException">Not a bar of trades, shares or dollars.</exception>
    public ThresholdBarBuilder(BarSpec spec, SessionHours hours)
    {
        if (spec.Kind is not (BarKind.Tick or BarKind.Volume or BarKind.Dollar)) throw new ArgumentException($"{spec}: expected a bar of trades, shares or dollars", nameof(spec));
        Spec = spec;
        gate = new SessionGate(hours);
        threshold = spec.Kind == BarKind.Dollar ? (Int128)spec.Size * Quantity.Scale : spec.Size;
    }

    public BarSpec Spec { get; }

    /// <summary>Trades or bars that lay outside the session hours.</summary>
    public long OutsideSession => gate.OutsideSession;

    /// <summary>Trades or bars whose time was before that of an earlier one.</summary>
    public long Late => gate.Late;

    /// <summary>Adds the next trade; what it ends goes to the sink: the unfinished bar of an earlier session, the bar that it completes, or both.</summary>
    public void AddTrade<TSink>(long time, double price, double size, ref TSink sink) where TSink : struct, IBarSink
    {
        if (!Enter(time, ref sink)) return;
        building.AddTrade(price, size);
        Reach(Spec.Kind == BarKind.Tick ? 1 : Measure(price, size), ref sink);
    }

    /// <inheritdoc/>
    public void AddTrades<TSink>(ReadOnlySpan<long> time, ReadOnlySpan<double> price, ReadOnlySpan<double> size, ref TSink sink) where TSink : struct, IBarSink
    {
        for (var i = 0; i < time.Length; i++) AddTrade(time[i], price[i], size[i], ref sink);
    }

    /// <summary>Adds the next bar of the input, which counts whole: all its shares, and dollars at its typical price (high + low + close) / 3.</summary>
    /// <exception cref="InvalidOperationException">Bars of trades cannot be made of bars, which do not say how many trades they hold.</exception>
    public void AddBar<TSink>(long time, double open, double high, double low, double close, double volume, ref TSink sink) where TSink : struct, IBarSink
    {
        if (Spec.Kind == BarKind.Tick) throw BarSteps.NeedsTrades(Spec);
        if (!Enter(time, ref sink)) return;
        building.AddBar(open, high, low, close, volume);
        Reach(Measure((high + low + close) / 3, volume), ref sink);
    }

    /// <inheritdoc/>
    public void AddBars<TSink>(ReadOnlySpan<long> time, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume, ref TSink sink)
        where TSink : struct, IBarSink
    {
        for (var i = 0; i < time.Length; i++) AddBar(time[i], open[i], high[i], low[i], close[i], volume[i], ref sink);
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
        if (!gate.TryEnter(time, out var isNewSession)) return false;
        if (isNewSession && TryFlush(out var unfinished)) sink.Add(unfinished);
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
        var units = BarSteps.Units(size);
        return Spec.Kind == BarKind.Volume ? units : (Int128)BarSteps.Micros(price) * units;
    }
}
