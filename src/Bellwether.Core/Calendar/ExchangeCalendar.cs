using NodaTime;

namespace Bellwether.Core;

/// <summary>
/// Sessions of the New York exchanges (XNYS; XNAS and ARCX keep the same hours) from rules: weekends, the holidays and their observance, early closes.
/// The one authority for session times everywhere.
/// </summary>
public sealed class ExchangeCalendar
{
    ExchangeCalendar() { }

    public static ExchangeCalendar NewYork { get; } = new();

    /// <summary>America/New_York.</summary>
    public DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["America/New_York"];
}
