namespace Bellwether.MarketData;

/// <summary>Whole columns to bars, with the same builders that a live stream feeds.</summary>
public static class Aggregation
{
    /// <summary>What makes bars of a kind.</summary>
    /// <exception cref="ArgumentException">No kind.</exception>
    public static IBarBuilder Builder(BarSpec spec, SessionHours hours) => spec.Kind switch
    {
        BarKind.Tick or BarKind.Volume or BarKind.Dollar => new ThresholdBarBuilder(spec, hours),
        BarKind.Range => new RangeBarBuilder(spec, hours),
        BarKind.Renko => new RenkoBarBuilder(spec, hours),
        BarKind.TickImbalance or BarKind.VolumeImbalance or BarKind.DollarImbalance => new ImbalanceBarBuilder(spec, hours),
        _ => new TimeBarBuilder(spec, hours),
    };

    /// <summary>Bars of a coarser kind. The last one is handed out whether or not its end was seen.</summary>
    /// <exception cref="InvalidOperationException">Bars of this kind cannot be made of bars (<see cref="BarSpec.NeedsTrades"/>).</exception>
    public static IReadOnlyList<AggregatedBar> OfBars(BarColumns bars, BarSpec spec, SessionHours hours)
    {
        var list = new BarList();
        var builder = Builder(spec, hours);
        builder.AddBars(bars.Time, bars.Open, bars.High, bars.Low, bars.Close, bars.Volume, ref list);
        if (builder.TryFlush(out var unfinished)) list.Add(unfinished);
        return list.Bars;
    }

    /// <summary>The same of bars that may state their average price (<see cref="double.NaN"/> where not) and number of trades (−1 where not); bars that end by what trades do not look at these.</summary>
    /// <inheritdoc cref="OfBars(BarColumns, BarSpec, SessionHours)"/>
    public static IReadOnlyList<AggregatedBar> OfBars(BarColumns bars, ReadOnlySpan<double> vwap, ReadOnlySpan<long> trades, BarSpec spec, SessionHours hours)
    {
        if (!spec.IsTimed) return OfBars(bars, spec, hours);
        var list = new BarList();
        var builder = new TimeBarBuilder(spec, hours);
        builder.AddStatedBars(bars.Time, bars.Open, bars.High, bars.Low, bars.Close, bars.Volume, vwap, trades, ref list);
        if (builder.TryFlush(out var unfinished)) list.Add(unfinished);
        return list.Bars;
    }

    /// <summary>Bars of trades. The last one is handed out whether or not its end was seen.</summary>
    public static IReadOnlyList<AggregatedBar> OfTrades(TradeColumns trades, BarSpec spec, SessionHours hours)
    {
        var list = new BarList();
        var builder = Builder(spec, hours);
        builder.AddTrades(trades.Time, trades.Price, trades.Size, ref list);
        if (builder.TryFlush(out var unfinished)) list.Add(unfinished);
        return list.Bars;
    }
}
