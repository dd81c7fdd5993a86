using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bellwether.Engine;

/// <summary>
/// A running 64-bit digest of what the engine decided and of what became of it: verdicts, orders, fills, state. Two runs with one seed must agree in it. It
/// finds differences; it is no defence against a forger.
/// </summary>
public struct DecisionHash
{
    const ulong Multiplier = 0x9E3779B97F4A7C15;
    ulong state;

    public ulong Value
    {
        readonly get
        {
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
        private set => state = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong word) => state = (BitOperations.RotateLeft(state, 23) ^ word) * Multiplier;

    /// <summary>Whole 8-byte words first, then the rest padded with zeros; the length is part of it.</summary>
    public void Add(RecordKind kind, long time, ReadOnlySpan<byte> payload)
    {
        Add((ulong)kind | ((ulong)payload.Length << 8));
        Add((ulong)time);
        while (payload.Length >= 8)
        {
            Add(BinaryPrimitives.ReadUInt64LittleEndian(payload));
            payload = payload[8..];
        }
        if (payload.Length == 0) return;
        Span<byte> rest = stackalloc byte[8];
        rest.Clear();
        payload.CopyTo(rest);
        Add(BinaryPrimitives.ReadUInt64LittleEndian(rest));
    }

    /// <summary>Sixteen hex digits.</summary>
    public override readonly string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
