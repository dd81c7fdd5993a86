using System.Diagnostics;
using Bellwether.Core;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// Virtual time against wall time: how long to wait before the clock may reach an instant. When the clock has stood (a client was away or slow) or jumped
/// (a night was left out), the pace starts afresh instead of catching up. Only the time of the
/// wall clock itself is caught up with.
/// </summary>
sealed class GatewayPace(double speed, bool isWallClock = false)
{
    static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);
    long virtualOrigin;
    long wallOrigin = -1;

    /// <summary>Wall time until <paramref name="instant"/> is due; zero or less: it is due.</summary>
    public TimeSpan Until(long now, long instant)
    {
        if (speed == 0) return TimeSpan.Zero;
        if (wallOrigin < 0 || instant - now > 2 * EngineTime.Second) Restart(instant);
        var wait = Due(instant);
        if (wait < -Slack)
        {
            Restart(instant);
            return TimeSpan.Zero;
        }
        return wait;
    }

    /// <summary>The virtual time that wall time has reached.</summary>
    public long Reached(long now)
    {
        if (isWallClock) return EngineTime.From(SystemClock.Instance.GetCurrentInstant());
        if (wallOrigin < 0) Restart(now);
        return virtualOrigin + (long)(Stopwatch.GetElapsedTime(wallOrigin).TotalSeconds * speed * EngineTime.Second);
    }

    TimeSpan Due(long instant) => TimeSpan.FromSeconds((instant - virtualOrigin) / (speed * EngineTime.Second)) - Stopwatch.GetElapsedTime(wallOrigin);

    public void Restart(long instant) => (virtualOrigin, wallOrigin) = (instant, Stopwatch.GetTimestamp());
}
