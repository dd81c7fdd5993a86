using Bellwether.Core;

namespace Bellwether.Orders;

/// <summary>
/// The order state machine: facts and a piece of evidence in, new facts out. Nothing else changes an order. Only executions move
/// <see cref="Order.Filled"/>; status words and codes never do; no order that the broker acknowledged is closed by a code or by time alone.
/// </summary>
public static class OrderFold
{
    /// <summary>A snapshot tells nothing about an order that was sent less than this long before it began, nanoseconds.</summary>
    public const long SettlingTime = 15 * EngineTime.Second;

    /// <summary>An echo of other terms may be older than a modification that was sent less than this long before it, nanoseconds.</summary>
    const long ModifyPatience = 5 * EngineTime.Second;

    /// <summary>The code that says only that the id is in use.</summary>
    const int DuplicateId = 103;

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
            BrokerReportKind.CompletedOrder => Completed(ref order, report, time),
            BrokerReportKind.Code => Code(ref order, report, time),
            _ => FoldEffect.None,
        };
        if (order.Stage.IsClosed() && !before.Stage.IsClosed())
        {
            effect |= FoldEffect.Closed;
            if (report.Kind != BrokerReportKind.Code) order.EndedInSession = report.Session;
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
        // What the broker claimed before a correction was counted with the shares that it took back.
        if (filledChange < Quantity.Zero) order.ClaimedFilled = Quantity.Max(Quantity.Zero, order.ClaimedFilled + filledChange);
        if (order.Uncertainty == Uncertainty.NoAcknowledgement) Certain(ref order);
        var effect = FoldEffect.Changed;
        if (order.Filled > order.Terms.Quantity) effect |= FoldEffect.Overfilled;
        if (order.Filled >= order.Terms.Quantity)
        {
            if (order.Stage != OrderStage.Filled) effect |= FoldEffect.Closed;
            Close(ref order, OrderStage.Filled);
        }
        else if (order.Stage == OrderStage.Filled && filledChange < Quantity.Zero)
        {
            // A correction took shares back: the order is no longer complete, and what became of the rest is not known.
            order.Stage = OrderStage.Working;
            Doubt(ref order, Uncertainty.ExecutionsMissing, time);
            effect |= FoldEffect.ExecutionsMissing;
        }
        else if (order.IsLive && order.ClosesAs != OrderStage.None && order.Filled >= order.ClaimedFilled)
        {
            effect |= FoldEffect.Closed;
            Close(ref order, order.ClosesAs);
        }
        else
        {
            if (order.Stage is OrderStage.Created or OrderStage.Durable or OrderStage.Sent) order.Stage = OrderStage.Working;
            if (order.Uncertainty == Uncertainty.ExecutionsMissing && order.Filled >= order.ClaimedFilled) Certain(ref order);
        }
        return effect;
    }

    /// <summary>
    /// The session is gone, or the placement was not answered in time: the stage stays, its truth is unknown. What was asked for in a session that is gone
    /// will not be answered any more.
    /// </summary>
    public static bool Unconfirm(ref Order order, Uncertainty why, long time)
    {
        if (order.Stage is not (OrderStage.Sent or OrderStage.Held or OrderStage.Working or OrderStage.Suspended)) return false;
        var isVoid = why == Uncertainty.SessionLost && order.Pending != PendingChange.None;
        if (isVoid) order.Pending = PendingChange.None;
        else if (order.Uncertainty != Uncertainty.None) return false;
        if (order.Uncertainty == Uncertainty.None) Doubt(ref order, why, time);
        order.UpdatedAt = time;
        return true;
    }

    /// <summary>
    /// The order was absent from a complete snapshot that began at <paramref name="snapshotBegan"/> and ended at <paramref name="time"/>. One such snapshot
    /// puts it in doubt; a second, at least <paramref name="apart"/> nanoseconds later, proves that it does not live: it is then closed as cancelled if the
    /// broker had accepted it, as never arrived otherwise.
    /// </summary>
    public static FoldEffect Absent(ref Order order, long snapshotBegan, long time, long apart)
    {
        if (order.Stage is not (OrderStage.Sent or OrderStage.Held or OrderStage.Working or OrderStage.Suspended)) return FoldEffect.None;
        if (order.ClaimedFilled > order.Filled) return FoldEffect.None;
        if (order.HintedEnd != OrderStage.None && snapshotBegan >= order.HintedAt)
        {
            // The broker said that it ended, and it is not among the open orders: two kinds of evidence.
            Close(ref order, order.HintedEnd);
            order.UpdatedAt = time;
            return FoldEffect.Changed | FoldEffect.Closed;
        }
        if (snapshotBegan - order.SentAt < SettlingTime) return FoldEffect.None;
        if (order.Absences == 0) order.AbsentSince = time;
        order.Absences++;
        if (order.Absences < 2 || time - order.AbsentSince < apart)
        {
            if (order.Uncertainty != Uncertainty.None) return FoldEffect.None;
            Doubt(ref order, Uncertainty.UnknownToBroker, time);
            order.UpdatedAt = time;
            return FoldEffect.Changed;
        }
        order.Reason ??= "absent from two snapshots of the broker";
        Close(ref order, order.ClosesAs != OrderStage.None ? order.ClosesAs : order.IsAcknowledged ? OrderStage.Cancelled : OrderStage.NeverArrived);
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
        order.Reason = report.Text;
        Close(ref order, OrderStage.NeverArrived);
        return FoldEffect.None;
    }

    static FoldEffect Status(ref Order order, in BrokerReport report, long time)
    {
        Identify(ref order, report);
        var effect = FoldEffect.None;
        if (report.Filled > order.Filled)
        {
            // A claim that executions must confirm; until they do, the order's truth is open.
            order.ClaimedFilled = Quantity.Max(order.ClaimedFilled, report.Filled);
            Doubt(ref order, Uncertainty.ExecutionsMissing, time);
            effect = FoldEffect.ExecutionsMissing;
        }
        // Fewer filled shares than executions have shown: an old word. It may still end the order, it says nothing about a living one.
        var isStale = report.Kind == BrokerReportKind.Status && report.Filled < order.Filled;
        switch (report.Status)
        {
            case BrokerStatus.ApiPending or BrokerStatus.PendingSubmit:
                order.IsAcknowledged = true;
                if (order.Stage == OrderStage.Sent) Confirm(ref order);
                break;
            case BrokerStatus.PreSubmitted or BrokerStatus.Submitted or BrokerStatus.Inactive:
                if (order.Stage.IsClosed()) effect |= order.Stage == OrderStage.Filled ? FoldEffect.None : FoldEffect.SeenAlive;
                else if (!isStale) Live(ref order, LiveStage(report.Status));
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
                if (order.IsLive) CloseOnceComplete(ref order, OrderStage.Cancelled);
                break;
            case BrokerStatus.Filled:
                order.IsAcknowledged = true;
                // Without a quantity (the echo of an open order has none) the word says nothing that executions do not say better.
                if (order.IsLive && report.Filled > Quantity.Zero) CloseOnceComplete(ref order, OrderStage.Filled);
                break;
            case BrokerStatus.Unknown:
                effect |= FoldEffect.Unclassified;
                break;
        }
        return effect;
    }

    /// <summary>The broker lists the order among the finished ones: it closes as listed, once every share that the list claims was executed here, too.</summary>
    static FoldEffect Completed(ref Order order, in BrokerReport report, long time)
    {
        Identify(ref order, report);
        if (!order.IsLive || order.Stage is OrderStage.Created or OrderStage.Durable) return FoldEffect.None;
        if (report.Status is not (BrokerStatus.Filled or BrokerStatus.Cancelled or BrokerStatus.ApiCancelled or BrokerStatus.Inactive)) return FoldEffect.None;
        order.IsAcknowledged = true;
        var end = report.Status switch
        {
            BrokerStatus.Filled => OrderStage.Filled,
            BrokerStatus.Inactive => OrderStage.Rejected,
            _ => order.HintedEnd != OrderStage.None ? order.HintedEnd : OrderStage.Cancelled,
        };
        if (end != OrderStage.Filled) order.Reason ??= report.Text;
        if (report.Filled > order.Filled)
        {
            order.ClaimedFilled = Quantity.Max(order.ClaimedFilled, report.Filled);
            order.ClosesAs = end;
            Doubt(ref order, Uncertainty.ExecutionsMissing, time);
            return FoldEffect.ExecutionsMissing;
        }
        CloseOnceComplete(ref order, end);
        return FoldEffect.None;
    }

    static void CloseOnceComplete(ref Order order, OrderStage stage)
    {
        if (order.ClaimedFilled <= order.Filled) Close(ref order, stage);
        else order.ClosesAs = stage;
    }

    static OrderStage LiveStage(BrokerStatus status) => status switch
    {
        BrokerStatus.PreSubmitted => OrderStage.Held,
        BrokerStatus.Submitted or BrokerStatus.PendingCancel => OrderStage.Working,
        BrokerStatus.Inactive => OrderStage.Suspended,
        BrokerStatus.ApiPending or BrokerStatus.PendingSubmit => OrderStage.Sent,
        _ => OrderStage.None,
    };

    static FoldEffect OpenOrder(ref Order order, in BrokerReport report, long time)
    {
        order.Absences = 0;
        if (report.Snapshot != 0) order.SeenInSnapshot = report.Snapshot;
        // Only a snapshot brings a closed order back; an echo on its own may be a late one, and so may one among a snapshot's answers when the broker itself
        // said in this session that the order ended.
        var mayBeLate = order.EndedInSession != 0 && order.EndedInSession == report.Session;
        var isBack = report.Snapshot != 0 && !mayBeLate && order.Stage.IsClosed() && order.Stage != OrderStage.Filled && LiveStage(report.Status) != OrderStage.None;
        if (isBack)
        {
            Certain(ref order);
            order.Stage = LiveStage(report.Status);
            order.Reason = null;
            order.EndedInSession = 0;
        }
        if (order.IsLive) Adopt(ref order, report, time);
        var effect = Status(ref order, report, time);
        if (order.IsLive && order.Filled > Quantity.Zero && order.Filled >= order.Terms.Quantity) Close(ref order, OrderStage.Filled);
        return isBack ? effect | FoldEffect.Resurrected : effect;
    }

    /// <summary>
    /// The broker's quantity is the one that can execute: it lowers that of a group's members and of a cancelled parent's children by itself.
    /// </summary>
    static void Adopt(ref Order order, in BrokerReport report, long time)
    {
        if (report.Quantity <= Quantity.Zero) return;
        order.Terms = order.Terms with { Quantity = report.Quantity };
        if (order.Pending != PendingChange.Modify) return;
        // The echo of what was asked for answers it; so does a snapshot that shows something else when an answer is overdue: then these are the terms.
        if (report.Quantity == order.PendingQuantity || (report.Snapshot != 0 && time - order.PendingSince >= ModifyPatience)) order.Pending = PendingChange.None;
    }

    static FoldEffect Code(ref Order order, in BrokerReport report, long time)
    {
        order.Code = report.Code;
        switch (BrokerCodes.Classify(report.Code, order.Pending))
        {
            case CodeClass.ModifyRefusal:
                order.Pending = PendingChange.None;
                return FoldEffect.None;
            case CodeClass.PlacementRefusal when order.Stage == OrderStage.Sent && !order.IsAcknowledged:
                order.Reason = report.Text;
                Close(ref order, OrderStage.Rejected);
                return FoldEffect.None;
            case CodeClass.PlacementRefusal or CodeClass.DuplicateId when order.IsLive:
                order.Reason = report.Text;
                if (report.Code != DuplicateId) Hint(ref order, OrderStage.Rejected, time);
                Doubt(ref order, Uncertainty.RefusedAfterAcknowledgement, time);
                return FoldEffect.Ask;
            case CodeClass.CancelConfirmation when order.IsLive:
                if (order.HintedEnd == OrderStage.None) Hint(ref order, OrderStage.Cancelled, time);
                return FoldEffect.None;
            case CodeClass.CancelUnknownOrder when order.IsLive:
                order.Pending = PendingChange.None;
                Doubt(ref order, Uncertainty.UnknownToBroker, time);
                return FoldEffect.Ask;
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

    static void Hint(ref Order order, OrderStage end, long time)
    {
        if (order.HintedEnd != end) (order.HintedEnd, order.HintedAt) = (end, time);
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
            // Inactive is how a broker shows an order that it has just refused; the other words are signs of life.
            if (stage != OrderStage.Suspended) order.HintedEnd = OrderStage.None;
            Confirm(ref order);
        }
    }

    static void Close(ref Order order, OrderStage stage)
    {
        order.Stage = stage;
        order.Pending = PendingChange.None;
        order.ClosesAs = OrderStage.None;
        order.HintedEnd = OrderStage.None;
        Certain(ref order);
    }

    /// <summary>Fresh evidence that the order lives settles every doubt but the one about executions that were claimed and have not come.</summary>
    static void Confirm(ref Order order)
    {
        if (order.ClaimedFilled <= order.Filled) Certain(ref order);
        else order.Uncertainty = Uncertainty.ExecutionsMissing;
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
