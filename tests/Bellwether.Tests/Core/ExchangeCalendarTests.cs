using System.Globalization;
using System.IO.Compression;
using Bellwether.Core;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Tests.Core;

public sealed class ExchangeCalendarTests
{
    static readonly ExchangeCalendar Calendar = ExchangeCalendar.NewYork;

    [Theory]
    [InlineData("xnys-2013-2015.csv")]
    [InlineData("xnys-2024-2026.csv")]
    public void Every_date_of_the_published_calendars_has_its_kind_times_and_reason(string file)
    {
        var rows = File.ReadLines(TestData.Shared("data/calendar/" + file)).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.InRange(rows.Count, 1095, 1096);
        Assert.All(rows, row =>
        {
            var day = Calendar.Describe(Date(row[0]));
            Assert.Equal(row[3], day.Kind switch { CalendarDayKind.Full => "full", CalendarDayKind.Half => "half", _ => "closed" });
            Assert.Equal(row[4], day.Reason ?? "");
            Assert.Equal(row[5], Minute(day.Session?.Open));
            Assert.Equal(row[6], Minute(day.Session?.Close));
            Assert.Equal(day.Session, Calendar.SessionOn(day.Date));
            Assert.Equal(row[3] == "half", day.Session?.IsHalfDay ?? false);
        });
    }

    [Fact]
    public void The_sessions_from_2000_on_are_the_dates_on_which_SPY_traded()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(TestData.Shared("data/equity/daily/SPY.csv.gz")), CompressionMode.Decompress));
        var traded = reader.ReadToEnd().Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => Date(line[..10])).Where(d => d.Year >= 2000).ToList();
        var sessions = Calendar.Sessions(new(2000, 1, 1), new(2021, 3, 31)).Select(s => s.Date).ToList();
        Assert.Equal([], traded.Except(sessions));
        Assert.Equal([], sessions.Except(traded));
        Assert.Equal(traded, sessions);
    }

    [Theory]
    [InlineData("1998-01-19", "Martin Luther King Jr. Day")]
    [InlineData("2001-09-11", "Attacks of 11 September 2001")]
    [InlineData("2001-09-14", "Attacks of 11 September 2001")]
    [InlineData("2004-06-11", "National day of mourning: President Reagan")]
    [InlineData("2007-01-02", "National day of mourning: President Ford")]
    [InlineData("2012-10-29", "Hurricane Sandy")]
    [InlineData("2012-10-30", "Hurricane Sandy")]
    [InlineData("2018-12-05", "National day of mourning: President George H. W. Bush")]
    [InlineData("2017-01-02", "New Year's Day (observed)")]
    [InlineData("2004-07-05", "Independence Day (observed)")]
    [InlineData("2010-12-24", "Christmas Day (observed)")]
    [InlineData("2022-06-20", "Juneteenth (observed)")]
    [InlineData("2027-06-18", "Juneteenth (observed)")]
    [InlineData("2000-04-21", "Good Friday")]
    [InlineData("2008-03-21", "Good Friday")]
    [InlineData("2011-04-22", "Good Friday")]
    [InlineData("2035-03-23", "Good Friday")]
    public void The_exchange_is_closed(string date, string reason)
    {
        var day = Calendar.Describe(Date(date));
        Assert.Equal((CalendarDayKind.Closed, reason, null), (day.Kind, day.Reason, day.Session));
    }

    [Theory]
    [InlineData("1999-12-31")] // the eve of a New Year's Day on a Saturday: short for another reason
    [InlineData("2001-12-24")]
    [InlineData("2002-07-05")] // until 2012 the Friday after a Thursday holiday
    [InlineData("2003-12-26")]
    [InlineData("2006-07-03")]
    [InlineData("2012-07-03")]
    [InlineData("2013-07-03")] // since 2013 a Wednesday
    [InlineData("2019-07-03")]
    public void The_session_ends_at_one(string date)
    {
        var session = Calendar.SessionOn(Date(date))!;
        Assert.True(session.IsHalfDay);
        Assert.Equal(new LocalTime(13, 0), session.Close.InZone(Calendar.Zone).TimeOfDay);
        Assert.Equal(Duration.FromHours(3.5), session.Close - session.Open);
    }

    [Theory]
    [InlineData("2002-07-03")] // a Wednesday before 2013
    [InlineData("2009-07-02")] // the eve of an observed holiday
    [InlineData("2010-12-31")] // New Year's Day on a Saturday is not made up for
    [InlineData("2021-06-18")] // Juneteenth is kept from 2022 on
    [InlineData("2021-12-31")]
    public void The_session_is_full(string date)
    {
        var day = Calendar.Describe(Date(date));
        Assert.Equal((CalendarDayKind.Full, null), (day.Kind, day.Reason));
        Assert.Equal(Duration.FromHours(6.5), day.Session!.Close - day.Session.Open);
    }

    [Fact]
    public void Next_and_previous_are_strict_and_cross_closed_days()
    {
        Assert.Equal(new(2001, 9, 17), Calendar.NextSession(new(2001, 9, 10)).Date);
        Assert.Equal(new(2001, 9, 10), Calendar.PreviousSession(new(2001, 9, 17)).Date);
        Assert.Equal(new(2026, 1, 2), Calendar.NextSession(new(2026, 1, 1)).Date);
        Assert.Equal(new(2025, 12, 31), Calendar.PreviousSession(new(2026, 1, 1)).Date);
        Assert.Equal(new(2026, 1, 5), Calendar.NextSession(new(2026, 1, 2)).Date);
    }

    [Theory]
    [InlineData("2024-07-03T13:29:59.999999999Z", "2024-07-03")]
    [InlineData("2024-07-03T13:30:00Z", "2024-07-03")]
    [InlineData("2024-07-03T16:59:59.999999999Z", "2024-07-03")]
    [InlineData("2024-07-03T17:00:00Z", "2024-07-05")]
    [InlineData("2024-07-06T01:00:00Z", "2024-07-08")] // Friday evening in New York
    [InlineData("2024-07-05T03:59:00Z", "2024-07-05")] // still the holiday in New York
    public void The_session_at_or_after_an_instant_is_half_open(string instant, string date) =>
        Assert.Equal(Date(date), Calendar.SessionAtOrAfter(InstantPattern.ExtendedIso.Parse(instant).Value).Date);

    [Fact]
    public void Nanoseconds_of_a_session_are_its_instants()
    {
        var session = Calendar.SessionOn(new(2024, 1, 2))!;
        // 2024-01-02T14:30:00Z is 1,704,205,800 seconds after the epoch.
        Assert.Equal(1_704_205_800_000_000_000, session.OpenNanoseconds);
        Assert.Equal(1_704_229_200_000_000_000, session.CloseNanoseconds);
    }

    [Fact]
    public void Pre_market_and_after_hours_keep_New_York_time_on_every_session_of_the_calendar() =>
        Assert.All(Calendar.Sessions(Calendar.First, Calendar.Last), session =>
        {
            Assert.Equal(session.Date.At(new LocalTime(4, 0)), session.ExtendedOpen.InZone(Calendar.Zone).LocalDateTime);
            Assert.Equal(session.Date.At(new LocalTime(session.IsHalfDay ? 17 : 20, 0)), session.ExtendedClose.InZone(Calendar.Zone).LocalDateTime);
        });

    [Fact]
    public void A_range_of_dates_includes_both_ends_and_may_be_empty()
    {
        Assert.Equal([new(2024, 7, 3), new(2024, 7, 5)], Calendar.Sessions(new(2024, 7, 3), new(2024, 7, 5)).Select(s => s.Date));
        Assert.Empty(Calendar.Sessions(new(2024, 7, 6), new(2024, 7, 7)));
        Assert.Empty(Calendar.Sessions(new(2024, 7, 5), new(2024, 7, 3)));
    }

    [Fact]
    public void An_unknown_day_is_an_error_that_names_the_range()
    {
        var error = Assert.Throws<CalendarRangeException>(() => Calendar.Describe(new(1997, 12, 31)));
        Assert.Equal("1997-12-31 lies outside the exchange calendar, which covers 1998-01-01 to 2035-12-31; ask for a date inside it", error.Message);
        Assert.Throws<CalendarRangeException>(() => Calendar.SessionOn(new(2036, 1, 1)));
        Assert.Throws<CalendarRangeException>(() => Calendar.NextSession(new(2035, 12, 31)));
        Assert.Throws<CalendarRangeException>(() => Calendar.PreviousSession(new(1998, 1, 1)));
        Assert.Throws<CalendarRangeException>(() => Calendar.SessionAtOrAfter(Instant.FromUtc(2035, 12, 31, 22, 0)));
        Assert.Equal(new(2035, 12, 31), Calendar.Sessions(new(2035, 1, 1), new(2035, 12, 31)).Last().Date);
    }

    static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    static string Minute(Instant? instant) => instant?.ToString("uuuu-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture) ?? "";
}
