namespace Bellwether.InteractiveBrokers;

/// <summary>What to do about the connection.</summary>
public enum HeartbeatAction
{
    /// <summary>Nothing; an order may be written.</summary>
    None,

    /// <summary>Send <c>reqCurrentTime</c> now, write no order, and say <see cref="Heartbeat.Probed"/>.</summary>
    Probe,

    /// <summary>A probe is under way: write no order.</summary>
    Wait,

    /// <summary>The connection is dead, whatever the socket says: close it.</summary>
    Lost,
}
