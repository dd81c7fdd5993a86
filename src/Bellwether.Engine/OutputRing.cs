namespace Bellwether.Engine;

public enum OutputKind : byte
{
    /// <summary>Send the order as a new one. A parent comes right before its children.</summary>
    Place = 1,

    /// <summary>Ask the broker to cancel the order.</summary>
    Cancel = 2,

    /// <summary>Ask the broker for its open orders, executions and positions: something it said does not add up.</summary>
    RequestSnapshot = 3,

    /// <summary>Ask the broker to change the order's quantity to its <see cref="Orders.Order.PendingQuantity"/>.</summary>
    Modify = 4,
}

/// <summary>
/// One thing that the driver is to do. No byte of it may leave the process before the journal is durable up to <see cref="RecordSequence"/>.
/// </summary>
/// <param name="Order">Order number; 0 for a snapshot.</param>
/// <param name="IsLastOfGroup">For a placement: transmit it now, with all that came before it in its bracket.</param>
public readonly record struct Output(OutputKind Kind, long Order, bool IsLastOfGroup, long RecordSequence);

/// <summary>Outputs in order, until the driver takes them: after every input, so it stays short.</summary>
public sealed class OutputRing(int capacity)
{
    Output[] items = new Output[capacity];
    int head, count;

    public int Count => count;

    public void Add(in Output output)
    {
        if (count == items.Length) Grow();
        items[(head + count++) % items.Length] = output;
    }

    public bool TryTake(out Output output)
    {
        if (count == 0)
        {
            output = default;
            return false;
        }
        output = items[head];
        head = (head + 1) % items.Length;
        count--;
        return true;
    }

    // More outputs in one instant than symbols × 4: rare (a strategy that trades everything at once), so it may allocate.
    void Grow()
    {
        var larger = new Output[items.Length * 2];
        for (var i = 0; i < count; i++) larger[i] = items[(head + i) % items.Length];
        items = larger;
        head = 0;
    }
}
