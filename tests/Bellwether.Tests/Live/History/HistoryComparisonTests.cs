using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Tests.Live;

public sealed class HistoryComparisonTests : IDisposable
{
    static readonly LocalDate Wednesday = new(2024, 11, 27);
    static readonly LocalDate Friday = new(2024, 11, 29);
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-comparison-").FullName;
    readonly PlayedHistory history = new() { Now = Hours(Friday).To };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static TimeRange Hours(LocalDate date) => ExchangeCalendar.NewYork.SessionOn(date)!.Range(SessionHours.Regular);

    async Task<IReadOnlyList<SymbolComparison>> CompareAsync(params string[] symbols)
    {
        using var store = BarStore.Open(folder);
        return await new HistoryComparison(store, history).RunAsync(symbols, Wednesday, Friday, BarSource.Live, TestContext.Current.CancellationToken);
    }

    void Keep(BarSource source, BarRows rows)
    {
        using var store = BarStore.OpenForWriting(folder);
        store.Append("IBM", BarSpec.OneMinute, source, rows);
    }

    [Fact]
    public async Task Each_session_has_a_report_and_a_holiday_has_none()
    {
        var (first, second) = (PlayedHistory.Minutes(Hours(Wednesday)), PlayedHistory.Minutes(Hours(Friday)));
        history.Holds("IBM", first, second);
        // Of Wednesday all but a minute was seen, which was filled later. On Friday a price was seen otherwise.
        Keep(BarSource.Live, first.At([.. Enumerable.Range(0, 390).Where(i => i != 100)]));
        Keep(BarSource.Backfilled, first.Slice(100, 101));
        var seen = second.Slice(0, second.Count);
        seen.Close[3] = 90;
        Keep(BarSource.Live, seen);

        var sessions = Assert.Single(await CompareAsync("IBM")).Sessions;
        Assert.Equal([389, 210], sessions.Select(s => s.Ours.Count));
        Assert.Equal([390, 210], sessions.Select(s => s.Theirs.Count));
        Assert.Equal([(DriftKind.Filled, first.Time[100])], sessions[0].Drifts.Select(d => (d.Kind, d.Time)));
        Assert.Equal([(DriftKind.Values, second.Time[3])], sessions[1].Drifts.Select(d => (d.Kind, d.Time)));
    }

    [Fact]
    public async Task A_session_in_progress_counts_up_to_its_last_whole_minute()
    {
        history.Holds("IBM", PlayedHistory.Minutes(Hours(Wednesday)));
        history.Now = Hours(Wednesday).From + (5 * EngineTime.Minute) + EngineTime.Second;
        Keep(BarSource.Live, PlayedHistory.Minutes(Hours(Wednesday)).Slice(0, 5));
        var session = Assert.Single(Assert.Single(await CompareAsync("IBM")).Sessions);
        Assert.Equal((5, 5, 0), (session.Ours.Count, session.Theirs.Count, session.Drifts.Count));
    }

    [Fact]
    public async Task A_symbol_that_cannot_be_had_is_told_and_the_other_one_is_compared()
    {
        history.Holds("IBM", PlayedHistory.Minutes(Hours(Wednesday)));
        history.Before = (symbol, _) =>
        {
            if (symbol == "GONE") throw new HistoryException(HistoryFailure.Symbol, "GONE: no such contract");
        };
        var results = await CompareAsync("GONE", "IBM");
        Assert.Equal(["GONE: no such contract"], results[0].Problems);
        Assert.Equal(390, results[1].Sessions[0].Count(DriftKind.Missing));
    }
}
