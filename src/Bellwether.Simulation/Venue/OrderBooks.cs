using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>
/// The venue's orders: their way from accepted to ended, the resting orders of each symbol, children, and groups. The venue asks it to act and decides about
/// prices; everything that happens becomes an event here.
/// </summary>
sealed partial class OrderBooks
{
    readonly SimulatedVenue venue;
    readonly IFeeModel fees;
    readonly IPartialFillModel partialFills;
    readonly ChildArming childArming;
    readonly bool extendedHours;
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
        extendedHours = options.ExtendedHours;
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
        added.Plain = order.Instructions.IsPlain;
        if (!added.Plain) added.Instructions = order.Instructions;
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
        Proceed(slot);
    }

    /// <summary>Shares to sell short were found for an order that waited for them.</summary>
    public void Release(long id)
    {
        var slot = orders.Find(id);
        if (slot < 0 || !orders[slot].IsLive || !orders[slot].Instructions.WaitsForRelease) return;
        orders[slot].Instructions = orders[slot].Instructions with { WaitsForRelease = false };
        if (orders[slot].Phase == OrderPhase.Held) Proceed(slot);
    }

    /// <summary>The time of a good-after-time order has come, unless a change has moved it.</summary>
    public void Awake(long id)
    {
        var slot = orders.Find(id);
        if (slot >= 0 && orders[slot].Phase == OrderPhase.Held && orders[slot].Instructions.GoodAfter <= venue.Now) Proceed(slot);
    }

    /// <summary>The time of a good-till-date order is over, unless a change has moved it.</summary>
    public void Expire(long id)
    {
        var slot = orders.Find(id);
        if (slot >= 0 && orders[slot].IsLive && orders[slot].Instructions is { TimeInForce: VenueTimeInForce.GoodTillDate } rule && rule.GoodTill <= venue.Now) End(slot, VenueReason.Expired);
    }

    /// <summary>To the market, or to the first thing it has to wait for.</summary>
    void Proceed(int slot)
    {
        ref var order = ref orders[slot];
        order.Phase = OrderPhase.Held;
        if (order.Parent != 0 && !IsChildOf(slot, order.ParentSlot, order.Parent))
        {
            End(slot, VenueReason.Parent);
            return;
        }
        if (!order.Plain && MustWait(order))
        {
            Emit(slot, VenueEventKind.Held, order.Instructions.WaitsForRelease ? VenueReason.Locate : VenueReason.GoodAfter);
            return;
        }
        if (!order.Armed.IsZero)
        {
            Rest(slot);
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

    public void Modify(long id, in OrderTerms terms, in VenueInstructions instructions)
    {
        var slot = orders.Find(id);
        var refusal = slot < 0 ? VenueReason.UnknownOrder : CheckChange(orders[slot], terms, instructions);
        if (refusal != VenueReason.None)
        {
            Refuse(slot, id, VenueEventKind.ModifyRejected, refusal);
            return;
        }
        ref var order = ref orders[slot];
        Adopt(ref order, terms, instructions);
        if (order.Parent == 0) order.Armed = terms.Quantity;
        else if (order.Phase == OrderPhase.Working)
            order.Armed = IsChildOf(slot, order.ParentSlot, order.Parent) ? ArmedBy(orders[order.ParentSlot], order) : terms.Quantity;
        Emit(slot, VenueEventKind.Modified, VenueReason.Requested);
        if (order.Phase == OrderPhase.Working) TryExecute(slot, arrival: true);
        else if (order.Phase == OrderPhase.Held && !order.Plain) Awake(id);
    }

    /// <summary>A trailing stop goes on from where it is, unless its distance or its start is changed.</summary>
    static void Adopt(ref OrderSlot order, in OrderTerms terms, in VenueInstructions instructions)
    {
        var (before, stop) = (order.Instructions, order.Terms.StopPrice);
        order.Terms = terms;
        order.Instructions = instructions with { WaitsForRelease = before.WaitsForRelease };
        order.Plain = order.Instructions.IsPlain;
        if (instructions.IsTrailing && terms.StopPrice.Micros == 0 && instructions.Trail == before.Trail && instructions.TrailPercent == before.TrailPercent)
            order.Terms = terms with { StopPrice = stop };
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
            if (orders[slot].Id != source)
            {
                // Also of the shares that a parent has freed so far: this group has closed them already.
                orders[slot].LostToGroup += quantity;
                orders[slot].Armed = Quantity.Max(orders[slot].Armed - quantity, orders[slot].Filled);
                Reduce(slot, Quantity.Max(orders[slot].Terms.Quantity - quantity, orders[slot].Filled), VenueReason.OcaGroup);
            }
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
        if (!order.Plain && order.Phase == OrderPhase.Working && order.Instructions.IsForAuction) auctionOrders--;
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
}
