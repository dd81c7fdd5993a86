using System.Buffers.Binary;
using System.Text;

namespace Bellwether.Indicators;

/// <summary>
/// What indicators know, with what it must not be taken for something else by: when it was, of which symbols in which order, of which definitions, and a checksum over it
/// all. Whoever restores it asks for history since then only; bars that are in it already are left out.
/// </summary>
public static class IndicatorCheckpoint
{
    /// <summary>"BWIC" and the version of the layout.</summary>
    const ulong Mark = 0x0000_0001_4349_5742;

    /// <summary>Mark, time, identity and checksum.</summary>
    const int HeaderLength = 4 * sizeof(long);

    /// <param name="graph">The indicators.</param>
    /// <param name="symbols">Tickers by symbol index.</param>
    /// <param name="time">Engine time: all bars that closed by then are in it, nanoseconds since the Unix epoch.</param>
    public static byte[] Write(IndicatorGraph graph, IReadOnlyList<string> symbols, long time)
    {
        var state = graph.Save();
        var bytes = new byte[HeaderLength + state.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), time);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), Identity(graph, symbols));
        state.CopyTo(bytes, HeaderLength);
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
        time = 0;
        if (checkpoint.Length < HeaderLength || BinaryPrimitives.ReadUInt64LittleEndian(checkpoint) != Mark)
            return "these bytes are no checkpoint of indicators, or one of another version; warm up from history instead";
        if (BinaryPrimitives.ReadUInt64LittleEndian(checkpoint[24..]) != Checksum(checkpoint)) return "the checkpoint of indicators is damaged; warm up from history instead";
        if (BinaryPrimitives.ReadUInt64LittleEndian(checkpoint[16..]) != Identity(graph, symbols))
            return "the checkpoint of indicators is of other symbols or of other definitions; warm up from history instead";
        try
        {
            graph.Restore(checkpoint[HeaderLength..]);
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
        time = BinaryPrimitives.ReadInt64LittleEndian(checkpoint[8..]);
        return null;
    }

    /// <summary>Symbols in their order, and definitions in whatever order.</summary>
    static ulong Identity(IndicatorGraph graph, IReadOnlyList<string> symbols) =>
        Hash(Start, Encoding.UTF8.GetBytes(string.Join('\n', symbols) + "\n\n" + string.Join('\n', graph.Series.Select(s => $"{s.Name} {s.SnapshotLength}").Order(StringComparer.Ordinal))));

    /// <summary>Over everything but itself.</summary>
    static ulong Checksum(ReadOnlySpan<byte> checkpoint) => Hash(Hash(Start, checkpoint[..24]), checkpoint[HeaderLength..]);

    const ulong Start = 14_695_981_039_346_656_037;

    /// <summary>FNV-1a (Glenn Fowler, Landon Curt Noll and Phong Vo, 1991), 64 bits.</summary>
    static ulong Hash(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes) hash = unchecked((hash ^ value) * 1_099_511_628_211);
        return hash;
    }
}
