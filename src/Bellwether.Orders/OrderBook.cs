using Bellwether.Core;

namespace Bellwether.Orders;

/// <summary>Counts of a run. Bracket children count like any order.</summary>
public readonly record struct OrderCounts(long Submitted, long Filled, long Cancelled, long Rejected);

/// <summary>
/// All orders of one account, in a preallocated slab: the slot of an order is its number modulo the capacity, so a number finds its order in one step, and
/// a closed order stays readable until its slot is needed again. Live orders are also kept in a dense list, and what entries could still add to each side
/// of a symbol is kept up to date.
/// </summary>
public sealed class OrderBook
{
    readonly Order[] slab;
    readonly long mask;
    readonly int[] liveSlots;
    readonly int[] liveAt;
    readonly SymbolExposure[] exposures;
    long lastNumber;
    long filled, cancelled, rejected;

    /// <param name="symbolCount">Symbols of the run.</param>
    /// <param name="capacity">Slots (at least 64); rounded up to a power of two. At most half of them can be live at once.</param>
    public OrderBook(int symbolCount, int capacity = 1 << 14)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 64));
        slab = new Order[size];
        mask = size - 1;
        liveSlots = new int[size];
        liveAt = new int[size];
        exposures = new SymbolExposure[symbolCount];
    }

    /// <summary>What working entries of one symbol could still add, by side, how many they are, what exits under way could still take, and how many live
    /// orders protect it.</summary>
    public struct SymbolExposure
    {
        public Quantity Buy;
        public Quantity Sell;
        public Quantity Exit;
        public int Entries;
        public int Protective;
    }

    public OrderCounts Counts => new(Submitted, filled, cancelled, rejected);

    /// <summary>Orders created so far.</summary>
    public long Submitted { get; private set; }

    public int LiveCount { get; private set; }

    /// <summary>Value that working entries could still add, at the prices of their verdicts.</summary>
    public Money EntryValue { get; private set; }

    /// <summary>Symbols that have a working entry.</summary>
    public int SymbolsWithEntries { get; private set; }

    /// <summary>Highest order number given out.</summary>
    public long LastNumber => lastNumber;

    /// <summary>Orders that the book has room for.</summary>
    public int Capacity => slab.Length;

    /// <summary>The number that the next order will get.</summary>
    public long NextNumber
    {
        get
        {
            var number = lastNumber;
            do number++; while (slab[number & mask].IsLive);
            return number;
        }
    }

    public ref readonly SymbolExposure Exposure(int symbol) => ref exposures[symbol];

    /// <summary>The live order at a place of the dense list, 0 ≤ <paramref name="index"/> &lt; <see cref="LiveCount"/>. Closing an order moves the last one into its place.</summary>
    public ref readonly Order Live(int index) => ref slab[liveSlots[index]];

    /// <summary>True while the order of that number is in the slab, live or closed.</summary>
    public bool Contains(long number) => number > 0 && slab[number & mask].Number == number;

    /// <exception cref="KeyNotFoundException">No such order in the slab.</exception>
    public ref readonly Order this[long number] => ref Find(number);

    /// <summary>Enters an approved order and gives it its number.</summary>
    /// <exception cref="InvalidOperationException">The order carries no verdict, or the slab is full of live orders.</exception>
    public long Create(in ApprovedOrder approved, in OrderLinks links, long time)
    {
        if (approved.Verdict == 0) throw new InvalidOperationException("an order needs the verdict of the risk gate: this one carries none");
        if (LiveCount > slab.Length / 2) throw new InvalidOperationException($"more than {slab.Length / 2} live orders");
        lastNumber = NextNumber;
        var slot = (int)(lastNumber & mask);
        slab[slot] = new Order
        {
            Number = lastNumber,
            Verdict = approved.Verdict,
            Role = approved.Role,
            Terms = approved.Terms,
            Reference = approved.Reference,
            Links = links,
            Stage = OrderStage.Created,
            CreatedAt = time,
            UpdatedAt = time,
        };
        Enlist(ref slab[slot]);
        Submitted++;
        AddExposure(slab[slot], Quantity.Zero, slab[slot].Open, 1);
        return lastNumber;
    }

    /// <summary>Folds a report about an order in; see <see cref="OrderFold"/>.</summary>
    public FoldEffect Apply(long number, in BrokerReport report, long time)
    {
        ref var order = ref Find(number);
        var (stage, open) = (order.Stage, order.Open);
        return Settle(ref order, stage, open, OrderFold.Apply(ref order, report, time));
    }

    /// <summary>Folds an execution in: <paramref name="filledChange"/> shares more (or fewer, by a correction).</summary>
    public FoldEffect ApplyExecution(long number, Quantity filledChange, Money valueChange, long time)
    {
        ref var order = ref Find(number);
        var (stage, open) = (order.Stage, order.Open);
        return Settle(ref order, stage, open, OrderFold.ApplyExecution(ref order, filledChange, valueChange, time));
    }

    /// <summary>Folds an absence from a complete snapshot in.</summary>
    public FoldEffect ApplyAbsence(long number, long snapshotBegan, long time, long apart)
    {
        ref var order = ref Find(number);
        var (stage, open) = (order.Stage, order.Open);
        return Settle(ref order, stage, open, OrderFold.Absent(ref order, snapshotBegan, time, apart));
    }

    /// <summary>Puts the broker's view of one order in doubt.</summary>
    public bool Unconfirm(long number, Uncertainty why, long time) => OrderFold.Unconfirm(ref Find(number), why, time);

    /// <summary>Notes that the order was asked to be cancelled. False when it is closed or a cancel is under way.</summary>
    public bool RequestCancel(long number, long time)
    {
        ref var order = ref slab[number & mask];
        if (order.Number != number || !order.IsLive || order.Pending == PendingChange.Cancel) return false;
        order.Pending = PendingChange.Cancel;
        order.PendingSince = time;
        order.UpdatedAt = time;
        return true;
    }

    /// <summary>
    /// Notes that the order was asked to have another quantity in all. False when it does not live at the broker for certain, or another change is under way.
    /// </summary>
    public bool RequestModify(long number, Quantity quantity, long time)
    {
        ref var order = ref slab[number & mask];
        if (order.Number != number || order.Stage is not (OrderStage.Held or OrderStage.Working)) return false;
        if (order.Pending != PendingChange.None || order.Uncertainty != Uncertainty.None || quantity <= order.Filled) return false;
        order.Pending = PendingChange.Modify;
        order.PendingQuantity = quantity;
        order.PendingSince = time;
        order.UpdatedAt = time;
        return true;
    }

    /// <summary>
    /// Counts an order that is not of this book for the limits, like an entry: what it could add to a side changed by that many shares, and its value by that
    /// much.
    /// </summary>
    public void CountExternal(int symbol, Side side, Quantity open, Money value)
    {
        ref var exposure = ref exposures[symbol];
        if (side == Side.Buy) exposure.Buy += open;
        else exposure.Sell += open;
        EntryValue += value;
    }

    /// <summary>
    /// Puts an order of an earlier run back, or what is known of it now in the place of what was known before. Its number is taken, so that new ones are higher.
    /// </summary>
    /// <exception cref="InvalidOperationException">Its place is taken by another living order.</exception>
    public void Restore(in Order order)
    {
        ref var slot = ref slab[order.Number & mask];
        if (slot.Number == order.Number)
        {
            var (stage, open) = (slot.Stage, slot.Open);
            slot = order;
            Settle(ref slot, stage, open, FoldEffect.None);
            return;
        }
        if (slot.IsLive) throw new InvalidOperationException($"order {order.Number} and the living order {slot.Number} share a place: the book of {slab.Length} orders is too small for the earlier run");
        slot = order;
        lastNumber = Math.Max(lastNumber, order.Number);
        Submitted++;
        Count(order.Stage, 1);
        if (!order.IsLive) return;
        Enlist(ref slot);
        AddExposure(slot, Quantity.Zero, slot.Open, 1);
    }

    /// <summary>That number was given to an order that is not in this book: none is given twice.</summary>
    public void Burn(long number) => lastNumber = Math.Max(lastNumber, number);

    /// <summary>Counts orders of an earlier run that are not in this book any more.</summary>
    public void RestoreCounts(in OrderCounts counts) => (Submitted, filled, cancelled, rejected) = counts;

    FoldEffect Settle(ref Order order, OrderStage stageBefore, Quantity openBefore, FoldEffect effect)
    {
        var wasLive = stageBefore.IsLive();
        var entries = wasLive == order.IsLive ? 0 : order.IsLive ? 1 : -1;
        if (openBefore != order.Open || entries != 0) AddExposure(order, openBefore, order.Open, entries);
        if (entries < 0) Remove(ref order);
        else if (entries > 0) Enlist(ref order);
        if (stageBefore != order.Stage)
        {
            Count(stageBefore, -1);
            Count(order.Stage, 1);
        }
        return effect;
    }

    void AddExposure(in Order order, Quantity openBefore, Quantity openNow, int entries)
    {
        var open = openNow - openBefore;
        ref var exposure = ref exposures[order.Terms.Symbol];
        if (order.Role == OrderRole.Exit) exposure.Exit += open;
        if (order.Role is OrderRole.Stop or OrderRole.Target) exposure.Protective += entries;
        if (order.Role != OrderRole.Entry) return;
        if (order.Terms.Side == Side.Buy) exposure.Buy += open;
        else exposure.Sell += open;
        // Value by value, not the value of the difference: each is rounded alike, so that what was added is what is taken away.
        EntryValue += (order.Reference * openNow) - (order.Reference * openBefore);
        var before = exposure.Entries;
        exposure.Entries += entries;
        if (before == 0 && exposure.Entries > 0) SymbolsWithEntries++;
        else if (before > 0 && exposure.Entries == 0) SymbolsWithEntries--;
    }

    ref Order Find(long number)
    {
        ref var order = ref slab[number & mask];
        if (order.Number != number || number == 0) throw new KeyNotFoundException($"no order {number}");
        return ref order;
    }

    void Enlist(ref Order order)
    {
        var slot = (int)(order.Number & mask);
        liveAt[slot] = LiveCount;
        liveSlots[LiveCount++] = slot;
    }

    void Remove(ref Order order)
    {
        var slot = (int)(order.Number & mask);
        var at = liveAt[slot];
        var last = liveSlots[--LiveCount];
        liveSlots[at] = last;
        liveAt[last] = at;
    }

    void Count(OrderStage stage, int by)
    {
        switch (stage)
        {
            case OrderStage.Filled: filled += by; break;
            case OrderStage.Cancelled or OrderStage.Expired: cancelled += by; break;
            case OrderStage.Rejected or OrderStage.NeverArrived: rejected += by; break;
        }
    }
}
