using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>
/// The venue's orders: their way from accepted to ended, the resting orders of each symbol, children, and groups. The venue asks it to act and decides about
/// prices; everything that happens becomes an event here.
/// </summary>
sealed class OrderBooks
{
    readonly SimulatedVenue venue;
    readonly IFeeModel fees;
    readonly IPartialFillModel partialFills;
    readonly ChildArming childArming;
    readonly OrderSlab orders;
    readonly OcaGroups groups;
    readonly int[] first;
    readonly int[] last;
    SplitMix64 random;
    long executions;
    (int Slot, long Id)[] pass = new (int, long)[64];
    readonly List<(long Group, long Source, Quantity Quantity)> reductions = [];

    public OrderBooks(SimulatedVenue venue, int symbols, VenueOptions options)
    {
        this.venue = venue;
        fees = options.Fees;
        partialFills = options.PartialFills;
        childArming = options.ChildArming;
        random = SplitMix64.For(options.Seed, 0x56454E5545);
        orders = new OrderSlab(options.Capacity);
        groups = new OcaGroups(orders);
        first = new int[symbols];
        last = new int[symbols];
        Array.Fill(first, -1);
        Array.Fill(last, -1);
    }

    public EventQueue Events { get; } = new();

    public bool IsEmpty(int symbol) => first[symbol] < 0;

    /// <summary>Stores a new order as pending, or says why not.</summary>
    public bool TryAdd(in VenueOrder order)
    {
        var reason = Check(order, out var parent);
        if (reason != VenueReason.None)
        {
            ref var rejected = ref Events.Append();
            rejected.Kind = VenueEventKind.Rejected;
            rejected.Reason = reason;
            rejected.Side = order.Terms.Side;
            rejected.Symbol = reason == VenueReason.InvalidSymbol ? -1 : order.Terms.Symbol;
            rejected.Time = venue.Now;
            rejected.Order = order.Id;
            rejected.Quantity = order.Terms.Quantity;
            return false;
        }
        var slot = orders.Add(order.Id);
        ref var added = ref orders[slot];
        added.Terms = order.Terms;
        added.Parent = order.Parent;
        added.OcaGroup = order.OcaGroup;
        added.OcaType = order.OcaType;
        added.Armed = order.Parent == 0 ? order.Terms.Quantity : Quantity.Zero;
        if (parent >= 0)
        {
            added.ParentSlot = parent;
            if (orders[parent].Id == order.Parent) orders.AddChild(parent, slot);
        }
        if (order.OcaGroup != 0) groups.Join(slot);
        return true;
    }

    public void Accept(long id)
    {
        var slot = orders.Find(id);
        if (slot >= 0 && orders[slot].IsLive) Emit(slot, VenueEventKind.Accepted);
    }

    /// <summary>An accepted order reaches the market, or waits for its parent.</summary>
    public void Enter(long id)
    {
        var slot = orders.Find(id);
        if (slot < 0 || orders[slot].Phase != OrderPhase.Pending) return;
        ref var order = ref orders[slot];
        if (order.Parent == 0)
        {
            Rest(slot);
            return;
        }
        order.Phase = OrderPhase.Held;
        if (!IsChildOf(slot, order.ParentSlot, order.Parent))
        {
            End(slot, VenueReason.Parent);
            return;
        }
        Emit(slot, VenueEventKind.Held, VenueReason.Parent);
        ref var parent = ref orders[order.ParentSlot];
        if (!parent.Filled.IsZero) Arm(slot, parent);
        else if (!parent.IsLive) End(slot, VenueReason.Parent);
    }

    public void AcknowledgeCancel(long id)
    {
        var slot = orders.Find(id);
        if (slot >= 0 && orders[slot].IsLive) Emit(slot, VenueEventKind.CancelPending, VenueReason.Requested);
    }

    public void Cancel(long id, VenueReason reason)
    {
        var slot = orders.Find(id);
        if (slot >= 0 && orders[slot].IsLive) End(slot, reason);
        else Refuse(slot, id, VenueEventKind.CancelRejected, slot < 0 ? VenueReason.UnknownOrder : VenueReason.AlreadyDone);
    }

    public void Modify(long id, in OrderTerms terms)
    {
        var slot = orders.Find(id);
        var refusal = slot < 0 ? VenueReason.UnknownOrder : CheckChange(orders[slot], terms);
        if (refusal != VenueReason.None)
        {
            Refuse(slot, id, VenueEventKind.ModifyRejected, refusal);
            return;
        }
        ref var order = ref orders[slot];
        order.Terms = terms;
        if (order.Parent == 0) order.Armed = terms.Quantity;
        else if (order.Phase == OrderPhase.Working)
            order.Armed = IsChildOf(slot, order.ParentSlot, order.Parent) ? ArmedBy(orders[order.ParentSlot], terms.Quantity) : terms.Quantity;
        Emit(slot, VenueEventKind.Modified, VenueReason.Requested);
        if (order.Phase == OrderPhase.Working) TryExecute(slot, arrival: true);
    }

    /// <summary>Offers the market of a symbol, which changed, to its resting orders.</summary>
    public void Match(int symbol)
    {
        var count = 0;
        for (var slot = first[symbol]; slot >= 0; slot = orders[slot].Next) AddToPass(ref count, slot);
        // Executions arm, cancel and end orders while we walk, so each is looked at again before its turn.
        for (var i = 0; i < count; i++) if (orders[pass[i].Slot].Phase == OrderPhase.Working && orders[pass[i].Slot].Terms.Type == OrderType.Stop) TryExecute(pass[i].Slot, arrival: false);
        for (var i = 0; i < count; i++) if (orders[pass[i].Slot].Phase == OrderPhase.Working && orders[pass[i].Slot].Terms.Type != OrderType.Stop) TryExecute(pass[i].Slot, arrival: false);
    }

    /// <summary>Applies the reductions of groups without block, once the change that caused them is through.</summary>
    public void Settle()
    {
        for (var i = 0; i < reductions.Count; i++)
        {
            var (group, source, quantity) = reductions[i];
            ReduceGroup(group, source, quantity);
        }
        reductions.Clear();
    }

    /// <summary>The session opened: orders that waited for it are working.</summary>
    public void AnnounceWaiting()
    {
        for (var symbol = 0; symbol < first.Length; symbol++)
            for (var slot = first[symbol]; slot >= 0; slot = orders[slot].Next) Announce(slot);
    }

    public void ExpireDayOrders()
    {
        var count = 0;
        for (var slot = 0; slot < orders.Capacity; slot++)
            if (orders[slot].Phase is OrderPhase.Held or OrderPhase.Working && orders[slot].Terms.TimeInForce == TimeInForce.Day) AddToPass(ref count, slot);
        pass.AsSpan(0, count).Sort(static (a, b) => a.Id.CompareTo(b.Id));
        // A child may have ended with its parent by the time it is reached.
        for (var i = 0; i < count; i++) if (orders[pass[i].Slot].IsLive) End(pass[i].Slot, VenueReason.Expired);
    }

    /// <summary>The order joins its symbol's resting orders and is matched.</summary>
    void Rest(int slot)
    {
        ref var order = ref orders[slot];
        order.Phase = OrderPhase.Working;
        var symbol = order.Terms.Symbol;
        order.Previous = last[symbol];
        if (last[symbol] < 0) first[symbol] = slot;
        else orders[last[symbol]].Next = slot;
        last[symbol] = slot;
        TryExecute(slot, arrival: true);
        if (order.IsLive) Announce(slot);
    }

    void Announce(int slot)
    {
        ref var order = ref orders[slot];
        if (order.Announced || order.Phase != OrderPhase.Working) return;
        if (venue.IsOpen)
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
        var decision = venue.Decide(order, arrival);
        if (decision.Triggers)
        {
            Announce(slot);
            order.Triggered = true;
            Emit(slot, VenueEventKind.Triggered);
        }
        if (!decision.Executes) return;
        Execute(slot, decision.Price, partialFills.Next(executable, decision.Displayed, ref random));
    }

    void Execute(int slot, Price price, Quantity quantity)
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
        happened.Commission = commission;
        happened.Execution = ExecutionId.FromNumber(++executions);

        if (order.OcaGroup != 0) ActOnGroup(slot, quantity);
        ArmChildren(slot);
    }

    void ActOnGroup(int slot, Quantity quantity)
    {
        var (group, id, type) = (orders[slot].OcaGroup, orders[slot].Id, orders[slot].OcaType);
        switch (type)
        {
            case OcaType.CancelWithBlock:
                for (var other = groups.First(group, except: id); other >= 0; other = groups.First(group, except: id)) End(other, VenueReason.OcaGroup);
                break;
            case OcaType.ReduceWithBlock:
                ReduceGroup(group, id, quantity);
                break;
            default:
                reductions.Add((group, id, quantity));
                break;
        }
    }

    void ReduceGroup(long group, long source, Quantity quantity)
    {
        for (var slot = groups.First(group); slot >= 0;)
        {
            var next = orders[slot].OcaNext;
            if (orders[slot].Id != source) Reduce(slot, Quantity.Max(orders[slot].Terms.Quantity - quantity, orders[slot].Filled), VenueReason.OcaGroup);
            slot = next;
        }
    }

    void Reduce(int slot, Quantity quantity, VenueReason reason)
    {
        ref var order = ref orders[slot];
        if (!order.IsLive) return;
        if (quantity == order.Filled)
        {
            End(slot, reason);
            return;
        }
        if (quantity == order.Terms.Quantity) return;
        order.Terms = order.Terms with { Quantity = quantity };
        order.Armed = Quantity.Min(order.Armed, quantity);
        Emit(slot, VenueEventKind.Reduced, reason);
    }

    /// <summary>The order ends without executing further; children of an order that never executed end with it.</summary>
    void End(int slot, VenueReason reason)
    {
        Leave(slot);
        Emit(slot, VenueEventKind.Cancelled, reason);
        var filled = orders[slot].Filled;
        var id = orders[slot].Id;
        for (var child = orders[slot].FirstChild; child >= 0;)
        {
            var next = orders[child].NextSibling;
            if (IsChildOf(child, slot, id) && orders[child].IsLive)
            {
                if (filled.IsZero) End(child, VenueReason.Parent);
                else if (orders[child].Phase != OrderPhase.Pending) Arm(child, orders[slot]);
            }
            child = next;
        }
    }

    void ArmChildren(int slot)
    {
        var id = orders[slot].Id;
        for (var child = orders[slot].FirstChild; child >= 0;)
        {
            var next = orders[child].NextSibling;
            if (IsChildOf(child, slot, id) && orders[child].Phase is OrderPhase.Held or OrderPhase.Working) Arm(child, orders[slot]);
            child = next;
        }
    }

    /// <summary>The parent has executed, or ended after a part.</summary>
    void Arm(int slot, in OrderSlot parent)
    {
        ref var order = ref orders[slot];
        if (!parent.IsLive && childArming != ChildArming.InFull && parent.Filled < parent.Terms.Quantity)
            Reduce(slot, Quantity.Max(Quantity.Min(order.Terms.Quantity, parent.Filled), order.Filled), VenueReason.Parent);
        if (!order.IsLive) return;
        var armed = ArmedBy(parent, order.Terms.Quantity);
        if (armed <= order.Armed) return;
        order.Armed = armed;
        if (order.Phase == OrderPhase.Held) Rest(slot);
        else TryExecute(slot, arrival: true);
    }

    Quantity ArmedBy(in OrderSlot parent, Quantity whole) => childArming switch
    {
        ChildArming.InFull => parent.Filled.IsZero ? Quantity.Zero : whole,
        ChildArming.WhenParentEnds => parent.IsLive ? Quantity.Zero : whole,
        // A parent that has ended frees its children whatever their size; what it did not execute they have lost by then.
        _ => parent.IsLive ? Quantity.Min(whole, parent.Filled) : whole,
    };

    /// <summary>The order ends: out of its market and group, its slot free after all that ended before.</summary>
    void Leave(int slot)
    {
        ref var order = ref orders[slot];
        if (order.Phase == OrderPhase.Working)
        {
            var symbol = order.Terms.Symbol;
            if (order.Previous < 0) first[symbol] = order.Next;
            else orders[order.Previous].Next = order.Next;
            if (order.Next < 0) last[symbol] = order.Previous;
            else orders[order.Next].Previous = order.Previous;
        }
        if (order.OcaGroup != 0) groups.Leave(slot);
        order.Phase = OrderPhase.Done;
        orders.Release(slot);
    }

    void AddToPass(ref int count, int slot)
    {
        if (count == pass.Length) Array.Resize(ref pass, count * 2);
        pass[count++] = (slot, orders[slot].Id);
    }

    /// <summary>Slots are used again, so a link counts only while both ends still belong together.</summary>
    bool IsChildOf(int child, int slot, long parent) => slot >= 0 && orders[slot].Id == parent && orders[child].Parent == parent;

    ref VenueEvent Emit(int slot, VenueEventKind kind, VenueReason reason = VenueReason.None)
    {
        ref var order = ref orders[slot];
        ref var happened = ref Events.Append();
        happened.Kind = kind;
        happened.Reason = reason;
        happened.Side = order.Terms.Side;
        happened.Symbol = order.Terms.Symbol;
        happened.Time = venue.Now;
        happened.Order = order.Id;
        happened.Quantity = order.Terms.Quantity;
        happened.Filled = order.Filled;
        happened.Remaining = order.Remaining;
        return ref happened;
    }

    void Refuse(int slot, long id, VenueEventKind kind, VenueReason reason)
    {
        if (slot >= 0)
        {
            Emit(slot, kind, reason);
            return;
        }
        ref var refused = ref Events.Append();
        refused.Kind = kind;
        refused.Reason = reason;
        refused.Symbol = -1;
        refused.Time = venue.Now;
        refused.Order = id;
    }

    VenueReason Check(in VenueOrder order, out int parent)
    {
        parent = -1;
        if (order.Id <= 0 || orders.Find(order.Id) >= 0) return VenueReason.InvalidId;
        if ((uint)order.Terms.Symbol >= (uint)first.Length) return VenueReason.InvalidSymbol;
        if (order.OcaGroup != 0 && order.OcaType is < OcaType.CancelWithBlock or > OcaType.ReduceWithoutBlock) return VenueReason.InvalidTerms;
        if (order.Parent != 0 && (parent = orders.Find(order.Parent)) < 0) return VenueReason.UnknownParent;
        return CheckTerms(order.Terms);
    }

    static VenueReason CheckTerms(in OrderTerms terms)
    {
        if (terms.Quantity <= Quantity.Zero) return VenueReason.InvalidQuantity;
        if (terms.Side is not (Side.Buy or Side.Sell) || terms.TimeInForce is not (TimeInForce.Day or TimeInForce.Gtc)) return VenueReason.InvalidTerms;
        return terms.Type switch
        {
            OrderType.Market => VenueReason.None,
            OrderType.Limit => terms.LimitPrice > Price.Zero ? VenueReason.None : VenueReason.InvalidPrice,
            OrderType.Stop => terms.StopPrice > Price.Zero ? VenueReason.None : VenueReason.InvalidPrice,
            _ => VenueReason.InvalidTerms,
        };
    }

    static VenueReason CheckChange(in OrderSlot order, in OrderTerms terms)
    {
        if (!order.IsLive) return VenueReason.AlreadyDone;
        if (terms.Symbol != order.Terms.Symbol || terms.Side != order.Terms.Side || terms.Type != order.Terms.Type) return VenueReason.InvalidTerms;
        return terms.Quantity <= order.Filled ? VenueReason.InvalidQuantity : CheckTerms(terms);
    }
}
