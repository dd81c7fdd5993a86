using System.Buffers.Binary;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// Splits a stream of bytes into frames: a big-endian length of four bytes, then that many bytes of payload. The borders of reads mean nothing:
/// a read may hold part of a frame or many.
/// </summary>
public static class Frames
{
    /// <summary>The largest payload either side accepts, in bytes.</summary>
    public const int MaxPayload = 0xFFFFFF;

    /// <summary>Bytes of the length prefix.</summary>
    public const int PrefixLength = 4;

    /// <summary>Takes the next whole frame off the front of the buffer, or leaves the buffer as it is.</summary>
    /// <exception cref="ProtocolException">The length prefix is zero or too large.</exception>
    public static bool TryRead(scoped ref ReadOnlySpan<byte> buffer, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (buffer.Length < PrefixLength) return false;
        var length = CheckedLength(BinaryPrimitives.ReadUInt32BigEndian(buffer));
        if (buffer.Length - PrefixLength < length) return false;
        payload = buffer.Slice(PrefixLength, length);
        buffer = buffer[(PrefixLength + length)..];
        return true;
    }

    internal static int CheckedLength(uint length)
    {
        if (length is 0 or > MaxPayload)
            throw new ProtocolException(ProtocolFault.BadLength, "Frame", "length", $"{length}", $"1 to {MaxPayload} bytes", ProtocolException.DistrustPeer);
        return (int)length;
    }
}
