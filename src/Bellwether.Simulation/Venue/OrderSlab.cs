using System.Numerics;
using Bellwether.Core;

namespace Bellwether.Simulation;

enum OrderPhase : byte
{
    /// <summary>Sent, not yet effective.</summary>
    Pending,

    /// <summary>Waits for its parent.</summary>
    Held,

    /// <summary>In the market of its symbol.</summary>
    Working,

    Done,
}

/// <summary>One order in its slot. Links are slot numbers, -1 for none.</summary>
struct OrderSlot
{
    public long Id;
    public OrderTerms Terms;
    public VenueInstructions Instructions;
    public long Parent;
    public long OcaGroup;
    public Quantity Filled;

    /// <summary>Shares that may execute in total; below the order's quantity only while a parent is not complete.</summary>
    public Quantity Armed;

    /// <summary>Shares by which executions of its group reduced it.</summary>
    public Quantity LostToGroup;

    /// <summary>Value of the executions.</summary>
    public Money Value;

    /// <summary>Commission charged so far.</summary>
    public Money Charged;

    public OrderPhase Phase;
    public OcaType OcaType;
    public bool Triggered;

    /// <summary>There are no instructions beyond the terms.</summary>
    public bool Plain;

    /// <summary>Changes of the market in a row that reached the stop price, for the methods that ask for two.</summary>
    public byte Touches;

    /// <summary>Sessions opened when the order reached the market: an order for the opening takes part in the next one.</summary>
    public int Sessions;

    /// <summary>A working event was sent.</summary>
    public bool Announced;

    public int ParentSlot;
    public int FirstChild;
    public int NextSibling;
    public int Previous;
    public int Next;
    public int OcaPrevious;
    public int OcaNext;
    public int HashNext;
    public int FreeNext;

    public readonly Quantity Remaining => Phase == OrderPhase.Done ? Quantity.Zero : Terms.Quantity - Filled;

    public readonly bool IsLive => Phase != OrderPhase.Done;

    /// <summary>The trigger is looked for by the venue; the fill model only knows the one of plain stops.</summary>
    public readonly bool WaitsForTrigger => !Triggered && (Instructions.Kind is VenueOrderKind.StopLimit or VenueOrderKind.TrailingStopLimit or VenueOrderKind.MarketIfTouched or VenueOrderKind.LimitIfTouched
        || (Terms.Type == OrderType.Stop && Instructions.Trigger != TriggerMethod.Default));

    /// <summary>The terms as the market sees them: a triggered stop limit is a limit order.</summary>
    public readonly OrderTerms WorkingTerms =>
        Triggered && Instructions.Kind is VenueOrderKind.StopLimit or VenueOrderKind.TrailingStopLimit ? Terms with { Type = OrderType.Limit } : Terms;
}

/// <summary>
/// Orders in an array with stable slots, found by id. Ended orders are remembered until their slot is needed again, oldest first: at least half the capacity of
/// them.
/// </summary>
sealed class OrderSlab
{
    OrderSlot[] slots;
    int[] buckets;
    int freeHead;
    int freeTail;
    int freeCount;

    public OrderSlab(int capacity)
    {
        if (capacity < 16 || !BitOperations.IsPow2(capacity))
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "the capacity of a venue is a power of two of at least 16");
        slots = new OrderSlot[capacity];
        buckets = NewBuckets(capacity);
        freeHead = freeTail = -1;
        AddFree(0);
    }

    public int Capacity => slots.Length;

    public ref OrderSlot this[int slot] => ref slots[slot];

    /// <summary>The slot of a live or remembered order, or -1.</summary>
    public int Find(long id)
    {
        var slot = buckets[Bucket(id)] - 1;
        while (slot >= 0 && slots[slot].Id != id) slot = slots[slot].HashNext - 1;
        return slot;
    }

    /// <summary>A cleared slot for a new id. References into the slab are invalid afterwards.</summary>
    public int Add(long id)
    {
        if (freeCount <= slots.Length / 2) Grow();
        var slot = freeHead;
        freeHead = slots[slot].FreeNext;
        freeCount--;
        if (slots[slot].Id != 0) Forget(slot);

        ref var order = ref slots[slot];
        order = default;
        order.Id = id;
        order.ParentSlot = order.FirstChild = order.NextSibling = order.Previous = order.Next = order.OcaPrevious = order.OcaNext = -1;
        ref var bucket = ref buckets[Bucket(id)];
        order.HashNext = bucket;
        bucket = slot + 1;
        return slot;
    }

    /// <summary>The order has ended; its slot may be used again, after all that ended before it.</summary>
    public void Release(int slot)
    {
        slots[slot].FreeNext = -1;
        if (freeCount == 0) freeHead = slot;
        else slots[freeTail].FreeNext = slot;
        freeTail = slot;
        freeCount++;
    }

    /// <summary>Links a child behind its parent's other children.</summary>
    public void AddChild(int parent, int child)
    {
        ref var link = ref slots[parent].FirstChild;
        while (link >= 0) link = ref slots[link].NextSibling;
        link = child;
    }

    /// <summary>Takes an ended order out of the id index and out of its parent's children, before its slot is used again.</summary>
    void Forget(int slot)
    {
        var (parent, parentSlot) = (slots[slot].Parent, slots[slot].ParentSlot);
        if (parent != 0 && slots[parentSlot].Id == parent)
        {
            ref var child = ref slots[parentSlot].FirstChild;
            while (child >= 0 && child != slot) child = ref slots[child].NextSibling;
            if (child == slot) child = slots[slot].NextSibling;
        }
        ref var link = ref buckets[Bucket(slots[slot].Id)];
        while (link != slot + 1) link = ref slots[link - 1].HashNext;
        link = slots[slot].HashNext;
    }

    void Grow()
    {
        var old = slots.Length;
        Array.Resize(ref slots, checked(old * 2));
        buckets = NewBuckets(slots.Length);
        for (var i = 0; i < old; i++)
        {
            if (slots[i].Id == 0) continue;
            ref var bucket = ref buckets[Bucket(slots[i].Id)];
            slots[i].HashNext = bucket;
            bucket = i + 1;
        }
        AddFree(old);
    }

    /// <summary>Slots from <paramref name="first"/> on are new and free.</summary>
    void AddFree(int first)
    {
        for (var i = first; i < slots.Length; i++)
        {
            slots[i].Phase = OrderPhase.Done;
            Release(i);
        }
    }

    int Bucket(long id) => (int)(id ^ (id >> 32)) & (buckets.Length - 1);

    static int[] NewBuckets(int capacity) => new int[capacity * 2];
}
