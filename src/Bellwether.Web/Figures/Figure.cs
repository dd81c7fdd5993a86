using System.Globalization;
using Bellwether.Core;
using Bellwether.Engine;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Web;

/// <summary>
/// Every number and time that a page shows passes here, so that one rule holds everywhere: thousands by comma, minus is U+2212, a figure that is zero
/// at its printed precision has no sign, a missing one is an en dash, times are New York time. <c>wwwroot/app/format.js</c> is the same rule for charts.
/// </summary>
static class Figure
{
    /// <summary>What stands for a missing figure.</summary>
    public const string None = "–";

    const string Minus = "\u2212";
    const string ThinSpace = "\u2009";

    static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    static readonly LocalTimePattern Seconds = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");
    static readonly LocalTimePattern Milliseconds = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss.fff");
    static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.fff 'UTC'");

    /// <summary>An amount without plus sign: balances, values, limits.</summary>
    public static string Money(decimal? dollars, int decimals = 2) => Number(dollars, decimals, plus: false);

    /// <summary>A profit, a loss or another change: signed.</summary>
    public static string Change(decimal? dollars, int decimals = 2) => Number(dollars, decimals, plus: true);

    /// <summary>Shares, short negative; decimals only for fractional shares, at most four.</summary>
    public static string Quantity(decimal? shares)
    {
        if (shares is not { } value) return None;
        var text = Math.Round(Math.Abs(value), 4, MidpointRounding.AwayFromZero).ToString("#,0.####", CultureInfo.InvariantCulture);
        return value < 0 && text != "0" ? Minus + text : text;
    }

    /// <summary>A price with the decimals of its tick: two, or four below one dollar.</summary>
    public static string Price(Price? price) => price is { } p ? Number(p.ToDecimal(), TickDecimals(p), plus: false) : None;

    /// <summary>An average of prices: one decimal more than a price.</summary>
    public static string Average(Price? price) => price is { } p ? Number(p.ToDecimal(), TickDecimals(p) + 1, plus: false) : None;

    /// <param name="percent">36.3 for 36.3 %.</param>
    public static string Percent(decimal? percent, int decimals = 1, bool plus = false) =>
        percent is null ? None : Number(percent, decimals, plus) + ThinSpace + "%";

    /// <summary>Multiples of the initial risk.</summary>
    public static string R(decimal? multiples) => Number(multiples, 2, plus: true);

    public static string BasisPoints(decimal? points) => Number(points, 1, plus: true);

    /// <summary>−1 to 1 with two decimals and without the leading zero.</summary>
    public static string Correlation(decimal? coefficient)
    {
        var text = Number(coefficient, 2, plus: false);
        return text.StartsWith("0.", StringComparison.Ordinal) ? text[1..]
            : text.StartsWith(Minus + "0.", StringComparison.Ordinal) ? Minus + text[2..]
            : text;
    }

    /// <summary><c>14:07:32</c>, New York.</summary>
    public static string Time(Instant? time) => time is { } t ? Seconds.Format(Local(t).TimeOfDay) : None;

    /// <summary><c>14:07:32.118</c>, New York; what lies below a millisecond is cut off.</summary>
    public static string TimeToMilliseconds(Instant? time) => time is { } t ? Milliseconds.Format(Local(t).TimeOfDay) : None;

    /// <summary><c>14:07</c>, New York.</summary>
    public static string Minute(Instant? time) => time is { } t ? Minutes.Format(Local(t).TimeOfDay) : None;

    /// <summary><c>2026-10-14</c>.</summary>
    public static string Date(LocalDate? date) => date is { } d ? LocalDatePattern.Iso.Format(d) : None;

    /// <summary><c>2026-10-14 18:07:32.118 UTC</c>, for the hover of a New York time.</summary>
    public static string InUtc(Instant? time) => time is { } t ? Utc.Format(t) : None;

    /// <summary><c>31 s</c>, <c>7 min</c>, <c>1 h 38</c>, <c>2 d 3 h</c>; what lies below the unit is cut off, and a negative age counts as none.</summary>
    public static string Age(Duration? age)
    {
        if (age is not { } a) return None;
        var seconds = (long)Math.Max(0, Math.Floor(a.TotalSeconds));
        return seconds switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds} s"),
            < 3_600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min"),
            < 86_400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3_600} h {seconds % 3_600 / 60:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400} d {seconds % 86_400 / 3_600} h"),
        };
    }

    /// <summary>The account's id; of a live one only the first letter and the last four digits.</summary>
    public static string Account(AccountMode mode, string id) => id switch
    {
        "" => None,
        { Length: > 4 } when mode == AccountMode.Live => id[..1] + "•••" + id[^4..],
        _ => id,
    };

    /// <summary>The class that colours a signed figure: <c>up</c>, <c>down</c>, or nothing where the printed figure is zero.</summary>
    public static string Tone(decimal? value, int decimals = 2) =>
        value is { } v ? Math.Sign(Math.Round(v, decimals, MidpointRounding.AwayFromZero)) switch { > 0 => "up", < 0 => "down", _ => "" } : "";

    /// <summary>The exact value for machines, in a <c>data-value</c> attribute.</summary>
    public static string Exact(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    static string Number(decimal? value, int decimals, bool plus)
    {
        if (value is not { } v) return None;
        var rounded = Math.Round(v, decimals, MidpointRounding.AwayFromZero);
        var text = Math.Abs(rounded).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Sign(rounded) switch { < 0 => Minus + text, > 0 when plus => "+" + text, _ => text };
    }

    static int TickDecimals(Price price) => TickRule.UsEquity.IncrementAt(price) < Core.Price.FromMicros(10_000) ? 4 : 2;

    static LocalDateTime Local(Instant time) => time.InZone(NewYork).LocalDateTime;
}
