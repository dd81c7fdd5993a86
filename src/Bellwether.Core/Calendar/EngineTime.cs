using NodaTime;

namespace Bellwether.Core;

/// <summary>
/// Engine time: <see cref="long"/> nanoseconds since the Unix epoch (UTC), good until the year 2262. Columns and headers hold it; signatures that people
/// call take NodaTime types.
/// </summary>
public static class EngineTime
{
    public const long Second = 1_000_000_000;
    public const long Minute = 60 * Second;
    public const long Millisecond = 1_000_000;

    /// <exception cref="OverflowException">Outside the years 1678 to 2262.</exception>
    public static long From(Instant instant)
    {
        var span = instant - NodaConstants.UnixEpoch;
        return checked((span.Days * NodaConstants.NanosecondsPerDay) + span.NanosecondOfDay);
    }

    public static Instant ToInstant(long nanoseconds) => NodaConstants.UnixEpoch.PlusNanoseconds(nanoseconds);
}
