using System.Buffers.Binary;
using System.Globalization;
using Bellwether.Engine;

namespace Bellwether.Storage;

/// <summary>Another process holds the journal.</summary>
public sealed class JournalInUseException(string folder)
    : Exception($"the journal {folder} is in use by another running bellwether: stop that one, or give this one a journal of its own with --journal DIR")
{
    public string Folder { get; } = folder;
}

/// <summary>
/// Appends records to a new segment of a journal folder. Appending copies into memory; <see cref="Flush"/> writes and asks the disk to make it durable,
/// and takes along all that came meanwhile. One writer per folder, in this process or any other. Not thread-safe.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    readonly Stream file;
    readonly FileStream? claim;
    byte[] buffer = new byte[1 << 16];
    int used;
    long lastAppended;
    bool failed;

    JournalWriter(string folder, string path, Stream file, FileStream? claim)
    {
        Folder = folder;
        Path = path;
        this.file = file;
        this.claim = claim;
    }

    public string Folder { get; }

    /// <summary>The segment's file.</summary>
    public string Path { get; }

    /// <summary>Records up to this sequence are on disk.</summary>
    public long DurableSequence { get; private set; }

    /// <summary>Opens the folder (made if absent) and starts its next segment.</summary>
    /// <exception cref="JournalInUseException">Another writer has it.</exception>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    public static JournalWriter Open(string folder, JournalHeader header)
    {
        Directory.CreateDirectory(folder);
        FileStream claim;
        try
        {
            claim = new FileStream(System.IO.Path.Combine(folder, "writer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (problem is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new JournalInUseException(folder);
        }
        try
        {
            var number = 1 + JournalReader.Segments(folder).Select(SegmentNumber).DefaultIfEmpty(0).Max();
            var path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"segment-{number:D6}{JournalReader.Extension}"));
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
            return Begin(new JournalWriter(folder, path, file, claim), header);
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <summary>A journal in a stream of the caller's, such as memory in a simulation. Durable means flushed.</summary>
    public static JournalWriter Over(Stream stream, JournalHeader header) => Begin(new JournalWriter("", "", stream, null), header);

    static JournalWriter Begin(JournalWriter writer, JournalHeader header)
    {
        JournalFormat.Magic.CopyTo(writer.buffer);
        writer.used = JournalFormat.Magic.Length;
        writer.Append(RecordKind.Header, 0, 0, header.ToPayload());
        writer.Flush();
        return writer;
    }

    public void Append(RecordKind kind, long sequence, long time, ReadOnlySpan<byte> payload)
    {
        var length = JournalFormat.HeadLength + payload.Length + JournalFormat.ChecksumLength;
        if (buffer.Length - used < length)
        {
            WriteBuffer();
            if (buffer.Length < length) buffer = new byte[length * 2];
        }
        var record = buffer.AsSpan(used, length);
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(record[4..], sequence);
        record[12] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(record[13..], time);
        payload.CopyTo(record[JournalFormat.HeadLength..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[^4..], JournalFormat.Checksum(record[..^4]));
        used += length;
        lastAppended = sequence;
    }

    /// <summary>Makes everything appended so far durable.</summary>
    /// <exception cref="IOException">
    /// The disk refused. Final: after a failed flush the system may have dropped the data, so the writer refuses every later one.
    /// </exception>
    public void Flush()
    {
        if (failed) throw new IOException($"{Path}: an earlier write failed; the journal is closed");
        if (used == 0 && DurableSequence == lastAppended && lastAppended > 0) return;
        WriteBuffer();
        try
        {
            if (file is FileStream onDisk) onDisk.Flush(flushToDisk: true);
            else file.Flush();
        }
        catch
        {
            failed = true;
            throw;
        }
        DurableSequence = lastAppended;
    }

    public void Dispose()
    {
        try
        {
            if (!failed) Flush();
        }
        finally
        {
            file.Dispose();
            claim?.Dispose();
        }
    }

    void WriteBuffer()
    {
        if (used == 0) return;
        if (failed) throw new IOException($"{Path}: an earlier write failed; the journal is closed");
        try
        {
            file.Write(buffer.AsSpan(0, used));
        }
        catch
        {
            failed = true;
            throw;
        }
        used = 0;
    }

    static int SegmentNumber(string path) =>
        int.TryParse(System.IO.Path.GetFileNameWithoutExtension(path).AsSpan("segment-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>The engine's view of a <see cref="JournalWriter"/>.</summary>
public readonly struct FileJournal(JournalWriter writer) : IJournalSink
{
    public static bool KeepsInputs => true;

    public void Append(RecordKind kind, long sequence, long time, ReadOnlySpan<byte> payload) => writer.Append(kind, sequence, time, payload);
}
