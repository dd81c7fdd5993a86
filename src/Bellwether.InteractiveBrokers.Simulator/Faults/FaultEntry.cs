namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>One fault of a running gateway: what is left of it, and how it is made to happen or taken away by hand.</summary>
sealed class FaultEntry(int id, Fault fault)
{
    /// <summary>Counted from 1 in the order in which they were given.</summary>
    public int Id => id;

    public Fault Fault => fault;

    /// <summary>How often it happened.</summary>
    public int Happened { get; set; }

    /// <summary>The time at which it will happen by itself, nanoseconds since the Unix epoch; null when it waits for no time.</summary>
    public long? Due { get; set; }

    public bool IsRemoved { get; set; }

    /// <summary>Makes it happen now, or with the next occasion.</summary>
    public required Action<FaultEntry> Fire { get; init; }

    /// <summary>It does not happen any more. What is under way goes on to its end.</summary>
    public Action Remove { get; init; } = static () => { };
}
