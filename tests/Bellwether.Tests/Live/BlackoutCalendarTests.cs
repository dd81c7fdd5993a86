using Bellwether.Core;
using Bellwether.Live;
using NodaTime;

namespace Bellwether.Tests.Live;

/// <summary>NET6: when the gateway's daily restart bars what.</summary>
public sealed class BlackoutCalendarTests
{
    static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    [Theory]
    [InlineData("23:39:59", BlackoutPhase.None)]
    [InlineData("23:40:00", BlackoutPhase.NoNewRisk)]
    [InlineData("23:43:59", BlackoutPhase.NoNewRisk)]
    [InlineData("23:44:00", BlackoutPhase.NoOrders)]
    [InlineData("23:44:59", BlackoutPhase.NoOrders)]
    [InlineData("23:45:00", BlackoutPhase.Restarting)]
    [InlineData("23:49:59", BlackoutPhase.Restarting)]
    [InlineData("23:50:00", BlackoutPhase.None)]
    public void Risk_ends_five_minutes_before_the_restart_and_orders_one(string time, BlackoutPhase phase) =>
        Assert.Equal(phase, new BlackoutCalendar(new LocalTime(23, 45), NewYork).At(At(new LocalDate(2025, 3, 3), time)));

    [Theory]
    [InlineData(3, "23:58:00", BlackoutPhase.NoNewRisk)]
    [InlineData(4, "00:01:30", BlackoutPhase.NoOrders)]
    [InlineData(4, "00:02:00", BlackoutPhase.Restarting)]
    public void A_restart_just_after_midnight_begins_its_blackout_the_day_before(int day, string time, BlackoutPhase phase) =>
        Assert.Equal(phase, new BlackoutCalendar(new LocalTime(0, 2), NewYork).At(At(new LocalDate(2025, 3, day), time)));

    /// <summary>On 9 March 2025 there is no 02:30 in New York; the restart is then at 03:30, an hour's shift later.</summary>
    [Fact]
    public void A_restart_in_the_hour_that_spring_leaves_out_is_moved_not_lost()
    {
        var calendar = new BlackoutCalendar(new LocalTime(2, 30), NewYork);
        Assert.Equal(BlackoutPhase.NoNewRisk, calendar.At(At(new LocalDate(2025, 3, 9), "03:27:00")));
        Assert.Equal(BlackoutPhase.None, calendar.At(At(new LocalDate(2025, 3, 9), "01:57:00")));
    }

    static long At(LocalDate date, string time) =>
        EngineTime.From(date.At(NodaTime.Text.LocalTimePattern.ExtendedIso.Parse(time).Value).InZoneStrictly(NewYork).ToInstant());
}
