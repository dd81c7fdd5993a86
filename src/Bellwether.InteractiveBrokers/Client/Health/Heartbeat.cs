using Bellwether.Core;

namespace Bellwether.InteractiveBrokers;

/// <summary>How long silence is normal.</summary>
public sealed record HeartbeatLimits
{
    /// <summary>Nanoseconds without a byte from the gateway before it is asked for a sign of life.</summary>
    public long ProbeAfter { get; init; } = 5 * EngineTime.Second;

    /// <summary>Nanoseconds without a byte after which no order is written before the gateway has answered.</summary>
    public long OrdersAfter { get; init; } = 2 * EngineTime.Second;

    /// <summary>Nanoseconds the gateway has for its answer.</summary>
    public long AnswerWithin { get; init; } = 3 * EngineTime.Second;

    internal void Check()
    {
        if (ProbeAfter <= 0 || OrdersAfter <= 0 || AnswerWithin <= 0)
            throw new ArgumentException($"{this}: expected times above zero; correct the limits");
    }
}

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

/// <summary>
/// Tells a quiet connection from a dead one. A half-open socket still takes writes, so silence is the only sign: after five seconds of it the gateway is
/// asked for its time and has three seconds to send anything at all. An order is never written to a socket that was silent for two seconds: the question
/// goes first.
/// </summary>
/// <remarks>Times are nanoseconds of one clock. Without a session it is at rest.</remarks>
public sealed class Heartbeat
{
    readonly HeartbeatLimits _limits;
    long _lastByte;
    long? _probedAt;
    bool _isOpen;

    /// <exception cref="ArgumentException">A limit is not above zero.</exception>
    public Heartbeat(HeartbeatLimits? limits = null)
    {
        _limits = limits ?? new();
        _limits.Check();
    }

    /// <summary>Nanoseconds without a byte from the gateway.</summary>
    public long Silence(long now) => _isOpen ? Math.Max(0, now - _lastByte) : 0;

    /// <summary>A session stands.</summary>
    public void Opened(long now) => (_isOpen, _lastByte, _probedAt) = (true, now, null);

    /// <summary>The session is over.</summary>
    public void Closed() => (_isOpen, _probedAt) = (false, null);

    /// <summary>Bytes came from the gateway. Any byte answers a probe.</summary>
    public void Received(long now) => (_lastByte, _probedAt) = (Math.Max(_lastByte, now), null);

    /// <summary>A probe was written.</summary>
    public void Probed(long now) => _probedAt ??= now;

    /// <summary>What the passing of time asks for.</summary>
    public HeartbeatAction Poll(long now) => Judge(now, _limits.ProbeAfter);

    /// <summary>What must happen before an order, a change or a cancel is written: only after <see cref="HeartbeatAction.None"/> it may be.</summary>
    public HeartbeatAction BeforeOrder(long now) => Judge(now, _limits.OrdersAfter);

    /// <summary>When <see cref="Poll"/> has something to say unless bytes come; null without a session.</summary>
    public long? NextDue => !_isOpen ? null : _probedAt is { } probed ? probed + _limits.AnswerWithin : _lastByte + _limits.ProbeAfter;

    HeartbeatAction Judge(long now, long silence)
    {
        if (!_isOpen) return HeartbeatAction.None;
        if (_probedAt is { } probed) return now - probed >= _limits.AnswerWithin ? HeartbeatAction.Lost : HeartbeatAction.Wait;
        return now - _lastByte >= silence ? HeartbeatAction.Probe : HeartbeatAction.None;
    }
}
