using NodaTime;
using NodaTime.Text;

namespace Bellwether.Core;

/// <summary>A point of time as people and programs give it: an ISO 8601 instant with <c>Z</c>, or a bare date, which means midnight in New York.</summary>
public static class TimeText
{
    /// <summary>What is expected, for messages.</summary>
    public const string Expected = "a date such as 2013-10-07 (midnight in New York) or an instant such as 2013-10-07T13:30:00Z";

    /// <summary>False when the text is neither.</summary>
    public static bool TryParse(string text, out Instant instant)
    {
        var exact = InstantPattern.ExtendedIso.Parse(text);
        if (exact.Success)
        {
            instant = exact.Value;
            return true;
        }
        var date = LocalDatePattern.Iso.Parse(text);
        instant = date.Success ? ExchangeCalendar.NewYork.Zone.AtStartOfDay(date.Value).ToInstant() : default;
        return date.Success;
    }
}
