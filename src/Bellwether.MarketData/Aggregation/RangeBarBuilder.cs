namespace Bellwether.MarketData;

/// <summary>
/// Makes bars of one symbol of which none spans more than a size in dollars from its lowest to its highest price. A bar takes trades as long as they leave it within that size; the first one that would
/// not opens the next bar. What was traded alone is shown: no price is made up, a jump over several sizes makes no bars in between, and a bar before a jump may span less. Every trade belongs to
/// one bar, whole. Bars do not cross sessions; the last of one, and of the input, is incomplete. Spans are compared in whole millionths of a dollar.
/// </summary>
/// <remarks>After Vicente Nicolellis' range bars (1995), which also fill jumps with bars without trades; these do not.</remarks>
public sealed class RangeBarBuilder : IBarBuilder
{
    readonly long size;
    SessionGate gate;
    BarAccumulator building = BarAccumulator.Empty;
    long high;
    long low;
    long first;

    /// <exception cref="ArgumentException">Not a range bar.</exception>
    public RangeBarBuilder(BarSpec spec, SessionHours hours)
    {
        if (spec.Kind != BarKind.Range) throw new ArgumentException($"{spec}: expected a range bar", nameof(spec));
        (Spec, size, gate) = (spec, spec.Size, new SessionGate(hours));
    }

    public BarSpec Spec { get; }

    public long OutsideSession => gate.OutsideSession;

    public long Late => gate.Late;

    /// <summary>Adds the next trade; the bar that it ends, of its session or of an earlier one, goes to the sink.</summary>
    public void AddTrade<TSink>(long time, double price, double size, ref TSink sink) where TSink : struct, IBarSink
    {
        if (!gate.TryEnter(time, out var isNewSession)) return;
        var micros = BarSteps.Micros(price);
        if (!building.IsEmpty)
        {
            if (isNewSession || micros - low > this.size || high - micros > this.size) sink.Add(building.Close(first, isComplete: !isNewSession));
            else (high, low) = (Math.Max(high, micros), Math.Min(low, micros));
        }
        if (building.IsEmpty) (first, high, low) = (time, micros, micros);
        building.AddTrade(price, size);
    }

    /// <inheritdoc/>
    public void AddTrades<TSink>(ReadOnlySpan<long> time, ReadOnlySpan<double> price, ReadOnlySpan<double> size, ref TSink sink) where TSink : struct, IBarSink
    {
        for (var i = 0; i < time.Length; i++) AddTrade(time[i], price[i], size[i], ref sink);
    }

    /// <summary>Not possible: a finer bar may itself span more than the size, and does not tell in which order its prices came.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public void AddBars<TSink>(ReadOnlySpan<long> time, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume, ref TSink sink)
        where TSink : struct, IBarSink => throw BarSteps.NeedsTrades(Spec);

    public bool TryFlush(out AggregatedBar closed)
    {
        closed = default;
        if (building.IsEmpty) return false;
        closed = building.Close(first, isComplete: false);
        return true;
    }
}
