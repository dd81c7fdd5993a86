namespace Bellwether.Engine;

/// <summary>When an alert speaks.</summary>
public enum AlertTrigger
{
    /// <summary>When its condition becomes true.</summary>
    Edge,

    /// <summary>At each bar at which its condition is true.</summary>
    Level,
}

/// <summary>An alert of the configuration: a condition that is watched for every symbol by itself, whatever the strategy does.</summary>
public sealed record AlertRule
{
    public required string Name { get; init; }

    /// <summary>The condition, an expression (docs/rules.md).</summary>
    public required string When { get; init; }

    public AlertTrigger Trigger { get; init; } = AlertTrigger.Edge;

    /// <summary>What must have been true before an edge counts again, an expression: the hysteresis. Null = the condition was false.</summary>
    public string? Rearm { get; init; }

    /// <summary>It is silent in a symbol for this long after it spoke, nanoseconds.</summary>
    public long Quiet { get; init; }

    /// <summary>It says nothing at or after this engine time.</summary>
    public long Until { get; init; } = long.MaxValue;

    /// <summary>How often it speaks in a symbol at most; 0 = no end.</summary>
    public int Times { get; init; }

    public AlertSeverity Severity { get; init; } = AlertSeverity.Warning;
}
