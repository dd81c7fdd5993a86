using Bellwether.Core;

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
}

/// <summary>
/// The order state machine: facts and a piece of evidence in, new facts out. Nothing else changes an order. Only executions move
/// <see cref="Order.Filled"/>; status words and codes never do; no order that the broker acknowledged is closed by a code or by time alone.
/// </summary>
public static class OrderFold
{
    /// <summary>Applies a report that is not an execution.</summary>
    public static FoldEffect Apply(ref Order order, in BrokerReport report, long time)
    {
        var before = order;
        var effect = report.Kind switch
        {
            BrokerReportKind.Durable => Advance(ref order, OrderStage.Created, OrderStage.Durable),
            BrokerReportKind.Sent => Sent(ref order, time),
            BrokerReportKind.NotSent => NotSent(ref order, report),
            BrokerReportKind.Status => Status(ref order, report, time),
            BrokerReportKind.OpenOrder => OpenOrder(ref order, report, time),
            BrokerReportKind.Code => Code(ref order, report, time),
            _ => FoldEffect.None,
        };
        if (order.Stage.IsClosed())
        {
            order.Pending = PendingChange.None;
            if (!before.Stage.IsClosed()) effect |= FoldEffect.Closed;
        }
        if (Differs(before, order))
        {
            order.UpdatedAt = time;
            effect |= FoldEffect.Changed;
        }
        return effect;
    }

    /// <summary>
    /// Applies the change that an execution (or its correction) made to the filled quantity. It finds its order in any stage, acknowledges it, and closes
    /// it once nothing more is expected.
    /// </summary>
    public static FoldEffect ApplyExecution(ref Order order, Quantity filledChange, Money valueChange, long time)
    {
        order.Filled += filledChange;
        order.FilledValue += valueChange;
        order.IsAcknowledged = true;
        order.UpdatedAt = time;
        var effect = FoldEffect.Changed;
        if (order.Filled > order.Terms.Quantity) effect |= FoldEffect.Overfilled;
        if (order.Filled >= order.Terms.Quantity)
        {
            if (order.Stage != OrderStage.Filled) effect |= FoldEffect.Closed;
            order.Stage = OrderStage.Filled;
            order.Pending = PendingChange.None;
            Certain(ref order);
        }
        else if (order.Stage is OrderStage.Created or OrderStage.Durable or OrderStage.Sent)
        {
            order.Stage = OrderStage.Working;
        }
        else if (order.CancelledOnceComplete && order.Filled >= order.ClaimedFilled)
        {
            effect |= FoldEffect.Closed;
            Close(ref order, OrderStage.Cancelled);
        }
        else if (order.Stage == OrderStage.Filled)
        {
            // A correction took shares back: the order is no longer complete, and what became of the rest is not known.
            order.Stage = OrderStage.Working;
            Doubt(ref order, Uncertainty.ExecutionsMissing, time);
        }
        else if (order.Uncertainty == Uncertainty.ExecutionsMissing && order.Filled >= order.ClaimedFilled)
        {
            Certain(ref order);
        }
        return effect;
    }

    /// <summary>The session is gone, or the placement was not answered in time: the stage stays, its truth is unknown.</summary>
    public static bool Unconfirm(ref Order order, Uncertainty why, long time)
    {
        if (order.Stage is not (OrderStage.Sent or OrderStage.Held or OrderStage.Working or OrderStage.Suspended) || order.Uncertainty != Uncertainty.None) return false;
        Doubt(ref order, why, time);
        order.UpdatedAt = time;
        return true;
    }

    /// <summary>
    /// The order was absent from a complete snapshot of a newer session. Two such snapshots, at least <paramref name="apart"/> nanoseconds apart, prove that
    /// it does not live: it is then closed as cancelled if the broker had accepted it, as never arrived otherwise.
    /// </summary>
    public static FoldEffect Absent(ref Order order, long time, long apart)
    {
        if (!order.IsLive || order.Uncertainty == Uncertainty.None || order.ClaimedFilled > order.Filled) return FoldEffect.None;
        if (order.Absences == 0) order.AbsentSince = time;
        order.Absences++;
        if (order.Absences < 2 || time - order.AbsentSince < apart) return FoldEffect.None;
        order.Stage = order.IsAcknowledged ? OrderStage.Cancelled : OrderStage.NeverArrived;
        order.Reason ??= "absent from two snapshots of the broker";
        order.Pending = PendingChange.None;
        Certain(ref order);
        order.UpdatedAt = time;
        return FoldEffect.Changed | FoldEffect.Closed;
    }

    static FoldEffect Advance(ref Order order, OrderStage from, OrderStage to)
    {
        if (order.Stage == from) order.Stage = to;
        return FoldEffect.None;
    }

    static FoldEffect Sent(ref Order order, long time)
    {
        if (order.Stage is OrderStage.Created or OrderStage.Durable)
        {
            order.Stage = OrderStage.Sent;
            order.SentAt = time;
        }
        return FoldEffect.None;
    }

    static FoldEffect NotSent(ref Order order, in BrokerReport report)
    {
        if (order.Stage is not (OrderStage.Created or OrderStage.Durable)) return FoldEffect.None;
        order.Stage = OrderStage.NeverArrived;
        order.Reason = report.Text;
        return FoldEffect.None;
    }

    static FoldEffect Status(ref Order order, in BrokerReport report, long time)
    {
        Identify(ref order, report);
        var effect = FoldEffect.None;
        if (report.Filled > order.Filled)
        {
            // A claim that executions must confirm; until they do, the order's truth is open.
            order.ClaimedFilled = report.Filled;
            Doubt(ref order, Uncertainty.ExecutionsMissing, time);
            effect = FoldEffect.ExecutionsMissing;
        }
        switch (report.Status)
        {
            case BrokerStatus.ApiPending or BrokerStatus.PendingSubmit:
                order.IsAcknowledged = true;
                if (order.Stage == OrderStage.Sent) Confirm(ref order);
                break;
            case BrokerStatus.PreSubmitted:
                Live(ref order, OrderStage.Held);
                break;
            case BrokerStatus.Submitted:
                Live(ref order, OrderStage.Working);
                break;
            case BrokerStatus.Inactive:
                Live(ref order, OrderStage.Suspended);
                break;
            case BrokerStatus.PendingCancel:
                if (order.IsLive)
                {
                    order.IsAcknowledged = true;
                    if (order.Pending != PendingChange.Cancel) order.PendingSince = time;
                    order.Pending = PendingChange.Cancel;
                }
                break;
            case BrokerStatus.Cancelled or BrokerStatus.ApiCancelled:
                if (!order.IsLive) break;
                if (effect == FoldEffect.None && order.ClaimedFilled <= order.Filled) Close(ref order, OrderStage.Cancelled);
                else order.CancelledOnceComplete = true;
                break;
            case BrokerStatus.Filled:
                order.IsAcknowledged = true;
                break;
            case BrokerStatus.Unknown:
                effect |= FoldEffect.Unclassified;
                break;
        }
        return effect;
    }

    static FoldEffect OpenOrder(ref Order order, in BrokerReport report, long time)
    {
        Identify(ref order, report);
        order.Absences = 0;
        if (report.Snapshot != 0) order.SeenInSnapshot = report.Snapshot;
        // The broker's quantity is the one that can execute: it lowers that of a group's members and of a cancelled parent's children by itself.
        if (report.Quantity > Quantity.Zero && order.IsLive) order.Terms = order.Terms with { Quantity = report.Quantity };
        if (order.Stage.IsClosed() && order.Stage != OrderStage.Filled && order.Uncertainty == Uncertainty.None && report.Status is BrokerStatus.PreSubmitted or BrokerStatus.Submitted)
        {
            // Only a snapshot brings a closed order back; an echo on its own may be a late one.
            if (report.Snapshot == 0) return FoldEffect.None;
            order.Stage = report.Status == BrokerStatus.Submitted ? OrderStage.Working : OrderStage.Held;
            order.UpdatedAt = time;
            return FoldEffect.Resurrected;
        }
        return Status(ref order, report, time);
    }

    static FoldEffect Code(ref Order order, in BrokerReport report, long time)
    {
        order.Code = report.Code;
        switch (BrokerCodes.Classify(report.Code))
        {
            case CodeClass.PlacementRefusal when order.Pending == PendingChange.Modify:
            case CodeClass.ModifyRefusal:
                if (order.Pending == PendingChange.Modify) order.Pending = PendingChange.None;
                return FoldEffect.None;
            case CodeClass.PlacementRefusal when order.Stage == OrderStage.Sent && !order.IsAcknowledged:
                order.Reason = report.Text;
                Close(ref order, OrderStage.Rejected);
                return FoldEffect.None;
            case CodeClass.PlacementRefusal or CodeClass.DuplicateId when order.IsLive:
                order.Reason = report.Text;
                Doubt(ref order, Uncertainty.RefusedAfterAcknowledgement, time);
                return FoldEffect.None;
            case CodeClass.CancelUnknownOrder when order.IsLive:
                order.Pending = PendingChange.None;
                Doubt(ref order, Uncertainty.UnknownToBroker, time);
                return FoldEffect.None;
            case CodeClass.CancelTooLate or CodeClass.ModifyTooLate when order.IsLive:
                order.Pending = PendingChange.None;
                Doubt(ref order, Uncertainty.ExecutionsMissing, time);
                return FoldEffect.ExecutionsMissing;
            case CodeClass.Unclassified:
                return FoldEffect.Unclassified;
            default:
                return FoldEffect.None;
        }
    }

    static void Identify(ref Order order, in BrokerReport report)
    {
        if (report.PermId != 0) order.PermId = report.PermId;
        if (report.BrokerOrderId != 0) order.BrokerOrderId = report.BrokerOrderId;
    }

    static void Live(ref Order order, OrderStage stage)
    {
        if (order.Stage is OrderStage.Created or OrderStage.Durable or OrderStage.Sent or OrderStage.Held or OrderStage.Working or OrderStage.Suspended)
        {
            order.Stage = stage;
            order.IsAcknowledged = true;
            order.Absences = 0;
            Confirm(ref order);
        }
    }

    static void Close(ref Order order, OrderStage stage)
    {
        order.Stage = stage;
        Certain(ref order);
    }

    /// <summary>Fresh evidence that the order lives settles every doubt but the one about missing executions.</summary>
    static void Confirm(ref Order order)
    {
        if (order.Uncertainty != Uncertainty.ExecutionsMissing) Certain(ref order);
    }

    static void Certain(ref Order order)
    {
        order.Uncertainty = Uncertainty.None;
        order.UncertainSince = 0;
        order.Absences = 0;
    }

    static void Doubt(ref Order order, Uncertainty why, long time)
    {
        if (order.Uncertainty == Uncertainty.None) order.UncertainSince = time;
        order.Uncertainty = why;
    }

    static bool Differs(in Order a, in Order b) =>
        a.Stage != b.Stage || a.Pending != b.Pending || a.Uncertainty != b.Uncertainty || a.PermId != b.PermId || a.BrokerOrderId != b.BrokerOrderId
        || a.IsAcknowledged != b.IsAcknowledged || a.Terms != b.Terms;
}
