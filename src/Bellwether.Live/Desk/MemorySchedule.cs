using Bellwether.Core;

namespace Bellwether.Live;

/// <summary>
/// When a desk's memory is to be kept: when history was taught, and half a minute after every fifth minute in which bars closed, which no session's end falls between. Half a
/// minute is when nothing else is done.
/// </summary>
struct MemorySchedule
{
    const long Every = 5 * EngineTime.Minute;
    const long After = EngineTime.Minute / 2;

    bool isChanged, isTaught;
    long kept;

    /// <summary>Bars closed.</summary>
    public void Seen(long now)
    {
        if (!isChanged && kept == 0) kept = Slot(now);
        isChanged = true;
    }

    /// <summary>Bars of history were taught, all that were missing.</summary>
    public void Taught() => isTaught = isChanged;

    /// <summary>True when it is time; each time once.</summary>
    /// <param name="now">The present time, nanoseconds since the Unix epoch.</param>
    public bool IsDue(long now)
    {
        if (!isChanged || !(isTaught || Slot(now) > kept)) return false;
        (isChanged, isTaught, kept) = (false, false, Slot(now));
        return true;
    }

    static long Slot(long now) => (now - After) / Every;
}
