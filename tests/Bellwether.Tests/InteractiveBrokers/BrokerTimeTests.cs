using System.Globalization;
using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;

namespace Bellwether.Tests.InteractiveBrokers;

public sealed class BrokerTimeTests
{
    static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    [Theory]
    [InlineData("1775921224", true)]
    [InlineData("20250225-15:15:00", true)]
    [InlineData("20260413 15:27:04 US/Eastern", true)]
    [InlineData("20260413 15:27:04", false)]
    [InlineData("20260413  15:27:04", false)]
    [InlineData("20260413", false)]
    public void Only_a_time_that_says_which_one_it_is_is_read_without_a_zone(string text, bool isRead) => Assert.Equal(isRead, BrokerTime.TryParse(text, out _));

    [Theory]
    [InlineData("20260413 15:27:04 US/Eastern", "2026-04-13T19:27:04")]
    [InlineData("20260113 15:27:04 US/Eastern", "2026-01-13T20:27:04")]
    [InlineData("20230224  12:04:56", "2023-02-24T17:04:56")]
    [InlineData("20230224 12:04:56", "2023-02-24T17:04:56")]
    [InlineData("20250225-15:15:00", "2025-02-25T15:15:00")]
    [InlineData("20250225-15:15:00Z", "2025-02-25T15:15:00")]
    [InlineData("20250225 15:15:00 Universal", "2025-02-25T15:15:00")]
    [InlineData("20250225 15:15:00 UTC", "2025-02-25T15:15:00")]
    [InlineData("20250225 15:15:00 GMT", "2025-02-25T15:15:00")]
    [InlineData("20250620 08:30 US/Central", "2025-06-20T13:30:00")]
    [InlineData("20260405 23:49:26 Central European Standard Time", "2026-04-05T21:49:26")]
    [InlineData("20260825 20:11:28 CET", "2026-08-25T18:11:28")]
    [InlineData("20250415 19:38:30 British Summer Time", "2025-04-15T18:38:30")]
    [InlineData("20260115 19:38:30 Greenwich Mean Time", "2026-01-15T19:38:30")]
    [InlineData("20260715 09:30:00 Eastern Daylight Time", "2026-07-15T13:30:00")]
    [InlineData("20260715 09:30:00 Eastern Standard Time", "2026-07-15T13:30:00")]
    [InlineData("20260715 09:30:00 EDT", "2026-07-15T13:30:00")]
    [InlineData("20260115 09:30:00 EST", "2026-01-15T14:30:00")]
    [InlineData("20230306 12:28:30 America/Los_Angeles", "2023-03-06T20:28:30")]
    [InlineData("20260413 21:00:00 Asia/Hong_Kong", "2026-04-13T13:00:00")]
    [InlineData("20260413 21:00:00 Hong Kong Standard Time", "2026-04-13T13:00:00")]
    [InlineData("1678323335", "2023-03-09T00:55:35")]
    [InlineData("20260712 17:44:39 Europe/Amsterdam", "2026-07-12T15:44:39")]
    public void A_time_of_the_broker_is_one_instant(string text, string utc)
    {
        Assert.True(BrokerTime.TryParse(text, NewYork, out var time));
        Assert.Equal(DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal), time.ToDateTimeUtc());
    }

    [Theory]
    [InlineData("")]
    [InlineData("20260413")]
    [InlineData("20261313 15:27:04")]
    [InlineData("20260230 15:27:04")]
    [InlineData("20260413 24:00:00")]
    [InlineData("20260413 15:60:04")]
    [InlineData("20260413 15:27:4")]
    [InlineData("20260413 15:27:04 Atlantis/Center")]
    [InlineData("20260413 15:27:04.5")]
    [InlineData("20260413-15:27:04 US/Eastern")]
    [InlineData("20260413T15:27:04")]
    [InlineData("finished-20260413  15:27:04")]
    [InlineData("-1678323335")]
    [InlineData("20260308 02:30:00 US/Eastern")]
    public void What_is_no_time_is_not_guessed(string text) => Assert.False(BrokerTime.TryParse(text, NewYork, out _));

    [Fact]
    public void A_schedule_writes_times_of_its_own_zone_with_a_dash()
    {
        Assert.True(BrokerTime.TryParseOfSchedule("20250602-09:30:00", NewYork, out var open));
        Assert.Equal(new DateTime(2025, 6, 2, 13, 30, 0, DateTimeKind.Utc), open.ToDateTimeUtc());
        Assert.False(BrokerTime.TryParseOfSchedule("20250602-", NewYork, out _));
    }

    /// <summary>US clocks change on the second Sunday of March and the first of November at 2:00; EU clocks on the last Sundays of March and October at 1:00 UTC.</summary>
    [Fact]
    public void Every_change_of_clocks_of_twenty_years_in_New_York_Chicago_London_and_Berlin()
    {
        var checks = 0;
        for (var year = 2007; year <= 2026; year++)
        {
            var (march, november) = (Sunday(year, 3, 2), Sunday(year, 11, 1));
            var (eu, uk) = (LastSunday(year, 3), LastSunday(year, 10));
            checks += Around(march.AddHours(7), november.AddHours(6), -5, ["US/Eastern", "America/New_York", "EST5EDT", "Eastern Standard Time", ""], "EDT", "EST");
            checks += Around(march.AddHours(8), november.AddHours(7), -6, ["US/Central", "America/Chicago", "CST6CDT", "Central Standard Time"], "CDT", "CST");
            checks += Around(eu.AddHours(1), uk.AddHours(1), 0, ["Europe/London", "GB"], "BST", null);
            checks += Around(eu.AddHours(1), uk.AddHours(1), 1, ["Europe/Berlin", "CET", "Central European Summer Time"], "CEST", "MEZ");
            // The form in UTC and the zones without summer time know no change.
            for (var t = march; t < march.AddHours(12); t = t.AddMinutes(30))
            {
                Same(t, t.ToString("yyyyMMdd-HH:mm:ss", CultureInfo.InvariantCulture));
                Same(t, t.ToString("yyyyMMdd HH:mm:ss", CultureInfo.InvariantCulture) + " Universal");
                Same(t, t.AddHours(9).ToString("yyyyMMdd HH:mm:ss", CultureInfo.InvariantCulture) + " JST");
            }
        }
        Assert.True(checks > 100_000, $"{checks} times were compared");
    }

    /// <summary>Compares each minute of the hours around both changes, in every name of the zone.</summary>
    static int Around(DateTime spring, DateTime autumn, int standard, string[] names, string? summerName, string? winterName)
    {
        var checks = 0;
        foreach (var change in (ReadOnlySpan<DateTime>)[spring, autumn])
        {
            for (var t = change.AddHours(-2); t < change.AddHours(3); t = t.AddMinutes(1))
            {
                var isSummer = t >= spring && t < autumn;
                var wall = t.AddHours(isSummer ? standard + 1 : standard).ToString("yyyyMMdd HH:mm:ss", CultureInfo.InvariantCulture);
                // The first hour after the change in autumn shows the same wall time as the hour before it.
                var isRepeated = t >= autumn && t < autumn.AddHours(1);
                foreach (var name in names)
                {
                    Same(isRepeated ? t.AddHours(-1) : t, name.Length == 0 ? wall : $"{wall} {name}");
                    checks++;
                }
                if (isSummer && summerName is not null) Same(t, $"{wall} {summerName}");
                if (!isSummer && winterName is not null) Same(t, $"{wall} {winterName}");
            }
        }
        return checks;
    }

    static void Same(DateTime utc, string text)
    {
        if (!BrokerTime.TryParse(text, NewYork, out var time) || time.ToDateTimeUtc() != utc) Assert.Fail($"{text}: expected {utc:u}, got {time}");
    }

    static DateTime Sunday(int year, int month, int nth)
    {
        var first = new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc);
        return first.AddDays((7 - (int)first.DayOfWeek) % 7 + 7 * (nth - 1));
    }

    static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, DateTime.DaysInMonth(year, month), 0, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
