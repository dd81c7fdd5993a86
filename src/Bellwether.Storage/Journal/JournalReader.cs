using System.Buffers.Binary;
using Bellwether.Engine;

namespace Bellwether.Storage;

/// <summary>One record as it lies in the file.</summary>
/// <param name="Offset">Byte offset in its segment.</param>
public sealed record JournalEntry(RecordKind Kind, long Sequence, long Time, byte[] Payload, long Offset);

/// <summary>Reads a segment and checks every byte of it.</summary>
public sealed class JournalReader
{
    public const string Extension = ".bwj";

    readonly byte[] bytes;
    int at;

    JournalReader(string path, byte[] bytes)
    {
        Path = path;
        this.bytes = bytes;
        at = JournalFormat.Magic.Length;
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
    public static JournalReader Open(string path)
    {
        byte[] bytes;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }
        return Open(path, bytes);
    }

    /// <summary>A segment in memory.</summary>
    /// <param name="path">Its name in messages.</param>
    /// <exception cref="JournalFormatException">Not a journal, or of a version that this program does not read.</exception>
    public static JournalReader Open(string path, byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith(JournalFormat.Magic)) throw new JournalFormatException($"{path}: not a Bellwether journal");
        var reader = new JournalReader(path, bytes);
        if (reader.Next() is not { Kind: RecordKind.Header } first) throw new JournalFormatException($"{path}: the first record is not a header");
        reader.Header = JournalHeader.FromPayload(first.Payload);
        return reader;
    }

    /// <summary>The records after the header, in order.</summary>
    /// <exception cref="JournalFormatException">A damaged record with good ones after it, or a gap in the sequence.</exception>
    public IEnumerable<JournalEntry> Entries()
    {
        var expected = 0L;
        while (Next() is { } entry)
        {
            if (entry.Sequence != expected + 1) throw new JournalFormatException($"{Path}, offset {entry.Offset}: record {entry.Sequence} follows record {expected}: one is missing, repeated or out of place");
            expected = entry.Sequence;
            yield return entry;
        }
    }

    JournalEntry? Next()
    {
        if (at == bytes.Length || TornTail is not null) return null;
        if (TryRead(at, out var entry, out var length))
        {
            at += length;
            return entry;
        }
        if (FindLaterRecord(at) is { } later) throw new JournalFormatException($"{Path}, offset {at}: a damaged record, and good ones from offset {later} on; the file was altered or the disk lost data");
        TornTail = at;
        return null;
    }

    bool TryRead(int offset, out JournalEntry? entry, out int length)
    {
        entry = null;
        length = 0;
        var rest = bytes.AsSpan(offset);
        if (rest.Length < JournalFormat.HeadLength + JournalFormat.ChecksumLength) return false;
        var payload = BinaryPrimitives.ReadUInt32LittleEndian(rest);
        if (payload > JournalFormat.LongestPayload) return false;
        length = JournalFormat.HeadLength + (int)payload + JournalFormat.ChecksumLength;
        if (rest.Length < length) return false;
        var record = rest[..length];
        if (JournalFormat.Checksum(record[..^4]) != BinaryPrimitives.ReadUInt32LittleEndian(record[^4..])) return false;
        entry = new JournalEntry((RecordKind)record[12], BinaryPrimitives.ReadInt64LittleEndian(record[4..]), BinaryPrimitives.ReadInt64LittleEndian(record[13..]),
            record[JournalFormat.HeadLength..^4].ToArray(), offset);
        return true;
    }

    int? FindLaterRecord(int from)
    {
        for (var offset = from + 1; offset < bytes.Length - JournalFormat.HeadLength; offset++)
            if (TryRead(offset, out var entry, out _) && Enum.IsDefined(entry!.Kind)) return offset;
        return null;
    }
}
