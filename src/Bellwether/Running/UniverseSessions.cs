using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using Bellwether.Strategies;
using NodaTime;

namespace Bellwether.Running;

/// <summary>Statistics of the candidates' sessions, by which a universe is chosen.</summary>
static class UniverseSessions
{
    /// <summary>Names that bars of whole sessions cannot tell.</summary>
    static readonly string[] OfMinutes = ["realised_volatility", "opening_range_high", "opening_range_low", "pre_market_high", "pre_market_low", "pre_market_volume"];

    /// <summary>Plays what a store holds, up to before the open of a session.</summary>
    /// <param name="folder">The store.</param>
    /// <param name="settings">The section of the configuration.</param>
    /// <param name="universe">What is to be decided.</param>
    /// <param name="date">The session to decide for, New York date.</param>
    /// <exception cref="DataFileException">There is no store, or a file of it is damaged.</exception>
    public static void Play(string folder, UniverseSettings settings, Universe universe, LocalDate date)
    {
        using var store = BarStore.Open(folder);
        var before = EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(date).ToInstant());
        universe.Play([.. universe.Symbols.Select(symbol => Of(store, symbol, settings, before, universe))], date);
    }

    /// <summary>Sessions of minute bars in memory.</summary>
    public static IReadOnlyList<SessionSnapshot> Of(BarColumns bars, UniverseSettings settings) => Of(bars, settings, null);

    /// <summary>
    /// Of each session the bar of the whole day, where there is one, else its finer bars; the other way round where a text needs those. A desk that records minutes begins in the middle of some session,
    /// and knows them of its members only.
    /// </summary>
    static List<SessionSnapshot> Of(BarStore store, string symbol, UniverseSettings settings, long before, Universe universe)
    {
        var kinds = store.Kinds(symbol);
        var finer = kinds.Where(k => k.Kind == BarKind.Time).ToList();
        BarRows Rows(BarSpec? kind) => kind is { } bar ? store.Read(symbol, bar, long.MinValue, before) : BarRows.Empty;
        var fine = Rows(finer.Contains(BarSpec.OneMinute) ? BarSpec.OneMinute : finer.Count > 0 ? finer[0] : null);
        var daily = Rows(kinds.Contains(BarSpec.Daily) ? BarSpec.Daily : null);
        var bars = OfMinutes.Any(universe.Uses) ? Filled(fine, daily) : Filled(daily, fine);
        var source = universe.Uses("spread_mean") ? TickStore.SourceOf(store, TickTable.Quotes, symbol) : null;
        return Of(bars.ToColumns(symbol), settings, source is { } from ? TickStore.Read(store, TickTable.Quotes, symbol, from, long.MinValue, before) : null);
    }

    /// <summary>Bars of one kind, and of another for the dates of which the first has none.</summary>
    static BarRows Filled(BarRows first, BarRows other)
    {
        static LocalDate DateOf(long time) => ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(time));
        if (first.Count == 0 || other.Count == 0) return first.Count == 0 ? other : first;
        var dates = first.Time.Select(DateOf).ToHashSet();
        return BarRows.Merge(first, other.At([.. Enumerable.Range(0, other.Count).Where(row => !dates.Contains(DateOf(other.Time[row])))]));
    }

    static List<SessionSnapshot> Of(BarColumns bars, UniverseSettings settings, TickRows? quotes)
    {
        var found = new List<SessionSnapshot>();
        var rows = new Commands.SessionRows(UniverseFactory.Statistics(settings), running: false, session =>
        {
            if (session.Date >= (settings.Since ?? LocalDate.MinIsoValue)) found.Add(session);
        });
        if (quotes is not null) rows.Beside = new QuoteColumns(bars.Symbol, quotes.Time, quotes.Values[0], quotes.Values[1], quotes.Values[2], quotes.Values[3]);
        rows.Of(bars);
        return found;
    }
}
