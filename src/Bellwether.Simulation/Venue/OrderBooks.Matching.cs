using Bellwether.Core;

namespace Bellwether.Simulation;

/// <content>Orders in their market: how they come to rest, execute, and end with the session.</content>
sealed partial class OrderBooks
{
    /// <summary>Offers the market of a symbol, which changed, to its resting orders.</summary>
    public void Match(int symbol)
    {
        var count = 0;
        for (var slot = first[symbol]; slot >= 0; slot = orders[slot].Next) AddToPass(ref count, slot);
        // Executions arm, cancel and end orders while we walk, so each is looked at again before its turn.
        for (var i = 0; i < count; i++) if (orders[pass[i].Slot].Phase == OrderPhase.Working && orders[pass[i].Slot].Terms.Type == OrderType.Stop) TryExecute(pass[i].Slot, arrival: false);
        for (var i = 0; i < count; i++) if (orders[pass[i].Slot].Phase == OrderPhase.Working && orders[pass[i].Slot].Terms.Type != OrderType.Stop) TryExecute(pass[i].Slot, arrival: false);
    }

    /// <summary>A session opened: orders that waited for it are working.</summary>
    public void AnnounceWaiting()
    {
        for (var symbol = 0; symbol < first.Length; symbol++)
            for (var slot = first[symbol]; slot >= 0; slot = orders[slot].Next)
                if (venue.IsTradable(orders[slot])) Announce(slot);
    }

    /// <summary>Day orders end.</summary>
    /// <param name="extended">The extended session closes: its day orders end. Else the regular one: those that stand in the extended session stay.</param>
    public void ExpireDayOrders(bool extended = false)
    {
        var count = 0;
        for (var slot = 0; slot < orders.Capacity; slot++)
        {
            ref var order = ref orders[slot];
            if (order.Phase is not (OrderPhase.Held or OrderPhase.Working) || order.Terms.TimeInForce != TimeInForce.Day) continue;
            if ((extendedHours && order.Instructions.OutsideRegularHours) == extended) AddToPass(ref count, slot);
        }
        pass.AsSpan(0, count).Sort(static (a, b) => a.Id.CompareTo(b.Id));
        // A child may have ended with its parent by the time it is reached.
        for (var i = 0; i < count; i++) if (orders[pass[i].Slot].IsLive) End(pass[i].Slot, VenueReason.Expired);
    }

    /// <summary>Ends every order in a symbol, on its way or at the market.</summary>
    public void CancelAll(int symbol, VenueReason reason)
    {
        var count = 0;
        for (var slot = 0; slot < orders.Capacity; slot++)
            if (orders[slot].Phase != OrderPhase.Done && orders[slot].Terms.Symbol == symbol) AddToPass(ref count, slot);
        pass.AsSpan(0, count).Sort(static (a, b) => a.Id.CompareTo(b.Id));
        for (var i = 0; i < count; i++) if (orders[pass[i].Slot].IsLive) End(pass[i].Slot, reason);
    }

    /// <summary>The order joins its symbol's resting orders and is matched.</summary>
    void Rest(int slot)
    {
        ref var order = ref orders[slot];
        var id = order.Id;
        Link(slot);
        if (!order.Plain)
        {
            order.Sessions = venue.SessionsOpened;
            if (order.Instructions.IsForAuction) auctionOrders++;
        }
        TryExecute(slot, arrival: true);
        // Its executions may have armed children whose own executions ended it.
        if (orders[slot].Id == id && orders[slot].IsLive) Announce(slot);
    }

    void Link(int slot)
    {
        ref var order = ref orders[slot];
        order.Phase = OrderPhase.Working;
        var symbol = order.Terms.Symbol;
        order.Previous = last[symbol];
        if (last[symbol] < 0) first[symbol] = slot;
        else orders[last[symbol]].Next = slot;
        last[symbol] = slot;
    }

    void Announce(int slot)
    {
        ref var order = ref orders[slot];
        if (order.Announced || order.Phase != OrderPhase.Working) return;
        if (venue.IsTradable(order))
        {
            order.Announced = true;
            Emit(slot, VenueEventKind.Working);
        }
        else
        {
            Emit(slot, VenueEventKind.Held, VenueReason.MarketClosed);
        }
    }

    void TryExecute(int slot, bool arrival)
    {
        ref var order = ref orders[slot];
        var executable = Quantity.Min(order.Remaining, order.Armed - order.Filled);
        if (executable <= Quantity.Zero) return;
        if (!order.Plain)
        {
            TryInstructed(slot, executable, arrival);
            return;
        }
        var decision = venue.Decide(ref order, arrival);
        if (decision.Triggers) Trigger(slot);
        if (!decision.Executes) return;
        Execute(slot, decision.Price, partialFills.Next(executable, decision.Displayed, ref random), rested: !arrival && order.Terms.Type == OrderType.Limit);
    }

    void TryInstructed(int slot, Quantity executable, bool arrival)
    {
        ref var order = ref orders[slot];
        if (order.Instructions.IsForAuction || !venue.CanExecute(order)) return;
        var (id, rule) = (order.Id, order.Instructions.TimeInForce);
        var decision = venue.Decide(ref order, arrival);
        if (decision.Triggers) Trigger(slot);
        // A stop that waits is at the broker, not in the market: its time in force counts from its trigger on.
        if (!order.Triggered && (order.WaitsForTrigger || order.Terms.Type == OrderType.Stop)) return;
        if (rule == VenueTimeInForce.FillOrKill)
        {
            if (decision.Executes && (decision.Displayed.IsZero || decision.Displayed >= executable)) Execute(slot, decision.Price, executable);
            else End(slot, VenueReason.NotWhole);
            return;
        }
        // A stop limit that triggers now takes what is there; later it is a limit order like others.
        var rested = !arrival && !decision.Triggers && order.WorkingTerms.Type == OrderType.Limit;
        if (decision.Executes) Execute(slot, decision.Price, partialFills.Next(executable, decision.Displayed, ref random), rested);
        if (rule == VenueTimeInForce.ImmediateOrCancel && orders[slot].Id == id && orders[slot].IsLive) End(slot, VenueReason.NotImmediate);
    }

    void Trigger(int slot)
    {
        Announce(slot);
        ref var order = ref orders[slot];
        order.Triggered = true;
        if (order.Instructions.Kind == VenueOrderKind.TrailingStopLimit) order.Terms = order.Terms with { LimitPrice = LimitOfTrail(order) };
        Emit(slot, VenueEventKind.Triggered);
    }

    internal static Price LimitOfTrail(in OrderSlot order)
    {
        var offset = order.Instructions.LimitOffset;
        var limit = order.Terms.Side == Side.Buy ? order.Terms.StopPrice + offset : order.Terms.StopPrice - offset;
        return limit > Price.Zero ? limit : order.Terms.StopPrice;
    }

    void Execute(int slot, Price price, Quantity quantity, bool rested = false)
    {
        ref var order = ref orders[slot];
        order.Filled += quantity;
        order.Value += price * quantity;
        var total = fees.Total(order.Filled, order.Value);
        var commission = total - order.Charged;
        order.Charged = total;
        if (order.Filled == order.Terms.Quantity) Leave(slot);

        ref var happened = ref Emit(slot, VenueEventKind.Execution);
        happened.Quantity = quantity;
        happened.Price = price;
        happened.AddedLiquidity = rested;
        happened.Commission = commission;
        happened.Execution = ExecutionId.FromNumber(++executions);

        if (order.OcaGroup != 0) ActOnGroup(slot, quantity);
        ArmChildren(slot);
    }
}
