using Bellwether.Core;
using Bellwether.MarketData;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.MarketData;

public sealed class MissingBarsTests
{
    const long Minute = EngineTime.Minute;

    /// <summary>Thanksgiving week of 2024: Thursday closed, Friday until 13:00.</summary>
    static readonly TimeRange Week = new(At(25, 0, 0), At(30, 0, 0));

    static long At(int day, int hour, int minute) => EngineTime.From(new LocalDateTime(2024, 11, day, hour, minute).InZoneStrictly(ExchangeCalendar.NewYork.Zone).ToInstant());

    static TimeRange Span(int day, int hour, int minute, int toHour, int toMinute) => new(At(day, hour, minute), At(day, toHour, toMinute));

    static long[] Minutes(TimeRange range) => [.. Enumerable.Range(0, (int)((range.To - range.From) / Minute)).Select(i => range.From + (i * Minute))];

    static IReadOnlyList<TimeRange> Missing(TimeRange wanted, long[] held, TimeRanges? answered = null, long now = long.MaxValue, BarSpec? bar = null, SessionHours hours = SessionHours.Regular) =>
        MissingBars.Of(wanted, bar ?? BarSpec.OneMinute, hours, held, answered ?? TimeRanges.Empty, now == long.MaxValue ? At(30, 12, 0) : now);

    [Fact]
    public void Of_a_store_that_holds_nothing_every_session_is_missing_holidays_and_half_days_as_the_exchange_keeps_them()
    {
        Assert.Equal([Span(25, 9, 30, 16, 0), Span(26, 9, 30, 16, 0), Span(27, 9, 30, 16, 0), Span(29, 9, 30, 13, 0)], Missing(Week, []));
        Assert.Equal([Span(25, 4, 0, 20, 0), Span(26, 4, 0, 20, 0), Span(27, 4, 0, 20, 0), Span(29, 4, 0, 17, 0)], Missing(Week, [], hours: SessionHours.Extended));
        Assert.Equal(4, Missing(Week, [], bar: BarSpec.Daily).Count);
    }

    [Fact]
    public void A_session_with_all_its_minutes_is_not_missing_whoever_they_came_from() =>
        Assert.Equal([Span(26, 9, 30, 16, 0)], Missing(new TimeRange(At(25, 0, 0), At(27, 0, 0)), Minutes(Span(25, 9, 30, 16, 0))));

    [Fact]
    public void The_holes_of_a_session_are_asked_about_at_once()
    {
        var held = Minutes(Span(25, 9, 30, 10, 0)).Concat(Minutes(Span(25, 10, 5, 12, 0))).Concat(Minutes(Span(25, 12, 1, 16, 0))).ToArray();
        Assert.Equal([Span(25, 10, 0, 12, 1)], Missing(new TimeRange(At(25, 0, 0), At(26, 0, 0)), held));
    }

    [Fact]
    public void What_was_answered_is_not_missing_where_there_is_no_bar_either()
    {
        var answered = TimeRanges.Of([Span(25, 9, 30, 12, 0)]);
        Assert.Equal([Span(25, 12, 0, 16, 0)], Missing(new TimeRange(At(25, 0, 0), At(26, 0, 0)), [], answered));
        // A held bar inside an answered stretch says nothing about what follows that stretch.
        Assert.Equal([Span(25, 12, 0, 16, 0)], Missing(new TimeRange(At(25, 0, 0), At(26, 0, 0)), [At(25, 11, 59)], answered));
    }

    [Fact]
    public void A_bar_is_missing_only_once_it_has_ended()
    {
        Assert.Equal([Span(25, 9, 30, 10, 1)], Missing(Week, [], now: At(25, 10, 1) + (59 * EngineTime.Second)));
        Assert.Equal([Span(25, 9, 30, 10, 0)], Missing(Week, [], now: At(25, 10, 4), bar: BarSpec.OfTime(5 * Minute)));
        Assert.Empty(Missing(Week, [], now: At(25, 9, 30)));
        Assert.Empty(Missing(Week, [], now: At(25, 15, 59), bar: BarSpec.Daily));
        Assert.Single(Missing(Week, [], now: At(25, 16, 0), bar: BarSpec.Daily));
    }

    [Fact]
    public void Only_bars_whose_label_is_wanted_are_missing()
    {
        Assert.Equal([Span(25, 9, 45, 9, 50)], Missing(new TimeRange(At(25, 9, 41), At(25, 9, 46)), [], bar: BarSpec.OfTime(5 * Minute)));
        Assert.Empty(Missing(new TimeRange(At(25, 9, 31), At(25, 16, 0)), [], bar: BarSpec.Daily));
        Assert.Empty(Missing(Span(28, 0, 0, 20, 0), []));
    }

    [Fact]
    public void The_short_last_bar_of_a_half_day_is_asked_about_with_its_session()
    {
        // 210 minutes are six bars of 30 minutes; of 20 minutes ten and a half.
        Assert.Equal([Span(29, 9, 30, 13, 0)], Missing(Span(29, 9, 30, 20, 0), [], bar: BarSpec.OfTime(20 * Minute)));
    }

    [Fact]
    public void Who_gets_what_is_missing_misses_nothing_and_every_missing_minute_was_asked_about() =>
        Gen.Select(Gen.Int[0, 389].HashSet[0, 390], Gen.Int[0, 389], Gen.Int[0, 60], Gen.Int[0, 420]).Sample((minutes, answeredFrom, length, passed) =>
        {
            var open = At(25, 9, 30);
            var held = minutes.Order().Select(m => open + (m * Minute)).ToArray();
            var answered = length == 0 ? TimeRanges.Empty : TimeRanges.Of([new TimeRange(open + (answeredFrom * Minute), open + ((answeredFrom + length) * Minute))]);
            var now = open + (passed * Minute);
            var missing = Missing(new TimeRange(At(25, 0, 0), At(26, 0, 0)), held, answered, now);
            var asked = TimeRanges.Of(missing);
            Assert.InRange(missing.Count, 0, 1);
            for (var m = 0; m < 390; m++)
            {
                var minute = new TimeRange(open + (m * Minute), open + ((m + 1) * Minute));
                var isMissing = m < passed && !minutes.Contains(m) && answered.Within(minute).IsEmpty;
                if (isMissing) Assert.False(asked.Within(minute).IsEmpty, $"minute {m} is missing and not asked about");
                if (m >= passed) Assert.True(asked.Within(minute).IsEmpty, $"minute {m} has not ended");
            }
            // It begins and ends with a minute that is missing, not with one that is held.
            foreach (var end in missing.SelectMany(r => new[] { r.From, r.To - Minute })) Assert.DoesNotContain(end, held);
            Assert.Empty(Missing(new TimeRange(At(25, 0, 0), At(26, 0, 0)), held, answered.Union(asked), now));
        });
}
