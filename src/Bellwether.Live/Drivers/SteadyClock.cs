using Bellwether.Core;
using NodaTime;

namespace Bellwether.Live;

/// <summary>
/// The time of a session: the wall clock's at its beginning, carried on by a source that nobody can set. A wall clock that is set, or a machine that slept, is noticed by the
/// distance of the two; which of them is right the broker's clock says.
/// </summary>
/// <param name="wall">The machine's clock, which may be set at any moment.</param>
/// <param name="steady">Whose time stamps go on evenly.</param>
sealed class SteadyClock(IClock wall, TimeProvider steady)
{
    /// <summary>Two readings of the wall clock that differ by so much more than the time between them are a step. Nanoseconds.</summary>
    public const long StepAbove = EngineTime.Second / 2;

    long anchor = EngineTime.From(wall.GetCurrentInstant());
    long stamp = steady.GetTimestamp();

    /// <summary>How far the wall clock is known to be ahead of this one.</summary>
    long apart;

    /// <summary>Engine time.</summary>
    public long Now => anchor + (long)(steady.GetElapsedTime(stamp).Ticks * 100);

    /// <summary>True when the wall clock was set since the last call, or the machine slept; once for each step.</summary>
    /// <param name="by">How far the wall clock went ahead by it, nanoseconds; negative for back.</param>
    public bool TryStep(out long by)
    {
        var ahead = EngineTime.From(wall.GetCurrentInstant()) - Now;
        by = ahead - apart;
        if (Math.Abs(by) <= StepAbove) return false;
        apart = ahead;
        return true;
    }

    /// <summary>The wall clock's time from now on: it is the one that is right.</summary>
    public void Follow() => (anchor, stamp, apart) = (EngineTime.From(wall.GetCurrentInstant()), steady.GetTimestamp(), 0);

    /// <summary>The wall clock tells another time than this one.</summary>
    public bool IsApart => apart != 0;
}
