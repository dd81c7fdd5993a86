namespace Bellwether.MarketData;

/// <summary>Whole columns of quotes to bars, with the builder that a live stream feeds. The last bar is handed out whether or not its end was seen.</summary>
public static class QuoteAggregation
{
    /// <exception cref="ArgumentException">Not a timed bar.</exception>
    public static IReadOnlyList<QuoteBar> OfQuotes(QuoteColumns quotes, BarSpec spec, SessionHours hours)
    {
        var builder = new QuoteBarBuilder(spec, hours);
        var bars = new List<QuoteBar>();
        for (var i = 0; i < quotes.Count; i++)
            if (builder.AddQuote(quotes.Time[i], quotes.Bid[i], quotes.BidSize[i], quotes.Ask[i], quotes.AskSize[i], out var closed)) bars.Add(closed);
        if (builder.TryFlush(out var unfinished)) bars.Add(unfinished);
        return bars;
    }

    /// <exception cref="ArgumentException">Not a timed bar.</exception>
    public static IReadOnlyList<QuoteBar> OfBars(QuoteBarColumns finer, BarSpec spec, SessionHours hours)
    {
        var builder = new QuoteBarBuilder(spec, hours);
        var bars = new List<QuoteBar>();
        for (var i = 0; i < finer.Count; i++)
            if (builder.AddBar(finer.Time[i], finer.Bid[i], finer.Ask[i], out var closed)) bars.Add(closed);
        if (builder.TryFlush(out var unfinished)) bars.Add(unfinished);
        return bars;
    }
}
