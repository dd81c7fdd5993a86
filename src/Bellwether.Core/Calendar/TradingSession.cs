using NodaTime;

namespace Bellwether.Core;

/// <summary>One regular session of an exchange: <c>[Open, Close)</c>.</summary>
/// <param name="Date">The exchange's calendar date (New York).</param>
/// <param name="Open">09:30 New York time as an instant.</param>
/// <param name="Close">16:00 New York time, or 13:00 on a half day, as an instant.</param>
/// <param name="IsHalfDay">Closes early.</param>
public sealed record TradingSession(LocalDate Date, Instant Open, Instant Close, bool IsHalfDay)
{
    /// <summary>Nanoseconds since the Unix epoch, the unit of engine time.</summary>
    public long OpenNanoseconds { get; } = EngineTime.From(Open);

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public long CloseNanoseconds { get; } = EngineTime.From(Close);

    /// <summary>Begin of the pre-market, 04:00 New York time. The clocks change on Sundays only, so that no session has an hour more or less.</summary>
    public Instant ExtendedOpen => Open - Duration.FromHours(5.5);

    /// <summary>End of the after-hours market: 20:00 New York time, 17:00 on a half day.</summary>
    public Instant ExtendedClose => Close + Duration.FromHours(4);
}
