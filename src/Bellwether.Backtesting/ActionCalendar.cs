using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.MarketData;

namespace Bellwether.Backtesting;

/// <summary>The splits and dividends of a backtest over bars as they were traded, session by session.</summary>
sealed class ActionCalendar
{
    readonly InstrumentTable instruments;
    readonly IReadOnlyList<BarColumns> columns;
    readonly IReadOnlyDictionary<string, IReadOnlyList<CorporateAction>> actions;
    readonly List<CorporateEvent> events = [];
    int next;

    public ActionCalendar(IReadOnlyDictionary<string, IReadOnlyList<CorporateAction>> actions, InstrumentTable instruments, IReadOnlyList<BarColumns> columns)
    {
        (this.actions, this.instruments, this.columns) = (actions, instruments, columns);
        foreach (var own in columns)
        {
            if (own.Count == 0 || !instruments.TryFind(own.Symbol, out var instrument) || !actions.TryGetValue(own.Symbol, out var known)) continue;
            var first = own.Time[0];
            events.AddRange(known.Where(a => a.Kind is CorporateActionKind.Split or CorporateActionKind.Dividend).Select(a => CorporateEvent.Of(instrument.Index, a)).Where(e => e.Effective > first));
        }
        events = [.. events.OrderBy(e => e.Effective).ThenBy(e => e.Symbol).ThenBy(e => e.Kind)];
    }

    /// <summary>Hands over what takes force before a session.</summary>
    public void Take<TJournal>(BacktestDriver<TJournal> driver, TradingSession session) where TJournal : struct, IJournalSink
    {
        for (; next < events.Count && events[next].Effective <= session.OpenNanoseconds; next++)
        {
            var symbol = instruments[events[next].Symbol].Symbol;
            var own = columns.First(c => c.Symbol == symbol);
            var past = events[next].Kind == CorporateActionKind.Split ? AdjustmentTable.Build(symbol, actions[symbol], PriceAdjustment.Split, session.Date).Apply(Regular(own)) : own;
            driver.Take(session.OpenNanoseconds, events[next], past);
        }
    }

    /// <summary>What a backtest sees of a symbol's bars: those of the regular sessions.</summary>
    static BarColumns Regular(BarColumns bars)
    {
        var rows = new List<int>(bars.Count);
        TradingSession? session = null;
        for (var row = 0; row < bars.Count; row++)
        {
            var time = bars.Time[row];
            if (session is null || time >= session.CloseNanoseconds) session = ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(time));
            if (time >= session.OpenNanoseconds) rows.Add(row);
        }
        var times = new long[rows.Count];
        for (var i = 0; i < times.Length; i++) times[i] = bars.Time[rows[i]];
        return new BarColumns(bars.Symbol, times, Of(bars.Open), Of(bars.High), Of(bars.Low), Of(bars.Close), Of(bars.Volume));

        double[] Of(ReadOnlySpan<double> column)
        {
            var values = new double[rows.Count];
            for (var i = 0; i < values.Length; i++) values[i] = column[rows[i]];
            return values;
        }
    }
}
