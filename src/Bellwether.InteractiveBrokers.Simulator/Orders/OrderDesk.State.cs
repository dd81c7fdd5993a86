using System.Buffers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Orders and executions as values, and back: they outlive the gateway's process.</content>
sealed partial class OrderDesk
{
    const int TermsVersion = ServerVersions.Highest;

    /// <summary>
    /// All orders and executions. Cancels and changes that are on their way to the venue are not part of it: after a restart they never came, as when a real
    /// gateway dies; orders on their way arrive. Positions and cash are the account desk's.
    /// </summary>
    public OrderDeskState Capture() => new(
        firstPermId, lastBound, new SortedDictionary<string, long>(groups, StringComparer.Ordinal), [.. Orders.Select(StateOf)], venue.Capture(),
        [.. Executions.Select(e => new BrokerExecutionState(e.Order.PermId, e.ExecId, e.Time, e.Side, e.Shares, e.Price, e.Cumulative, e.AveragePrice, e.Commission, e.Realized) { AddedLiquidity = e.AddedLiquidity })]);

    /// <summary>Takes over the orders and executions of an earlier gateway, before this one had any. Nobody is told.</summary>
    /// <param name="seatOf">The seat of a client id.</param>
    /// <exception cref="InvalidOperationException">There are orders already.</exception>
    /// <exception cref="ArgumentException">The state does not fit this gateway: a symbol or an account is missing, or it contradicts itself.</exception>
    public void Restore(OrderDeskState state, Func<int, ClientSeat> seatOf)
    {
        if (Orders.Count > 0) throw new InvalidOperationException("orders are restored before the first one is placed");
        (firstPermId, lastBound) = (state.FirstPermId, state.LastBound);
        foreach (var (name, number) in state.Groups) groups[name] = number;
        var byPermId = new Dictionary<long, BrokerOrder>();
        foreach (var saved in state.Orders)
        {
            var order = Restored(saved, seatOf(saved.ClientId), byPermId);
            byPermId.Add(order.PermId, order);
            Orders.Add(order);
            if (order.IsTransmitted) ByVenueId.Add(order);
            else if (!order.IsDone) held.Add(order);
            if (order.IsTransmitted && !order.IsDone) interest.Add(order);
            if (order.OrderId == 0) continue;
            order.Seat.Orders[order.OrderId] = order;
            order.Seat.NextOrderId = Math.Max(order.Seat.NextOrderId, order.OrderId + 1);
        }
        ByVenueId.Sort((a, b) => a.VenueId.CompareTo(b.VenueId));
        for (var i = 0; i < ByVenueId.Count; i++)
            if (ByVenueId[i].VenueId != i + 1) throw new ArgumentException($"the saved orders have no venue number {i + 1}: every transmitted order must be in the state", nameof(state));
        venue.Restore(state.Venue);
        foreach (var e in state.Executions)
        {
            if (!byPermId.TryGetValue(e.PermId, out var order)) throw new ArgumentException($"the saved execution {e.ExecId} names order {e.PermId}, which is not among the saved orders", nameof(state));
            order.Commission += e.Commission;
            Executions.Add(new BrokerExecution(order, e.ExecId, e.Time, e.Side, e.Shares, e.Price, e.Cumulative, e.AveragePrice, e.Commission, e.Realized) { AddedLiquidity = e.AddedLiquidity });
        }
    }

    BrokerOrder Restored(BrokerOrderState saved, ClientSeat seat, Dictionary<long, BrokerOrder> byPermId)
    {
        var symbol = contracts.Find(new Contract { Symbol = saved.Symbol, SecType = "STK" });
        if (symbol < 0) throw new ArgumentException($"the saved order {saved.PermId} is for {saved.Symbol}, which this gateway does not trade: start it with the same symbols", nameof(saved));
        var account = accounts.Find(saved.Account);
        if (account is null || saved.Account.Length == 0) throw new ArgumentException($"the saved order {saved.PermId} is for account {saved.Account}, which this gateway does not have: start it with the same accounts", nameof(saved));
        if (saved.PermId != firstPermId + Orders.Count) throw new ArgumentException($"the saved order {saved.PermId} is out of order; expected {firstPermId + Orders.Count}", nameof(saved));
        BrokerOrder? parent = null;
        if (saved.ParentPermId != 0 && !byPermId.TryGetValue(saved.ParentPermId, out parent)) throw new ArgumentException($"the saved order {saved.PermId} names the parent {saved.ParentPermId}, which is not before it", nameof(saved));
        var terms = FieldReader.FromClient(saved.Terms, TermsVersion).Read<PlaceOrder>().Order;
        var order = new BrokerOrder(seat, saved.OrderId, saved.PermId, symbol, account, terms)
        {
            Parent = parent, IsManual = saved.IsManual, VenueId = saved.VenueId, Status = saved.Status, WhyHeld = saved.WhyHeld, Triggered = saved.Triggered,
            WaitsForShares = saved.WaitsForShares, EndedAt = saved.EndedAt, EndedAs = saved.EndedAs,
        };
        // A cancel on its way never came.
        if (order.Status == OrderStatusKind.PendingCancel) order.Status = order.WaitsForTrigger ? OrderStatusKind.PreSubmitted : OrderStatusKind.Submitted;
        order.Restore(saved.Filled, saved.Value, saved.LastFill);
        Complete(terms, order);
        return order;
    }

    BrokerOrderState StateOf(BrokerOrder order)
    {
        Refresh(order);
        return new BrokerOrderState(
            order.Seat.ClientId, order.OrderId, order.PermId, contracts[order.Symbol].Symbol, order.Account.Number, order.Parent?.PermId ?? 0, order.IsManual,
            order.VenueId, order.Status, order.WhyHeld, order.Triggered, order.WaitsForShares, order.EndedAt, order.EndedAs, order.Filled, order.Value, order.LastFill,
            TermsOf(order));
    }

    static byte[] TermsOf(BrokerOrder order)
    {
        var output = new ArrayBufferWriter<byte>();
        new FrameWriter().WriteClient(output, new PlaceOrder { OrderId = order.OrderId, Order = order.Terms }, TermsVersion);
        return output.WrittenSpan[Frames.PrefixLength..].ToArray();
    }
}
