namespace Bellwether.MarketData;

/// <summary>
/// Makes bars of one kind and one symbol, from trades or from finer bars. Columns may be given whole or in any pieces: the bars are the same to the last bit.
/// </summary>
public interface IBarBuilder
{
    BarSpec Spec { get; }

    /// <summary>Bars or trades that lay outside the session hours.</summary>
    long OutsideSession { get; }

    /// <summary>Bars or trades that came too late to count.</summary>
    long Late { get; }

    /// <summary>Adds columns of trades; the bars that they end go to the sink. The last bar stays open: see <see cref="TryFlush"/>.</summary>
    void AddTrades<TSink>(ReadOnlySpan<long> time, ReadOnlySpan<double> price, ReadOnlySpan<double> size, ref TSink sink) where TSink : struct, IBarSink;

    /// <summary>Adds columns of bars.</summary>
    /// <exception cref="InvalidOperationException">Bars of this kind are made of trades alone (<see cref="BarSpec.NeedsTrades"/>).</exception>
    void AddBars<TSink>(ReadOnlySpan<long> time, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume, ref TSink sink)
        where TSink : struct, IBarSink;

    /// <summary>The input is over: hands out the bar in the making.</summary>
    bool TryFlush(out AggregatedBar closed);
}
