using System.Numerics;
using Bellwether.Core;

namespace Bellwether.Engine;

/// <summary>
/// A ring of preallocated payloads: an input header carries an index into it. The driver puts a payload in just before it hands over the header; the ring
/// is as deep as inputs may wait.
/// </summary>
public sealed class PayloadSlab<T>(int capacity)
{
    readonly T[] items = new T[(int)BitOperations.RoundUpToPowerOf2((uint)capacity)];
    int next;

    public ref readonly T this[int index] => ref items[index];

    /// <summary>Stores a payload and returns its index.</summary>
    public int Put(in T item)
    {
        var index = next;
        items[index] = item;
        next = (next + 1) & (items.Length - 1);
        return index;
    }
}

/// <summary>Payloads of the inputs that are too large for their header.</summary>
public sealed class EngineInputs
{
    public PayloadSlab<BrokerReport> Reports { get; } = new(1024);

    public PayloadSlab<Quote> Quotes { get; } = new(1024);

    public PayloadSlab<Prediction> Predictions { get; } = new(1024);

    public PayloadSlab<BarRevision> Revisions { get; } = new(16);

    public PayloadSlab<CorporateEvent> CorporateActions { get; } = new(16);
}
