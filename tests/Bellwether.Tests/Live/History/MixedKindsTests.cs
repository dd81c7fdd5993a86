using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Tests.Live;

/// <summary>A store with minutes of some days, and longer bars of others: what was recorded, and what was downloaded.</summary>
public sealed class MixedKindsTests : IDisposable
{
    static readonly BarSpec HalfHour = BarSpec.OfTime(30 * EngineTime.Minute);

    readonly string folder = Directory.CreateTempSubdirectory("bellwether-kinds-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static TradingSession Session(int day) => ExchangeCalendar.NewYork.SessionOn(new LocalDate(2024, 11, day))!;

    /// <summary>Bars of one length and close over a session; a day's bar for length 0.</summary>
    static BarRows Bars(int day, long length, double close)
    {
        var session = Session(day);
        var rows = BarRows.OfLength(length == 0 ? 1 : (int)((session.CloseNanoseconds - session.OpenNanoseconds) / length));
        for (var i = 0; i < rows.Count; i++)
        {
            (rows.Time[i], rows.Open[i], rows.High[i], rows.Low[i], rows.Close[i]) = (session.OpenNanoseconds + (i * length), 10, 100, 1, close);
            (rows.Volume[i], rows.Vwap[i], rows.Trades[i], rows.Source[i]) = (1, double.NaN, -1, BarSource.Backfilled);
        }
        return rows;
    }

    BarStore Store()
    {
        var store = BarStore.OpenForWriting(folder);
        store.Write("IBM", BarSpec.Daily, BarSource.Backfilled, BarRows.Join([Bars(18, 0, 18), Bars(19, 0, 19), Bars(20, 0, 20), Bars(21, 0, 21)]));
        store.Write("IBM", HalfHour, BarSource.Backfilled, BarRows.Join([Bars(19, HalfHour.Size, 29), Bars(20, HalfHour.Size, 30)]));
        store.Write("IBM", BarSpec.OneMinute, BarSource.Live, Bars(20, EngineTime.Minute, 40));
        return store;
    }

    static BarQuery Query(string bar, int from, int to) => BarSpec.TryParse(bar, out var spec, out _)
        ? new BarQuery(Session(from).OpenNanoseconds, Session(to).CloseNanoseconds, spec, SessionHours.Regular)
        : throw new ArgumentException(bar, nameof(bar));

    [Fact]
    public void Each_day_is_made_of_minutes_where_it_has_any_else_of_the_longest_bars_that_it_has()
    {
        using var store = Store();
        var days = store.Query("IBM", Query("1d", 18, 21));
        Assert.Equal([18d, 19, 40, 21], days.Bars.Select(b => b.Close));
        Assert.Equal([1d, 1, 390, 1], days.Bars.Select(b => b.Volume));
        Assert.Equal(["backfilled", "backfilled", "live", "backfilled"], days.Sources);
        // Hours are not made of days.
        var hours = store.Query("IBM", Query("1h", 18, 21));
        Assert.Equal(Enumerable.Repeat(29d, 7).Concat(Enumerable.Repeat(40d, 7)), hours.Bars.Select(b => b.Close));
        Assert.Equal([.. Enumerable.Repeat(2d, 6), 1], hours.Bars.Take(7).Select(b => b.Volume));
        Assert.Equal([390d + 3], store.Query("IBM", Query("1w", 18, 21)).Bars.Select(b => b.Volume));
    }

    [Fact]
    public async Task So_it_is_for_a_running_desk_whose_minutes_of_today_are_not_stored_yet()
    {
        using var store = Store();
        var answer = await new RangeQueries(store, null, new Desk(Bars(21, EngineTime.Minute, 41))).GetBarsAsync(["IBM"], Query("1d", 18, 21), null, TestContext.Current.CancellationToken);
        Assert.Equal([18d, 19, 40, 41], answer.Bars[0].Bars.Select(b => b.Close));
        // Ten minutes of a day of which half hours are stored: they are not mixed.
        var few = await new RangeQueries(store, null, new Desk(Bars(19, EngineTime.Minute, 42).Slice(0, 10))).GetBarsAsync(["IBM"], Query("1h", 19, 19), null, TestContext.Current.CancellationToken);
        Assert.Equal([(42d, 10d)], few.Bars[0].Bars.Select(b => (b.Close, b.Volume)));
    }

    sealed class Desk(BarRows minutes) : ILiveMinutes
    {
        public BarRows MinutesOf(string symbol) => minutes;
    }
}
