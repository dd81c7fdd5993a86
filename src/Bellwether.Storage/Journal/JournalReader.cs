using System.Buffers.Binary;
using Bellwether.Engine;

namespace Bellwether.Storage;

/// <summary>One record as it lies in the file.</summary>
/// <param name="Offset">Byte offset in its segment.</param>
public sealed record JournalEntry(RecordKind Kind, long Sequence, long Time, byte[] Payload, long Offset);

/// <summary>Reads a segment and checks every byte of it, a record at a time, however long it is.</summary>
public sealed class JournalReader
{
    public const string Extension = ".bwj";

    /// <summary>What a damaged record is followed by is searched for good records this far.</summary>
    const int LongestSearch = 1 << 28;

    readonly Func<Stream> open;
    byte[] buffer = new byte[4096];

    JournalReader(string path, Func<Stream> open)
    {
        Path = path;
        this.open = open;
        Header = null!;
    }

    public string Path { get; }

    public JournalHeader Header { get; private set; }

    /// <summary>
    /// After the last entry: where a record that was never completely written begins (the machine stopped while writing it), or null. Nothing valid follows
    /// it.
    /// </summary>
    public long? TornTail { get; private set; }

    /// <summary>The segment files of a folder, oldest first.</summary>
    public static IReadOnlyList<string> Segments(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "segment-*" + Extension).Order(StringComparer.Ordinal)] : [];

    /// <summary>A segment file as given, or all segments of a folder.</summary>
    /// <exception cref="FileNotFoundException">Neither a file nor a folder with segments.</exception>
    public static IReadOnlyList<string> Resolve(string path)
    {
        if (File.Exists(path)) return [path];
        var segments = Segments(path);
        if (segments.Count > 0) return segments;
        throw new FileNotFoundException(Directory.Exists(path)
            ? $"{path}: no journal segment (segment-*{Extension}) in this folder"
            : $"{path}: no such file or folder; give a journal folder or one of its segment files", path);
    }

    /// <exception cref="JournalFormatException">Not a journal, or of a version that this program does not read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static JournalReader Open(string path) => Of(path, FileOf(path)) ?? throw new JournalFormatException($"{path}: the first record is not a header");

    /// <summary>A segment in memory.</summary>
    /// <param name="path">Its name in messages.</param>
    /// <param name="bytes">The segment.</param>
    /// <exception cref="JournalFormatException">Not a journal, or of a version that this program does not read.</exception>
    public static JournalReader Open(string path, byte[] bytes) =>
        Of(path, () => new MemoryStream(bytes, writable: false)) ?? throw new JournalFormatException($"{path}: {(bytes.Length < JournalFormat.Magic.Length ? "not a Bellwether journal" : "the first record is not a header")}");

    /// <summary>A segment; null when the process died before its header was whole.</summary>
    /// <exception cref="JournalFormatException">Not a journal, or of a version that this program does not read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static JournalReader? OpenUnlessCut(string path) => Of(path, FileOf(path));

    static Func<Stream> FileOf(string path) => () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 20);

    static JournalReader? Of(string path, Func<Stream> open)
    {
        var reader = new JournalReader(path, open);
        using var file = open();
        var start = new byte[Math.Min(JournalFormat.Magic.Length, file.Length)];
        file.ReadExactly(start);
        if (!JournalFormat.Magic.StartsWith(start)) throw new JournalFormatException($"{path}: not a Bellwether journal");
        if (start.Length < JournalFormat.Magic.Length || reader.Next(file, file.Length) is not { } first) return null;
        if (first.Kind != RecordKind.Header) throw new JournalFormatException($"{path}: the first record is not a header");
        reader.Header = JournalHeader.FromPayload(first.Payload);
        return reader;
    }

    /// <summary>The records after the header, in order.</summary>
    /// <exception cref="JournalFormatException">A damaged record with good ones after it, or a gap in the sequence.</exception>
    public IEnumerable<JournalEntry> Entries()
    {
        using var file = open();
        // What is appended meanwhile is not part of it.
        var end = file.Length;
        file.Position = JournalFormat.Magic.Length;
        var expected = -1L;
        while (Next(file, end) is { } entry)
        {
            if (entry.Sequence != expected + 1) throw new JournalFormatException($"{Path}, offset {entry.Offset}: record {entry.Sequence} follows record {expected}: one is missing, repeated or out of place");
            if (++expected > 0) yield return entry;
        }
    }

    /// <summary>The record at the stream's position, which moves behind it; null at the end, or where the last record is not whole.</summary>
    JournalEntry? Next(Stream file, long end)
    {
        var at = file.Position;
        if (at == end) return null;
        if (TryRead(file, end, out var entry)) return entry;
        if (FindLaterRecord(file, at, end) is { } later) throw new JournalFormatException($"{Path}, offset {at}: a damaged record, and good ones from offset {later} on; the file was altered or the disk lost data");
        TornTail = at;
        return null;
    }

    bool TryRead(Stream file, long end, out JournalEntry? entry)
    {
        entry = null;
        var at = file.Position;
        if (end - at < JournalFormat.HeadLength + JournalFormat.ChecksumLength) return false;
        file.ReadExactly(buffer, 0, JournalFormat.HeadLength);
        if (LengthOf(buffer, end - at) is not { } length) return false;
        if (buffer.Length < length) Array.Resize(ref buffer, length * 2);
        file.ReadExactly(buffer, JournalFormat.HeadLength, length - JournalFormat.HeadLength);
        return TryDecode(buffer.AsSpan(0, length), at, out entry);
    }

    /// <summary>The length of the record that begins so, its checksum included; null when that is none, or more than there is.</summary>
    static int? LengthOf(ReadOnlySpan<byte> start, long available)
    {
        var payload = BinaryPrimitives.ReadUInt32LittleEndian(start);
        if (payload > JournalFormat.LongestPayload) return null;
        var length = JournalFormat.HeadLength + (int)payload + JournalFormat.ChecksumLength;
        return length <= available ? length : null;
    }

    static bool TryDecode(ReadOnlySpan<byte> record, long offset, out JournalEntry? entry)
    {
        entry = null;
        if (JournalFormat.Checksum(record[..^4]) != BinaryPrimitives.ReadUInt32LittleEndian(record[^4..])) return false;
        entry = new JournalEntry((RecordKind)record[12], BinaryPrimitives.ReadInt64LittleEndian(record[4..]), BinaryPrimitives.ReadInt64LittleEndian(record[13..]),
            record[JournalFormat.HeadLength..^4].ToArray(), offset);
        return true;
    }

    static long? FindLaterRecord(Stream file, long from, long end)
    {
        var rest = new byte[(int)Math.Min(end - from, LongestSearch)];
        file.Position = from;
        file.ReadExactly(rest);
        for (var offset = 1; offset < rest.Length - JournalFormat.HeadLength; offset++)
        {
            var there = rest.AsSpan(offset);
            if (LengthOf(there, there.Length) is { } length && TryDecode(there[..length], from + offset, out var entry) && Enum.IsDefined(entry!.Kind)) return from + offset;
        }
        // Nobody dies in the middle of so much: what is there was written once.
        return end - from > LongestSearch ? from + LongestSearch : null;
    }
}
