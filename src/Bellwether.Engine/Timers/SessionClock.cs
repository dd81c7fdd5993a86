using Bellwether.Core;

namespace Bellwether.Engine;

/// <summary>The session in progress, or the next one, by engine time alone.</summary>
sealed class SessionClock
{
    public TradingSession? Session { get; private set; }

    public long Open { get; private set; } = long.MaxValue;

    public long Close { get; private set; } = long.MinValue;

    /// <summary>Moves on to the session of <paramref name="time"/>; true when that is another one.</summary>
    public bool Advance(long time)
    {
        if (time < Close) return false;
        Session = ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(time));
        Open = Session.OpenNanoseconds;
        Close = Session.CloseNanoseconds;
        return true;
    }
}
