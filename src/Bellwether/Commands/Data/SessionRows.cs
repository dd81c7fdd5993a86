using Bellwether.MarketData;

namespace Bellwether.Commands;

/// <summary>Walks over what there is of a symbol and hands out its sessions, or what is known after each row.</summary>
sealed class SessionRows(SessionStatisticsOptions options, bool running, Action<SessionSnapshot> take)
{
    readonly SessionStatistics statistics = new(options);
    int quote;

    /// <summary>Quotes that come in between, by time.</summary>
    public QuoteColumns? Beside { get; set; }

    public void Of(BarColumns bars)
    {
        for (var i = 0; i < bars.Count; i++)
        {
            QuotesUntil(bars.Time[i]);
            var began = statistics.AddBar(bars.Time[i], bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i], out var finished);
            After(began, finished, bars.Time[i]);
        }
        End();
    }

    public void Of(TradeColumns trades)
    {
        for (var i = 0; i < trades.Count; i++)
        {
            QuotesUntil(trades.Time[i]);
            var began = statistics.AddTrade(trades.Time[i], trades.Price[i], trades.Size[i], out var finished);
            After(began, finished, trades.Time[i]);
        }
        End();
    }

    public void Of(QuoteColumns quotes)
    {
        Beside = quotes;
        End();
    }

    void End()
    {
        QuotesUntil(long.MaxValue);
        if (!running && statistics.TryRead(out var last)) take(last);
    }

    void QuotesUntil(long time)
    {
        if (Beside is not { } quotes) return;
        for (; quote < quotes.Count && quotes.Time[quote] < time; quote++)
        {
            var began = statistics.AddQuote(quotes.Time[quote], quotes.Bid[quote], quotes.BidSize[quote], quotes.Ask[quote], quotes.AskSize[quote], out var finished);
            if (began && !running) take(finished);
        }
    }

    /// <summary>A row has been taken.</summary>
    void After(bool began, in SessionSnapshot finished, long time)
    {
        if (began && !running) take(finished);
        if (!running || !statistics.TryRead(out var now) || now.Time != time) return;
        var session = Core.ExchangeCalendar.NewYork.SessionOn(now.Date)!;
        if (time >= session.OpenNanoseconds && time < session.CloseNanoseconds) take(now);
    }
}
