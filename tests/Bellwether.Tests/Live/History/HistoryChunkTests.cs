using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.Live;

public sealed class HistoryChunkTests
{
    static HistoryBarSize Size(string bar, SessionHours hours = SessionHours.Regular)
    {
        Assert.True(BarSpec.TryParse(bar, out var spec, out _));
        Assert.True(HistoryBarSize.TryFind(spec, hours, out var size, out var problem), problem);
        return size;
    }

    static IReadOnlyList<TimeRange> Sessions(LocalDate from, LocalDate to, SessionHours hours = SessionHours.Regular) => [.. ExchangeCalendar.NewYork.Sessions(from, to).Select(s => s.Range(hours))];

    static string[] Told(IReadOnlyList<HistoryChunk> chunks) =>
        [.. chunks.Select(c => $"{c.Ranges.Count} {c.Duration} {EngineTime.ToInstant(c.End).InZone(ExchangeCalendar.NewYork.Zone):MM-dd HH:mm}")];

    [Fact]
    public void Minutes_are_asked_a_week_at_once() =>
        // Two full weeks around Thanksgiving 2024, which has four sessions, the last one until 13:00.
        Assert.Equal(["5 5 D 11-22 16:00", "4 5 D 11-29 13:00"], Told(HistoryChunk.Cut(Sessions(new(2024, 11, 18), new(2024, 11, 29)), Size("1m"), SessionHours.Regular)));

    [Fact]
    public void Minutes_of_all_hours_are_asked_two_sessions_at_once_so_that_an_answer_stays_small() =>
        // 960 minutes a session.
        Assert.Equal(["2 2 D 11-19 20:00", "2 2 D 11-21 20:00", "1 1 D 11-22 20:00"], Told(HistoryChunk.Cut(Sessions(new(2024, 11, 18), new(2024, 11, 22), SessionHours.Extended), Size("1m", SessionHours.Extended), SessionHours.Extended)));

    [Fact]
    public void Half_hours_are_asked_by_the_month_and_days_by_the_year()
    {
        Assert.Equal(["20 29 D 11-29 13:00", "21 30 D 12-31 16:00"], Told(HistoryChunk.Cut(Sessions(new(2024, 11, 1), new(2024, 12, 31)), Size("30m"), SessionHours.Regular)));
        Assert.Equal(["41 61 D 01-01 00:00", "1 1 D 01-03 00:00"], Told(HistoryChunk.Cut(Sessions(new(2024, 11, 1), new(2025, 1, 2)), Size("1d"), SessionHours.Regular)));
    }

    [Fact]
    public void Seconds_are_asked_in_the_pieces_that_the_broker_documents()
    {
        Assert.Equal(["1 3600 S 11-29 10:30", "1 3600 S 11-29 11:30", "1 3600 S 11-29 12:30", "1 1800 S 11-29 13:00"], Told(HistoryChunk.Cut(Sessions(new(2024, 11, 29), new(2024, 11, 29)), Size("5s"), SessionHours.Regular)));
        Assert.Equal(13, HistoryChunk.Cut(Sessions(new(2024, 11, 25), new(2024, 11, 25)), Size("1s"), SessionHours.Regular).Count);
        // The broker takes no shorter duration than a minute of these.
        var open = Sessions(new(2024, 11, 25), new(2024, 11, 25))[0].From;
        Assert.Equal(["1 60 S 11-25 09:30"], Told(HistoryChunk.Cut([new TimeRange(open, open + (5 * EngineTime.Second))], Size("5s"), SessionHours.Regular)));
    }

    [Fact]
    public void Whatever_is_missing_is_asked_once_in_order_and_every_request_reaches_back_to_its_first_stretch() =>
        Gen.Select(Gen.Int[0, 6_000], Gen.Int[1, 400], Gen.Int[0, 6].Select(i => new[] { "1s", "5s", "30s", "1m", "5m", "30m", "1d" }[i]), Gen.Bool).Sample((day, length, bar, all) =>
        {
            var hours = all && bar is "1m" or "5m" or "30m" ? SessionHours.Extended : SessionHours.Regular;
            var first = new LocalDate(2005, 1, 3).PlusDays(day);
            var missing = Sessions(first, first.PlusDays(bar.EndsWith('s') ? length % 5 : length), hours);
            var size = Size(bar, hours);
            var chunks = HistoryChunk.Cut(missing, size, hours);
            Assert.Equal(TimeRanges.Of(missing).Items, TimeRanges.Of(chunks.SelectMany(c => c.Ranges)).Items);
            Assert.Equal(missing.Sum(r => r.To - r.From), chunks.Sum(c => c.Ranges.Sum(r => r.To - r.From)));
            Assert.Equal(chunks.OrderBy(c => c.End), chunks);
            foreach (var chunk in chunks)
            {
                var count = int.Parse(chunk.Duration[..^2], System.Globalization.CultureInfo.InvariantCulture);
                var days = Period.DaysBetween(Date(chunk.Ranges[0]), Date(chunk.Ranges[^1])) + 1;
                Assert.True(chunk.Duration[^1] == 'S' ? count * EngineTime.Second >= chunk.Span.To - chunk.Span.From : count == days, chunk.Duration);
                Assert.True(count <= (chunk.Duration[^1] == 'S' ? 28_800 : 365), chunk.Duration);
                Assert.True(chunk.End >= chunk.Ranges[^1].To);
                if (size.Bar.Kind == BarKind.Time) Assert.InRange(chunk.Ranges.Sum(r => (r.To - r.From) / size.Bar.Size), 1, HistoryBarSize.MostBars);
            }
        });

    [Theory]
    [InlineData("1h", "30m")]
    [InlineData("60m", "30m")]
    [InlineData("90m", "30m")]
    [InlineData("4h", "30m")]
    [InlineData("20m", "10m")]
    [InlineData("45m", "15m")]
    [InlineData("7m", "1m")]
    [InlineData("30m", "30m")]
    [InlineData("1m", "1m")]
    [InlineData("20s", "10s")]
    [InlineData("90s", "30s")]
    [InlineData("7s", "1s")]
    [InlineData("1d", "1d")]
    [InlineData("1w", "1d")]
    [InlineData("1mo", "1d")]
    public void What_the_broker_counts_from_the_full_hour_is_made_of_bars_that_lie_on_our_borders(string bar, string downloaded) => Assert.Equal(downloaded, Size(bar).Bar.ToString());

    [Theory]
    [InlineData("tick:5", SessionHours.Regular, "they take trades")]
    [InlineData("volume:5000", SessionHours.Regular, "download minutes")]
    [InlineData("5s", SessionHours.Extended, "regular hours only")]
    [InlineData("1d", SessionHours.Extended, "regular hours only")]
    [InlineData("1w", SessionHours.Extended, "regular hours only")]
    public void Bars_that_history_does_not_have_are_refused_with_what_to_do(string bar, SessionHours hours, string said)
    {
        Assert.True(BarSpec.TryParse(bar, out var spec, out _));
        Assert.False(HistoryBarSize.TryFind(spec, hours, out _, out var problem));
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    static LocalDate Date(TimeRange range) => ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(range.From));
}
