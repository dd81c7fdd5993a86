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

    /// <summary>Bytes of <see cref="Save"/>.</summary>
    public static int Length(int symbolCount, List<IndicatorSeries> series, LongerBars[] bars)
    {
        var length = 3 * sizeof(ulong) + Part(Seam, sizeof(long));
        foreach (var s in series) length = checked(length + Part(s.Name, s.SnapshotLength));
        foreach (var b in bars) length = checked(length + Part(b.Length.Suffix, LongerBars.SnapshotLength));
        return length;

        int Part(string name, int one) => checked((2 * sizeof(ulong)) + Encoding.UTF8.GetByteCount(name) + (symbolCount * one));
    }

    public static void Save(Span<byte> target, int symbolCount, SeamGuard seam, List<IndicatorSeries> series, LongerBars[] bars)
    {
        var at = 0;
        Number(target, ref at, Mark);
        Number(target, ref at, (ulong)symbolCount);
        Number(target, ref at, (ulong)(1 + series.Count + bars.Length));
        var latest = Part(target, ref at, Seam, sizeof(long), symbolCount);
        for (var symbol = 0; symbol < symbolCount; symbol++) BinaryPrimitives.WriteInt64LittleEndian(latest[(symbol * sizeof(long))..], seam.Latest(symbol));
        foreach (var s in series)
        {
            var part = Part(target, ref at, s.Name, s.SnapshotLength, symbolCount);
            for (var symbol = 0; symbol < symbolCount; symbol++) s.Save(symbol, part.Slice(symbol * s.SnapshotLength, s.SnapshotLength));
        }
        foreach (var b in bars)
        {
            var part = Part(target, ref at, b.Length.Suffix, LongerBars.SnapshotLength, symbolCount);
            for (var symbol = 0; symbol < symbolCount; symbol++) b.Save(symbol, part.Slice(symbol * LongerBars.SnapshotLength, LongerBars.SnapshotLength));
        }
    }

    /// <summary>Writes the head of a part.</summary>
    /// <returns>Where the bytes of its symbols go.</returns>
    static Span<byte> Part(Span<byte> target, ref int at, string name, int one, int symbolCount)
    {
        var length = Encoding.UTF8.GetByteCount(name);
        Number(target, ref at, (ulong)length);
        at += Encoding.UTF8.GetBytes(name, target[at..]);
        Number(target, ref at, (ulong)one);
        var part = target.Slice(at, symbolCount * one);
        at += part.Length;
        return part;
    }

    public static IReadOnlyList<IndicatorSeries> Restore(ReadOnlySpan<byte> snapshot, int symbolCount, ReadOnlySpan<bool> leftOut, SeamGuard seam, List<IndicatorSeries> series, LongerBars[] bars)
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
        parts.TryGetValue(Seam, out var latest);
        for (var symbol = 0; symbol < symbolCount; symbol++)
        {
            if (!leftOut.IsEmpty && leftOut[symbol]) continue;
            if (latest.Length > 0) seam.Latest(symbol) = BinaryPrimitives.ReadInt64LittleEndian(snapshot.Slice(latest.Start + (symbol * sizeof(long)), sizeof(long)));
            foreach (var s in series)
                if (parts.TryGetValue(s.Name, out var part)) s.Restore(symbol, snapshot.Slice(part.Start + (symbol * part.Length), part.Length));
            foreach (var b in bars)
                if (parts.TryGetValue(b.Length.Suffix, out var part)) b.Restore(symbol, snapshot.Slice(part.Start + (symbol * part.Length), part.Length));
        }
        return missing;
    }

    static void Number(Span<byte> target, ref int at, ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(target[at..], value);
        at += sizeof(ulong);
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
