using NodaTime;

namespace Bellwether.Core;

/// <summary>What the exchange does on a date: trade until 16:00, until 13:00, or not at all.</summary>
public enum CalendarDayKind : byte { Closed = 0, Half, Full }

/// <summary>One date of the exchange calendar.</summary>
/// <param name="Date">New York date.</param>
/// <param name="Reason">Why the day is closed or short, <c>Weekend</c> included; null on a full day.</param>
/// <param name="Session">The regular session; null on a closed day.</param>
public sealed record CalendarDay(LocalDate Date, CalendarDayKind Kind, string? Reason, TradingSession? Session);
