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
}
