using Bellwether.Core;
using NodaTime;

namespace Bellwether.Live;

/// <summary>How near the gateway's daily restart is.</summary>
public enum BlackoutPhase
{
    None,

    /// <summary>From five minutes before it: nothing that adds risk.</summary>
    NoNewRisk,

    /// <summary>From one minute before it: no order, change or cancel is written, for the last ones before a restart get lost.</summary>
    NoOrders,

    /// <summary>From the restart to five minutes after it: a session that is opened in it ends the blackout.</summary>
    Restarting,
}

/// <summary>Says when a gateway restarts: every day at one local time.</summary>
/// <param name="restart">The local time of the restart.</param>
/// <param name="zone">The zone of that time.</param>
public sealed class BlackoutCalendar(LocalTime restart, DateTimeZone zone)
{
    static readonly Duration RiskEnds = Duration.FromMinutes(5);
    static readonly Duration OrdersEnd = Duration.FromMinutes(1);
    static readonly Duration Lasts = Duration.FromMinutes(5);

    /// <summary>The local time of the restart.</summary>
    public LocalTime Restart => restart;

    /// <summary>How near the restart is at a time, nanoseconds since the Unix epoch.</summary>
    public BlackoutPhase At(long now)
    {
        var instant = EngineTime.ToInstant(now);
        var date = instant.InZone(zone).Date;
        // A restart just after midnight begins its blackout on the day before, and one just before it ends on the day after.
        for (var day = -1; day <= 1; day++)
        {
            var at = date.PlusDays(day).At(restart).InZoneLeniently(zone).ToInstant();
            if (instant < at - RiskEnds || instant >= at + Lasts) continue;
            return instant >= at ? BlackoutPhase.Restarting : instant >= at - OrdersEnd ? BlackoutPhase.NoOrders : BlackoutPhase.NoNewRisk;
        }
        return BlackoutPhase.None;
    }
}
