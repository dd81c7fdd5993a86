namespace Bellwether.Core;

public enum BrokerReportKind : byte
{
    /// <summary>A status word with cumulative filled and remaining quantity.</summary>
    Status = 1,

    /// <summary>The order as the broker holds it: terms, permId, status.</summary>
    OpenOrder,

    /// <summary>Shares changed hands.</summary>
    Execution,

    /// <summary>What an execution cost.</summary>
    Commission,

    /// <summary>A numbered message about an order.</summary>
    Code,

    /// <summary>The broker's position in a symbol: compared, and adopted only where the engine holds no record.</summary>
    Position,

    /// <summary>The adapter refused to write the order: no byte left the process.</summary>
    NotSent,

    /// <summary>The record that explains the order is on disk.</summary>
    Durable,

    /// <summary>The bytes of the order were handed to the socket.</summary>
    Sent,

    /// <summary>The account's cash as the broker states it.</summary>
    AccountCash,

    // Kinds of an InputKind.Connection input:

    /// <summary>The session with the broker is gone: everything live is unconfirmed, entries freeze.</summary>
    SessionLost,

    /// <summary>A new session stands; snapshots will follow.</summary>
    SessionRestored,

    /// <summary>A snapshot of open orders, executions and positions begins.</summary>
    SnapshotBegin,

    /// <summary>Every end marker of the snapshot arrived in one session.</summary>
    SnapshotEnd,

    /// <summary>A light snapshot is complete: open orders and executions, no positions. It may put orders in doubt; it opens no gate.</summary>
    LightSnapshotEnd,

    /// <summary>The snapshot under way failed and will be taken again; the code counts failures in a row, the text says why.</summary>
    SnapshotFailed,

    /// <summary>The data of a symbol (-1: of all) are not good enough for a new position, for the reason in the text; without a text they are again.</summary>
    Data,

    /// <summary>Nothing may add risk from now on, for the reason in the text.</summary>
    RiskBarred,

    /// <summary>What <see cref="RiskBarred"/> was about is over; the next snapshot may open the gate.</summary>
    RiskAllowed,

    /// <summary>Another instance of this program trades the account; the text is its order's reference.</summary>
    SecondInstance,

    // A kind of an InputKind.Report input again:

    /// <summary>A finished order as the broker lists it: its last status and filled quantity.</summary>
    CompletedOrder,

    // And of an InputKind.Connection input:

    /// <summary>
    /// A symbol stopped trading, reopened, or has settled since: the code is 1 halted, 2 paused, 3 reopening, 0 settled, the text why it may not be entered; without a text it
    /// may again.
    /// </summary>
    Halt,

    /// <summary>
    /// A symbol is not of the session's universe, for the reason in the text; without a text it is. About symbol -1 the text says how the universe was chosen. Not the broker's
    /// word but the desk's; until it is said, every symbol belongs.
    /// </summary>
    Universe,

    /// <summary>
    /// Minutes of a symbol are missing and asked for, as the text says; without a text all are known. Not the broker's word but the desk's: what rules look at is of before the gap
    /// until it is closed.
    /// </summary>
    Minutes,
}

/// <summary>
/// Something the broker said, flat. Which fields count depends on <see cref="Kind"/>; the others are zero. Orders are named by <see cref="Order"/>, the
/// engine's own number, which travels to the broker and back in the order reference.
/// </summary>
public record struct BrokerReport
{
    public BrokerReportKind Kind;
    public BrokerStatus Status;

    /// <summary>Side of an execution.</summary>
    public Side Side;

    /// <summary>Order type in an open-order echo.</summary>
    public OrderType Type;

    /// <summary>The engine's order number; 0 when the order is not ours.</summary>
    public long Order;

    /// <summary>The broker's permanent id, 0 if not yet known.</summary>
    public long PermId;

    /// <summary>The broker's order id of this client, 0 if none.</summary>
    public int BrokerOrderId;

    /// <summary>Symbol index; -1 when the instrument is not in the table.</summary>
    public int Symbol;

    /// <summary>Number of a <see cref="BrokerReportKind.Code"/> report.</summary>
    public int Code;

    /// <summary>Number of the snapshot that the report belongs to, from 1; 0 when it came on its own.</summary>
    public int Snapshot;

    /// <summary>Number of the session with the broker in which the engine took the report, from 1; 0 when unknown.</summary>
    public int Session;

    /// <summary>Shares of an execution; order quantity of an open order; signed shares of a position.</summary>
    public Quantity Quantity;

    /// <summary>Cumulative filled quantity of the order.</summary>
    public Quantity Filled;

    public Quantity Remaining;

    /// <summary>Price of an execution; average cost per share of a position; limit price of an open order.</summary>
    public Price Price;

    /// <summary>Stop price of an open order.</summary>
    public Price StopPrice;

    public ExecutionId Execution;

    /// <summary>Commission of an execution, or the cash of the account.</summary>
    public Money Amount;

    /// <summary>Text of a code, reason of a refusal, or the broker's execution id as it wrote it.</summary>
    public string? Text;
}
