using System.Globalization;
using NodaTime;

namespace Bellwether.Core;

/// <summary>A date that the exchange calendar does not know. An unknown day is never guessed.</summary>
public sealed class CalendarRangeException(LocalDate date, LocalDate first, LocalDate last)
    : Exception(string.Create(CultureInfo.InvariantCulture,
        $"{date:uuuu-MM-dd} lies outside the exchange calendar, which covers {first:uuuu-MM-dd} to {last:uuuu-MM-dd}; ask for a date inside it"))
{
    public LocalDate Date { get; } = date;
}
