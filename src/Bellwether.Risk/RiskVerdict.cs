using Bellwether.Core;

namespace Bellwether.Risk;

/// <summary>Why an order was denied. Written to the journal by number: never renumber.</summary>
public enum DenyReason : byte
{
    None = 0,

    /// <summary>The desk is disarmed, or the session was stopped.</summary>
    NotArmed = 1,

    /// <summary>Not connected, or not reconciled since the last disconnection.</summary>
    Frozen = 2,

    /// <summary>This symbol is frozen: its position or an order of it is not certain, its data are not good enough, or it is not of the session's universe.</summary>
    SymbolFrozen = 3,

    /// <summary>No usable price to value the order at.</summary>
    NoPrice = 4,

    /// <summary>The size comes to less than one share.</summary>
    ZeroQuantity = 5,

    OrderValue = 6,
    PositionValue = 7,
    GrossExposure = 8,
    OpenPositions = 9,

    /// <summary>A reducing order on the wrong side or larger than the position.</summary>
    WouldNotReduce = 10,

    /// <summary>A protective price on the wrong side of the market, or not above zero.</summary>
    ProtectionPrice = 11,
}

/// <summary>
/// The gate's answer to one proposal: numbered, with the value that was measured and the limit it was held against (dollars in millionths, or a count).
/// </summary>
public readonly record struct RiskVerdict(long Number, int Symbol, OrderRole Role, DenyReason Reason, long Value, long Limit)
{
    public bool IsApproved => Reason == DenyReason.None;
}
