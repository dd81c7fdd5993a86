using Bellwether.Core;
using NodaTime;

namespace Bellwether.MarketData;

/// <summary>A time over which a security traded under one ticker.</summary>
/// <param name="From">Engine time.</param>
/// <param name="To">Engine time at which it ended.</param>
public readonly record struct TickerSpan(string Ticker, long From, long To);

/// <summary>
/// Under which tickers one security traded. A ticker names one company today and another one tomorrow: what is stored under a ticker belongs to the security only while the
/// ticker was its own.
/// </summary>
public static class TickerHistory
{
    /// <summary>Spans in order of time. Without actions of that kind, all of time under the ticker itself.</summary>
    /// <param name="ticker">The security's newest ticker, under which its actions are kept.</param>
    public static IReadOnlyList<TickerSpan> Of(string ticker, IReadOnlyList<CorporateAction> actions)
    {
        var changes = actions.Where(a => a.Kind is CorporateActionKind.Ticker or CorporateActionKind.Delisting).OrderBy(a => a.Date).ToList();
        if (changes.Count == 0) return [new TickerSpan(ticker, long.MinValue, long.MaxValue)];
        var spans = new List<TickerSpan>();
        if (changes[0].Kind == CorporateActionKind.Delisting) spans.Add(new TickerSpan(ticker, long.MinValue, Midnight(changes[0].Date)));
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i].Ticker is not { } name) continue;
            spans.Add(new TickerSpan(name, Midnight(changes[i].Date), i + 1 < changes.Count ? Midnight(changes[i + 1].Date) : long.MaxValue));
        }
        return spans;
    }

    static long Midnight(LocalDate date) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(date).ToInstant());
}
