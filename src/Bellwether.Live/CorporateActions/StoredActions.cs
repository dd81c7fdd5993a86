using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Live;

/// <summary>
/// The corporate actions of a store, by the tickers of a run. They are kept under a security's newest ticker; an action is that of whoever traded under a ticker on its date.
/// </summary>
/// <param name="folder">The store.</param>
/// <param name="instruments">The run's symbols.</param>
public sealed class StoredActions(string folder, InstrumentTable instruments) : ICorporateActions
{
    public IReadOnlyList<CorporateEvent> Read()
    {
        var events = new List<CorporateEvent>();
        foreach (var newest in ActionStore.Symbols(folder))
        {
            var actions = ActionStore.Read(folder, newest);
            var spans = TickerHistory.Of(newest, actions);
            foreach (var action in actions)
            {
                var at = Midnight(action.Date);
                // A ticker and a delisting end what was before them, the others happen to whoever trades at their date.
                var isEnd = action.Kind is CorporateActionKind.Ticker or CorporateActionKind.Delisting;
                foreach (var span in spans)
                {
                    if (isEnd ? span.To != at || span.Ticker == action.Ticker : at < span.From || at >= span.To) continue;
                    if (instruments.TryFind(span.Ticker, out var instrument)) events.Add(CorporateEvent.Of(instrument.Index, action));
                }
            }
        }
        return [.. events.OrderBy(e => e.Effective).ThenBy(e => e.Symbol).ThenBy(e => e.Kind)];
    }

    public string? SuccessorOf(string ticker)
    {
        foreach (var newest in ActionStore.Symbols(folder))
        {
            var spans = TickerHistory.Of(newest, ActionStore.Read(folder, newest));
            if (spans[^1].Ticker != ticker && spans.Any(s => s.Ticker == ticker)) return spans[^1].Ticker;
        }
        return null;
    }

    static long Midnight(LocalDate date) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(date).ToInstant());
}
