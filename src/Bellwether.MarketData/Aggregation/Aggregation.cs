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
