using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Bellwether.Storage;

/// <summary>The whole text of a data file, unpacked when its name ends in <c>.gz</c>, in a pooled buffer.</summary>
sealed class DataFileText : IDisposable
{
    byte[] buffer;
    int length;

    DataFileText(int capacity) => buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <exception cref="DataFileException">No such file, no right to read it, not gzip, or too large.</exception>
    public static DataFileText Read(string path)
    {
        DataFileText? text = null;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
            var packed = path.EndsWith(".gz", StringComparison.Ordinal);
            text = new DataFileText(Capacity(file.Length, packed));
            if (packed)
            {
                using var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
                text.Fill(unpacked, path);
                if (file.Length > 0 && text.length != LengthStatedAtTheEnd(file)) throw new InvalidDataException("the file ends before its data does");
            }
            else
            {
                text.Fill(file, path);
            }
            return text;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            text?.Dispose();
            throw error switch
            {
                FileNotFoundException or DirectoryNotFoundException => new DataFileException(path, "there is no such file; check the path", error),
                InvalidDataException => new DataFileException(path, $"cannot be unpacked: {error.Message}; expected one whole gzip stream, pack or copy it again", error),
                _ => new DataFileException(path, $"cannot be read: {error.Message}", error),
            };
        }
        catch
        {
            text?.Dispose();
            throw;
        }
    }

    /// <summary>The text of a file that is in memory already.</summary>
    /// <param name="label">What to call it in errors.</param>
    /// <exception cref="DataFileException">Not gzip.</exception>
    public static DataFileText Of(byte[] bytes, string label, bool isPacked)
    {
        var text = new DataFileText(Capacity(bytes.Length, isPacked));
        try
        {
            using var memory = new MemoryStream(bytes, writable: false);
            using Stream unpacked = isPacked ? new GZipStream(memory, CompressionMode.Decompress) : memory;
            text.Fill(unpacked, label);
            return text;
        }
        catch (InvalidDataException error)
        {
            text.Dispose();
            throw new DataFileException(label, $"cannot be unpacked: {error.Message}; expected one whole gzip stream, pack or copy it again", error);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        length = 0;
    }

    static int Capacity(long fileLength, bool packed) => (int)Math.Clamp(packed ? fileLength * 6 : fileLength + 1, 1 << 16, 1 << 30);

    /// <summary>
    /// A gzip file ends with the length of what it holds (RFC 1952, section 2.3.1). The stream reader takes a file that was cut off for a short one, so this
    /// is what tells them apart.
    /// </summary>
    static int LengthStatedAtTheEnd(FileStream file)
    {
        if (file.Length < sizeof(int)) return -1;
        Span<byte> end = stackalloc byte[sizeof(int)];
        file.Seek(-sizeof(int), SeekOrigin.End);
        file.ReadExactly(end);
        return BinaryPrimitives.ReadInt32LittleEndian(end);
    }

    void Fill(Stream stream, string path)
    {
        while (true)
        {
            if (length == buffer.Length) Grow(path);
            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0) return;
            length += read;
        }
    }

    void Grow(string path)
    {
        if (buffer.Length >= Array.MaxLength) throw new DataFileException(path, "holds more than 2 GB of text; split it by year into folders and name a range");
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, Array.MaxLength));
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
