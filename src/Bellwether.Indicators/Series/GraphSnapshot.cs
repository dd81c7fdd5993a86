using System.Buffers.Binary;
using System.Text;

namespace Bellwether.Indicators;

/// <summary>
/// The bytes of a graph: a mark, the number of symbols and parts, then for each part its name, the length for one symbol and the bytes of all symbols. Parts are found by
/// name, so that rules may have changed in between.
/// </summary>
static class GraphSnapshot
{
    /// <summary>"BWIG" and the version of the layout.</summary>
    const ulong Mark = 0x0000_0001_4749_5742;

    /// <summary>The part that holds the time of each symbol's latest bar.</summary>
    const string Seam = "latest";

    public static byte[] Save(int symbolCount, SeamGuard seam, List<IndicatorSeries> series, LongerBars[] bars)
    {
        var bytes = new List<byte>();
        Number(bytes, Mark);
        Number(bytes, (ulong)symbolCount);
        Number(bytes, (ulong)(1 + series.Count + bars.Length));
        Part(Seam, sizeof(long), (symbol, target) => BinaryPrimitives.WriteInt64LittleEndian(target, seam.Latest(symbol)));
        foreach (var s in series) Part(s.Name, s.SnapshotLength, s.Save);
        foreach (var b in bars) Part(b.Length.Suffix, LongerBars.SnapshotLength, b.Save);
        return [.. bytes];

        void Part(string name, int length, Writer write)
        {
            var text = Encoding.UTF8.GetBytes(name);
            Number(bytes, (ulong)text.Length);
            bytes.AddRange(text);
            Number(bytes, (ulong)length);
            var one = new byte[length];
            for (var symbol = 0; symbol < symbolCount; symbol++)
            {
                write(symbol, one);
                bytes.AddRange(one);
            }
        }
    }

    delegate void Writer(int symbol, Span<byte> target);

    public static IReadOnlyList<IndicatorSeries> Restore(ReadOnlySpan<byte> snapshot, int symbolCount, SeamGuard seam, List<IndicatorSeries> series, LongerBars[] bars)
    {
        var at = 0;
        if (Number(snapshot, ref at) != Mark) throw new FormatException("these bytes are no snapshot of indicators, or one of another version: expected what Save wrote; warm up from history instead");
        var symbols = Number(snapshot, ref at);
        if (symbols != (ulong)symbolCount) throw new FormatException($"the snapshot is of {symbols} symbols, and this run has {symbolCount}: expected the same symbols; warm up from history instead");
        var parts = new Dictionary<string, (int Length, int Start)>(StringComparer.Ordinal);
        for (var left = Number(snapshot, ref at); left > 0; left--)
        {
            var name = Encoding.UTF8.GetString(Take(snapshot, ref at, Number(snapshot, ref at)));
            var length = (int)Number(snapshot, ref at);
            parts[name] = (length, at);
            Take(snapshot, ref at, (ulong)length * symbols);
        }
        var missing = series.Where(s => !parts.ContainsKey(s.Name)).ToList();
        foreach (var s in series)
            if (parts.TryGetValue(s.Name, out var part) && part.Length != s.SnapshotLength)
                throw new FormatException($"the snapshot keeps {part.Length} bytes of {s.Name}, and {s.SnapshotLength} are expected: it is of another version; warm up from history instead");
        foreach (var s in series)
            if (parts.TryGetValue(s.Name, out var part))
                for (var symbol = 0; symbol < symbolCount; symbol++) s.Restore(symbol, snapshot.Slice(part.Start + (symbol * part.Length), part.Length));
        if (parts.TryGetValue(Seam, out var latest))
            for (var symbol = 0; symbol < symbolCount; symbol++) seam.Latest(symbol) = BinaryPrimitives.ReadInt64LittleEndian(snapshot.Slice(latest.Start + (symbol * sizeof(long)), sizeof(long)));
        foreach (var b in bars)
            if (parts.TryGetValue(b.Length.Suffix, out var part))
                for (var symbol = 0; symbol < symbolCount; symbol++) b.Restore(symbol, snapshot.Slice(part.Start + (symbol * part.Length), part.Length));
        return missing;
    }

    static void Number(List<byte> bytes, ulong value)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(eight, value);
        bytes.AddRange(eight);
    }

    static ulong Number(ReadOnlySpan<byte> snapshot, ref int at) => BinaryPrimitives.ReadUInt64LittleEndian(Take(snapshot, ref at, 8));

    static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> snapshot, ref int at, ulong length)
    {
        if (length > (ulong)(snapshot.Length - at)) throw new FormatException("the snapshot of indicators ends too early: it was cut off; warm up from history instead");
        var start = at;
        at += (int)length;
        return snapshot.Slice(start, (int)length);
    }
}
