using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>What happened to an order.</summary>
public enum VenueEventKind : byte
{
    /// <summary>The venue has taken the order.</summary>
    Accepted = 1,

    /// <summary>The order waits: for its parent, for shares, for its time, or for the session to open (<see cref="VenueEvent.Reason"/>).</summary>
    Held,

    /// <summary>The order rests in the market. Not sent when it is completely executed on arrival.</summary>
    Working,

    /// <summary>The stop price was reached: from here on a market order, or a limit order when it is a stop limit.</summary>
    Triggered,

    /// <summary>Shares changed hands; the order is done when <see cref="VenueEvent.Remaining"/> is zero.</summary>
    Execution,

    /// <summary>The order's quantity became smaller: an execution in its group, or a parent that ended with a part.</summary>
    Reduced,

    /// <summary>The caller's change of terms is in force.</summary>
    Modified,

    /// <summary>The change was refused; the order stays as it was, if there is one.</summary>
    ModifyRejected,

    /// <summary>The request to cancel has arrived; the order can still execute. Sent only where cancelling takes time.</summary>
    CancelPending,

    /// <summary>The request to cancel came too late or names no order.</summary>
    CancelRejected,

    /// <summary>The order is gone, with whatever was executed before.</summary>
    Cancelled,

    /// <summary>The order was never taken.</summary>
    Rejected,
}

/// <summary>Why something happened, where the kind alone does not say it.</summary>
public enum VenueReason : byte
{
    None = 0,

    /// <summary>The caller asked for it.</summary>
    Requested,

    /// <summary>Waits for, or ended with, its parent.</summary>
    Parent,

    /// <summary>Another order of its group executed.</summary>
    OcaGroup,

    /// <summary>The session is closed.</summary>
    MarketClosed,

    /// <summary>A day order at the close of its session, a good-till-date order at its time, or an order for an auction that did not execute in it.</summary>
    Expired,

    /// <summary>No order of that number, or one that ended long ago.</summary>
    UnknownOrder,

    /// <summary>The order has already ended.</summary>
    AlreadyDone,

    /// <summary>A live or recent order has that number, or the number is not above 0.</summary>
    InvalidId,

    /// <summary>The symbol is not in the instrument table.</summary>
    InvalidSymbol,

    /// <summary>The quantity is not above zero, or below what is already executed.</summary>
    InvalidQuantity,

    /// <summary>The limit or stop price is not above zero.</summary>
    InvalidPrice,

    /// <summary>Unknown order type, a group without a type, or a change of symbol, side or type.</summary>
    InvalidTerms,

    /// <summary>The parent is unknown.</summary>
    UnknownParent,

    /// <summary>Waits for shares to sell short (<see cref="VenueInstructions.WaitsForRelease"/>).</summary>
    Locate,

    /// <summary>Waits for its time (<see cref="VenueInstructions.GoodAfter"/>).</summary>
    GoodAfter,

    /// <summary>An immediate-or-cancel order: what did not execute at once.</summary>
    NotImmediate,

    /// <summary>A fill-or-kill order that could not execute whole.</summary>
    NotWhole,

    /// <summary>The shares that it is about became others.</summary>
    Split,
}

/// <summary>One thing that happened to one order, flat. Fields that do not count for a kind are zero.</summary>
public record struct VenueEvent
{
    public VenueEventKind Kind;
    public VenueReason Reason;
    public Side Side;

    /// <summary>Of an execution: the order was resting in the market, somebody came to it.</summary>
    public bool AddedLiquidity;

    /// <summary>Symbol index, -1 where the order is unknown.</summary>
    public int Symbol;

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public long Time;

    /// <summary>The caller's number.</summary>
    public long Order;

    /// <summary>Shares of an execution; the order's whole quantity otherwise.</summary>
    public Quantity Quantity;

    /// <summary>Shares executed so far.</summary>
    public Quantity Filled;

    /// <summary>Shares still to execute; zero once the order has ended.</summary>
    public Quantity Remaining;

    /// <summary>Price of an execution.</summary>
    public Price Price;

    /// <summary>What this execution costs.</summary>
    public Money Commission;

    /// <summary>Identity of an execution.</summary>
    public ExecutionId Execution;
}
