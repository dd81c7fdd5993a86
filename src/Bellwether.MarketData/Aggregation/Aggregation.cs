namespace Bellwether.MarketData;

/// <summary>Whole columns to bars, with the same builders that a live stream feeds.</summary>
public static class Aggregation
{
    /// <summary>Bars of a coarser kind. The last one is handed out whether or not its end was seen.</summary>
    /// <exception cref="InvalidOperationException">Bars of trades cannot be made of bars.</exception>
    public static IReadOnlyList<AggregatedBar> OfBars(BarColumns bars, BarSpec spec, SessionHours hours)
    {
        var list = new BarList();
        AggregatedBar unfinished;
        bool flushed;
        if (spec.IsTimed)
        {
            var builder = new TimeBarBuilder(spec, hours);
            builder.AddBars(bars.Time, bars.Open, bars.High, bars.Low, bars.Close, bars.Volume, ref list);
            flushed = builder.TryFlush(out unfinished);
        }
        else
        {
            var builder = new ThresholdBarBuilder(spec, hours);
            for (var i = 0; i < bars.Count; i++) builder.AddBar(bars.Time[i], bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i], ref list);
            flushed = builder.TryFlush(out unfinished);
        }
        if (flushed) list.Add(unfinished);
        return list.Bars;
    }

    /// <summary>Bars of trades. The last one is handed out whether or not its end was seen.</summary>
    public static IReadOnlyList<AggregatedBar> OfTrades(TradeColumns trades, BarSpec spec, SessionHours hours)
    {
        var list = new BarList();
        AggregatedBar unfinished;
        bool flushed;
        if (spec.IsTimed)
        {
            var builder = new TimeBarBuilder(spec, hours);
            builder.AddTrades(trades.Time, trades.Price, trades.Size, ref list);
            flushed = builder.TryFlush(out unfinished);
        }
        else
        {
            var builder = new ThresholdBarBuilder(spec, hours);
            for (var i = 0; i < trades.Count; i++) builder.AddTrade(trades.Time[i], trades.Price[i], trades.Size[i], ref list);
            flushed = builder.TryFlush(out unfinished);
        }
        if (flushed) list.Add(unfinished);
        return list.Bars;
    }
}
