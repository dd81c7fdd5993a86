using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Bellwether.Indicators;

/// <summary>
/// What indicators know, and what others remember beside them, with what it must not be taken for something else by: when it was, of which symbols in which order, of which
/// definitions, and a checksum over it all. Whoever restores it asks for history since then only; bars that are in it already are left out.
/// </summary>
public static class IndicatorCheckpoint
{
    /// <summary>"BWIC" and the version of the layout.</summary>
    const ulong Mark = 0x0000_0002_4349_5742;

    /// <summary>Mark, time, identity, checksum, and the length of the indicators' part.</summary>
    const int HeaderLength = 5 * sizeof(long);

    /// <param name="graph">The indicators.</param>
    /// <param name="symbols">Tickers by symbol index.</param>
    /// <param name="time">Engine time: all bars that closed by then are in it, nanoseconds since the Unix epoch.</param>
    /// <param name="about">Whatever else gives the bytes their meaning, such as the texts of rules: a checkpoint about something else is refused.</param>
    /// <param name="beside">What is remembered besides the indicators.</param>
    public static byte[] Write(IndicatorGraph graph, IReadOnlyList<string> symbols, long time, string about = "", ReadOnlySpan<byte> beside = default)
    {
        var length = graph.SnapshotLength;
        var bytes = new byte[checked(HeaderLength + length + beside.Length)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), time);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), Identity(graph, symbols, about));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), length);
        graph.SaveTo(bytes.AsSpan(HeaderLength, length));
        beside.CopyTo(bytes.AsSpan(HeaderLength + length));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), Checksum(bytes));
        return bytes;
    }

    /// <summary>Takes a checkpoint back, whole or not at all.</summary>
    /// <param name="graph">Indicators with the definitions of the run.</param>
    /// <param name="symbols">Tickers by symbol index.</param>
    /// <param name="checkpoint">What <see cref="Write"/> gave.</param>
    /// <param name="time">When it was written; 0 when it is refused.</param>
    /// <returns>Why it cannot be used, for a person; null when it was taken. The graph is unchanged when it was not.</returns>
    public static string? Restore(IndicatorGraph graph, IReadOnlyList<string> symbols, ReadOnlySpan<byte> checkpoint, out long time)
    {
        if (Open(graph, symbols, checkpoint, "", out time, out var state, out _) is { } refusal) return refusal;
        try
        {
            graph.Restore(state);
            return null;
        }
        catch (FormatException problem)
        {
            time = 0;
            return problem.Message;
        }
    }

    /// <summary>Looks whether a checkpoint is whole and of these indicators, and takes it apart.</summary>
    /// <param name="graph">Indicators with the definitions of the run; they are not changed.</param>
    /// <param name="symbols">Tickers by symbol index.</param>
    /// <param name="checkpoint">What <see cref="Write"/> gave.</param>
    /// <param name="about">What it must be about.</param>
    /// <param name="time">When it was written; 0 when it is refused.</param>
    /// <param name="state">What <see cref="IndicatorGraph.Restore"/> takes; empty when it is refused.</param>
    /// <param name="beside">What is remembered besides the indicators; empty when it is refused.</param>
    /// <returns>Why it cannot be used, for a person; null when it can.</returns>
    public static string? Open(IndicatorGraph graph, IReadOnlyList<string> symbols, ReadOnlySpan<byte> checkpoint, string about, out long time, out ReadOnlySpan<byte> state, out ReadOnlySpan<byte> beside)
    {
        time = 0;
        state = beside = default;
        if (checkpoint.Length < HeaderLength || BinaryPrimitives.ReadUInt64LittleEndian(checkpoint) != Mark) return "these bytes are no checkpoint of indicators, or one of another version";
        if (BinaryPrimitives.ReadUInt64LittleEndian(checkpoint[24..]) != Checksum(checkpoint)) return "the checkpoint of indicators is damaged";
        if (BinaryPrimitives.ReadUInt64LittleEndian(checkpoint[16..]) != Identity(graph, symbols, about)) return "the checkpoint of indicators is of other symbols or of other definitions";
        time = BinaryPrimitives.ReadInt64LittleEndian(checkpoint[8..]);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(checkpoint[32..]);
        state = checkpoint.Slice(HeaderLength, length);
        beside = checkpoint[(HeaderLength + length)..];
        return null;
    }

    /// <summary>Symbols in their order, definitions in whatever order, and what it is about.</summary>
    static ulong Identity(IndicatorGraph graph, IReadOnlyList<string> symbols, string about) => Hash(Start, Encoding.UTF8.GetBytes(
        string.Join('\n', symbols) + "\n\n" + string.Join('\n', graph.Series.Select(s => $"{s.Name} {s.SnapshotLength}").Order(StringComparer.Ordinal)) + "\n\n" + about));

    /// <summary>Over everything but itself.</summary>
    static ulong Checksum(ReadOnlySpan<byte> checkpoint) => Hash(Hash(Start, checkpoint[..24]), checkpoint[32..]);

    const ulong Start = 14_695_981_039_346_656_037;

    /// <summary>
    /// After FNV-1a (Glenn Fowler, Landon Curt Noll and Phong Vo, 1991), over the length and words of eight bytes, each turned so that its highest bits count as well. A step can
    /// be undone: a change within one word always shows.
    /// </summary>
    static ulong Hash(ulong hash, ReadOnlySpan<byte> bytes)
    {
        hash = Mixed(hash, (ulong)bytes.Length);
        for (; bytes.Length >= 8; bytes = bytes[8..]) hash = Mixed(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes) hash = Mixed(hash, value);
        return hash;
    }

    static ulong Mixed(ulong hash, ulong word) => unchecked(BitOperations.RotateLeft(hash ^ word, 29) * 1_099_511_628_211);
}
