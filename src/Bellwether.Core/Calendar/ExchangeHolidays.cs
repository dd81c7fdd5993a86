using NodaTime;

namespace Bellwether.Core;

/// <summary>
/// The rules of the New York Stock Exchange (Rule 7.2 and its predecessors) for 1998 and later: which weekdays are closed and which end at 13:00, and why.
/// </summary>
static class ExchangeHolidays
{
    const string NewYear = "New Year's Day";
    const string Independence = "Independence Day";
    const string Christmas = "Christmas Day";
    const string Attacks = "Attacks of 11 September 2001";
    const string Sandy = "Hurricane Sandy";

    static readonly (LocalDate Date, string Reason)[] SpecialClosures =
    [
        (new(2001, 9, 11), Attacks),
        (new(2001, 9, 12), Attacks),
        (new(2001, 9, 13), Attacks),
        (new(2001, 9, 14), Attacks),
        (new(2004, 6, 11), "National day of mourning: President Reagan"),
        (new(2007, 1, 2), "National day of mourning: President Ford"),
        (new(2012, 10, 29), Sandy),
        (new(2012, 10, 30), Sandy),
        (new(2018, 12, 5), "National day of mourning: President George H. W. Bush"),
        (new(2025, 1, 9), "National day of mourning: President Carter"),
    ];

    static readonly (LocalDate Date, string Reason)[] SpecialEarlyCloses =
    [
        (new(1999, 12, 31), "Eve of the year 2000"),
        (new(2003, 12, 26), "Day after Christmas"),
    ];

    /// <summary>Closed weekdays of a year.</summary>
    public static IEnumerable<(LocalDate Date, string Reason)> Closures(int year)
    {
        var newYear = new LocalDate(year, 1, 1);
        // A New Year's Day on a Saturday is not made up for: the Friday before ends the accounting year and trades.
        if (newYear.DayOfWeek == IsoDayOfWeek.Sunday) yield return (newYear.PlusDays(1), NewYear + " (observed)");
        else if (newYear.DayOfWeek != IsoDayOfWeek.Saturday) yield return (newYear, NewYear);

        yield return (Nth(year, 1, IsoDayOfWeek.Monday, 3), "Martin Luther King Jr. Day");
        yield return (Nth(year, 2, IsoDayOfWeek.Monday, 3), "Washington's Birthday (Presidents' Day)");
        yield return (EasterSunday(year).PlusDays(-2), "Good Friday");
        yield return (new LocalDate(year, 6, 1).Previous(IsoDayOfWeek.Monday), "Memorial Day");
        if (year >= 2022) yield return NearestWeekday(new(year, 6, 19), "Juneteenth");
        yield return NearestWeekday(new(year, 7, 4), Independence);
        yield return (Nth(year, 9, IsoDayOfWeek.Monday, 1), "Labor Day");
        yield return (Thanksgiving(year), "Thanksgiving Day");
        yield return NearestWeekday(new(year, 12, 25), Christmas);

        foreach (var special in SpecialClosures)
            if (special.Date.Year == year) yield return special;
    }

    /// <summary>Days of a year that end at 13:00.</summary>
    public static IEnumerable<(LocalDate Date, string Reason)> EarlyCloses(int year)
    {
        var third = new LocalDate(year, 7, 3);
        var wednesday = third.DayOfWeek == IsoDayOfWeek.Wednesday;
        // Until 2012 a Thursday holiday shortened the Friday after it; since 2013 the Wednesday before it.
        if (wednesday && year < 2013) yield return (third.PlusDays(2), "Day after Independence Day");
        else if (wednesday || third.DayOfWeek is IsoDayOfWeek.Monday or IsoDayOfWeek.Tuesday or IsoDayOfWeek.Thursday)
            yield return (third, "Day before Independence Day");

        yield return (Thanksgiving(year).PlusDays(1), "Day after Thanksgiving");

        var eve = new LocalDate(year, 12, 24);
        if (eve.DayOfWeek <= IsoDayOfWeek.Thursday) yield return (eve, "Christmas Eve");

        foreach (var special in SpecialEarlyCloses)
            if (special.Date.Year == year) yield return special;
    }

    static LocalDate Thanksgiving(int year) => Nth(year, 11, IsoDayOfWeek.Thursday, 4);

    static LocalDate Nth(int year, int month, IsoDayOfWeek day, int n) => LocalDate.FromYearMonthWeekAndDay(year, month, n, day);

    /// <summary>Saturday moves to Friday, Sunday to Monday.</summary>
    static (LocalDate Date, string Reason) NearestWeekday(LocalDate date, string name) => date.DayOfWeek switch
    {
        IsoDayOfWeek.Saturday => (date.PlusDays(-1), name + " (observed)"),
        IsoDayOfWeek.Sunday => (date.PlusDays(1), name + " (observed)"),
        _ => (date, name),
    };

    /// <summary>Gregorian Easter (Meeus, "Astronomical Algorithms", 1991, chapter 8).</summary>
    static LocalDate EasterSunday(int year)
    {
        var a = year % 19;
        var b = year / 100;
        var c = year % 100;
        var epact = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (b % 4)) + (2 * (c / 4)) - epact - (c % 4)) % 7;
        var m = (a + (11 * epact) + (22 * weekday)) / 451;
        var sum = epact + weekday - (7 * m) + 114;
        return new LocalDate(year, sum / 31, (sum % 31) + 1);
    }
}
