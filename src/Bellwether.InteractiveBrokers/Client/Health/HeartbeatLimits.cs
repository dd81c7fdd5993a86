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
