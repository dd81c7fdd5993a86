using System.Buffers.Binary;
using System.Numerics;

namespace Bellwether.Storage;

/// <summary>
/// The bytes of a journal segment. A file starts with an 8-byte magic; then records follow without a gap, little endian:
/// <c>length:u32 · sequence:i64 · kind:u8 · time:i64 · payload · crc32c:u32</c>, where the length counts the payload and the checksum covers everything
/// before it. The first record is the <see cref="JournalHeader"/>.
/// </summary>
static class JournalFormat
{
    public const int Version = 1;
    public const int HeadLength = 4 + 8 + 1 + 8;
    public const int ChecksumLength = 4;

    /// <summary>Longest payload that a reader believes: a slice of 10,000 symbols is half of it.</summary>
    public const int LongestPayload = 1 << 20;

    public static ReadOnlySpan<byte> Magic => "BWJRNL01"u8;

    /// <summary>CRC-32C (Castagnoli), as in iSCSI (RFC 3720).</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }
        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
