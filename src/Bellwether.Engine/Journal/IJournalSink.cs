namespace Bellwether.Engine;

/// <summary>
/// Where the engine's records go: files, or nowhere. A struct, so that the compiler specialises the engine for it. Appending never waits for a disk; what
/// must be durable before an effect is the driver's business, by sequence.
/// </summary>
public interface IJournalSink
{
    /// <summary>False: inputs are not encoded at all (a backtest records its data set instead).</summary>
    static abstract bool KeepsInputs { get; }

    /// <param name="kind">What the payload is.</param>
    /// <param name="sequence">Number of the record, from 1, without a gap.</param>
    /// <param name="time">Engine time, nanoseconds since the Unix epoch.</param>
    /// <param name="payload">Fixed binary layout of the kind; valid during the call.</param>
    void Append(RecordKind kind, long sequence, long time, ReadOnlySpan<byte> payload);
}

/// <summary>Keeps nothing. The engine's decision hash is kept all the same.</summary>
public readonly struct NoJournal : IJournalSink
{
    public static bool KeepsInputs => false;

    public void Append(RecordKind kind, long sequence, long time, ReadOnlySpan<byte> payload)
    {
    }
}
