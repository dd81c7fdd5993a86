namespace Bellwether.MarketData;

/// <summary>
/// Makes Renko bricks of one symbol: bars whose open and close are neighbouring whole multiples of a size in dollars.
/// <para>
/// A session begins at the multiple nearest to its first price (of two, the higher). From there a brick is complete once the price is a size away, in either direction; after a brick, once the price is a
/// size further in its direction, or two sizes from its close against it: that brick begins where the one before began, so that a reversal takes two sizes. One price may complete several bricks.
/// </para>
/// <para>
/// A brick's high and low are its two ends; what lay beyond (wicks) is not shown. Its volume, average price and trades are those since the brick before, up to and with the one that completes
/// it; further bricks that the same trade completes have no volume. An unfinished brick, the last of a session, runs from where it began to the last price, with the highest and lowest as they
/// were. A price more than <see cref="MostAtOnce"/> bricks away does not fill the way with bricks: the brick is unfinished, and a new begin is made as in a session.
/// </para>
/// Levels are whole numbers of sizes in whole millionths of a dollar: they do not drift.
/// </summary>
public sealed class RenkoBarBuilder : IBarBuilder
{
    /// <summary>The most bricks that one price completes.</summary>
    public const int MostAtOnce = 10_000;

    readonly long size;
    SessionGate gate;

    /// <summary>What was traded since the last brick.</summary>
    BarAccumulator building = BarAccumulator.Empty;

    /// <summary>In sizes: where the next brick begins when it goes on in the direction of the last.</summary>
    long level;

    /// <summary>1 after a rising brick, −1 after a falling one, 0 when there is none.</summary>
    int direction;

    /// <summary>Millionths of a dollar at which the next rising, or falling, brick is complete.</summary>
    long nextUp;
    long nextDown;

    long first;

    /// <exception cref="ArgumentException">Not a Renko bar.</exception>
    public RenkoBarBuilder(BarSpec spec, SessionHours hours)
    {
        if (spec.Kind != BarKind.Renko) throw new ArgumentException($"{spec}: expected a Renko bar", nameof(spec));
        (Spec, size, gate) = (spec, spec.Size, new SessionGate(hours));
    }

    public BarSpec Spec { get; }

    public long OutsideSession => gate.OutsideSession;

    public long Late => gate.Late;

    /// <summary>Adds the next trade; the bricks that it completes, and the unfinished one of an earlier session, go to the sink.</summary>
    public void AddTrade<TSink>(long time, double price, double size, ref TSink sink) where TSink : struct, IBarSink
    {
        if (!Enter(time, price, out var micros, ref sink)) return;
        building.AddTrade(price, size);
        if (micros >= nextUp || micros <= nextDown) Complete(time, micros, trades: 0, ref sink);
    }

    /// <inheritdoc/>
    public void AddTrades<TSink>(ReadOnlySpan<long> time, ReadOnlySpan<double> price, ReadOnlySpan<double> size, ref TSink sink) where TSink : struct, IBarSink
    {
        for (var i = 0; i < time.Length; i++) AddTrade(time[i], price[i], size[i], ref sink);
    }

    /// <summary>Adds the next bar of the input, which counts as a trade at its close: bricks are then those of closes. Its volume, at its typical price, belongs to one brick whole.</summary>
    public void AddBar<TSink>(long time, double high, double low, double close, double volume, ref TSink sink) where TSink : struct, IBarSink
    {
        if (!Enter(time, close, out var micros, ref sink)) return;
        building.AddBar(close, close, close, close, volume, (high + low + close) / 3, -1);
        if (micros >= nextUp || micros <= nextDown) Complete(time, micros, trades: -1, ref sink);
    }

    /// <inheritdoc/>
    public void AddBars<TSink>(ReadOnlySpan<long> time, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume, ref TSink sink)
        where TSink : struct, IBarSink
    {
        for (var i = 0; i < time.Length; i++) AddBar(time[i], high[i], low[i], close[i], volume[i], ref sink);
    }

    public bool TryFlush(out AggregatedBar closed)
    {
        closed = default;
        if (building.IsEmpty) return false;
        closed = Unfinished();
        return true;
    }

    bool Enter<TSink>(long time, double price, out long micros, ref TSink sink) where TSink : struct, IBarSink
    {
        micros = BarSteps.Micros(price);
        if (!gate.TryEnter(time, out var isNewSession)) return false;
        if (isNewSession)
        {
            if (TryFlush(out var unfinished)) sink.Add(unfinished);
            Begin(micros);
        }
        if (building.IsEmpty) first = time;
        return true;
    }

    void Begin(long micros) => Turn(((2 * micros) + size) / (2 * size), 0);

    void Turn(long at, int towards)
    {
        (level, direction) = (at, towards);
        nextUp = (towards < 0 ? at + 2 : at + 1) * size;
        nextDown = (towards > 0 ? at - 2 : at - 1) * size;
    }

    /// <param name="time">Of the price.</param>
    /// <param name="micros">A price that completes at least one brick.</param>
    /// <param name="trades">What is said of the trades of a brick without any.</param>
    /// <param name="sink">Takes the bricks.</param>
    void Complete<TSink>(long time, long micros, long trades, ref TSink sink) where TSink : struct, IBarSink
    {
        var step = micros >= nextUp ? 1 : -1;
        var at = direction == -step ? level + step : level;
        // The last multiple that the price has reached: below it when it rises, above it when it falls.
        var reached = step > 0 ? micros / size : (micros + size - 1) / size;
        if (Math.Abs(reached - at) > MostAtOnce)
        {
            sink.Add(Unfinished());
            Begin(micros);
            return;
        }
        for (var isFirst = true; at != reached; at += step, isFirst = false)
        {
            var (open, close) = (BarSteps.Dollars(at * size), BarSteps.Dollars((at + step) * size));
            var brick = isFirst ? building.Close(first, isComplete: true) : new AggregatedBar(time, 0, 0, 0, 0, 0, double.NaN, trades, IsComplete: true);
            sink.Add(brick with { Open = open, High = Math.Max(open, close), Low = Math.Min(open, close), Close = close });
        }
        Turn(reached, step);
    }

    AggregatedBar Unfinished()
    {
        var open = BarSteps.Dollars(level * size);
        var bar = building.Close(first, isComplete: false);
        return bar with { Open = open, High = Math.Max(open, bar.High), Low = Math.Min(open, bar.Low) };
    }
}
