namespace Bellwether.Orders;

/// <summary>What a piece of evidence did to an order besides changing its facts.</summary>
[Flags]
public enum FoldEffect : byte
{
    /// <summary>Stale or repeated: recorded, nothing else.</summary>
    None = 0,
    Changed = 1,

    /// <summary>The stage became a closed one.</summary>
    Closed = 2,

    /// <summary>A closed order was found alive by a newer snapshot.</summary>
    Resurrected = 4,

    /// <summary>The broker claims shares that no execution has shown: ask for executions.</summary>
    ExecutionsMissing = 8,

    /// <summary>A code that the table does not list.</summary>
    Unclassified = 16,

    /// <summary>More shares executed than ordered.</summary>
    Overfilled = 32,

    /// <summary>Something on its own speaks of a closed order as alive: only a snapshot can tell whether it is.</summary>
    SeenAlive = 64,

    /// <summary>A code casts doubt on a living order: only a snapshot can tell what became of it.</summary>
    Ask = 128,
}
