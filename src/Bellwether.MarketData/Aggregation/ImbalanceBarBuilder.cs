using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Makes bars of one symbol that end once buying and selling are out of balance by so much: Marcos López de Prado, Advances in Financial Machine Learning (2018), section 2.3.2.1. Each trade has the sign of the tick
/// rule: +1 after a lower price, −1 after a higher one, that of the trade before after the same price. Until a session's price has first changed trades have no sign and count for nothing. Signs carry
/// over from bar to bar of a session. A bar ends with the trade at which |Σ sign × weight| reaches the threshold, where the weight is 1, the shares or the dollars of the trade; that trade belongs to it whole.
/// <para>
/// The threshold is the size of the bar, or with <see cref="BarSpec.IsAdaptive"/> the imbalance that <see cref="ImbalanceExpectation"/> expects. All begins anew with each session, so that the bars
/// of a session are the same whatever was read before it. Sums are exact (millionths of a dollar times 1/10,000 share).
/// </para>
/// </summary>
public sealed class ImbalanceBarBuilder : IBarBuilder
{
    readonly Int128 size;
    SessionGate gate;
    ImbalanceExpectation expectation;
    BarAccumulator building = BarAccumulator.Empty;
    Int128 threshold;
    Int128 imbalance;
    double squares;
    long most = long.MaxValue;
    long trades;
    long lastMicros;

    /// <summary>Of the tick rule: 1, −1, or 0 before the session's price has first changed.</summary>
    long sign;

    long first;

    /// <exception cref="ArgumentException">Not an imbalance bar.</exception>
    public ImbalanceBarBuilder(BarSpec spec, SessionHours hours)
    {
        if (spec.Kind is not (BarKind.TickImbalance or BarKind.VolumeImbalance or BarKind.DollarImbalance)) throw new ArgumentException($"{spec}: expected an imbalance bar", nameof(spec));
        (Spec, gate) = (spec, new SessionGate(hours));
        size = spec.Kind == BarKind.DollarImbalance ? (Int128)spec.Size * Quantity.Scale : spec.Size;
    }

    public BarSpec Spec { get; }

    public long OutsideSession => gate.OutsideSession;

    public long Late => gate.Late;

    /// <summary>Adds the next trade; the bar that it completes, and the unfinished one of an earlier session, go to the sink.</summary>
    public void AddTrade<TSink>(long time, double price, double size, ref TSink sink) where TSink : struct, IBarSink
    {
        if (!gate.TryEnter(time, out var isNewSession)) return;
        var micros = BarSteps.Micros(price);
        if (isNewSession)
        {
            if (TryFlush(out var unfinished)) sink.Add(unfinished);
            (lastMicros, sign) = (micros, 0);
            expectation = new ImbalanceExpectation(Spec.Size);
            BeginBar();
        }
        // Without branches, which nobody can foresee: −1, 0 or 1 from the difference's sign bits, and the sign before where it is 0.
        var change = micros - lastMicros;
        var move = (change >> 63) - (-change >> 63);
        var signed = move + (sign & ~(move | -move));
        (sign, lastMicros) = (signed, micros);
        if (building.IsEmpty) first = time;
        building.AddTrade(price, size);
        var dollars = Spec.Kind == BarKind.DollarImbalance ? micros : 1;
        var units = Spec.Kind == BarKind.TickImbalance ? 1 : BarSteps.Units(size);
        trades++;
        imbalance += Math.BigMul(signed * dollars, units);
        if (Spec.IsAdaptive) squares += (double)dollars * units * ((double)dollars * units);
        if (imbalance < threshold && -imbalance < threshold && trades < most) return;
        sink.Add(building.Close(first, isComplete: true));
        if (Spec.IsAdaptive) expectation.Add(trades, (double)imbalance, squares);
        BeginBar();
    }

    /// <inheritdoc/>
    public void AddTrades<TSink>(ReadOnlySpan<long> time, ReadOnlySpan<double> price, ReadOnlySpan<double> size, ref TSink sink) where TSink : struct, IBarSink
    {
        for (var i = 0; i < time.Length; i++) AddTrade(time[i], price[i], size[i], ref sink);
    }

    /// <summary>Not possible: the tick rule needs each trade.</summary>
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

    void BeginBar()
    {
        (imbalance, squares, trades) = (0, 0, 0);
        if (Spec.IsAdaptive) (threshold, most) = (expectation.Threshold, expectation.MostTrades);
        else threshold = size;
    }
}
