namespace Bellwether.InteractiveBrokers;

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
