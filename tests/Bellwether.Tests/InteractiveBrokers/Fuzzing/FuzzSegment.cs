using System.Buffers;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>A piece of a stream as a network delivers it.</summary>
sealed class FuzzSegment : ReadOnlySequenceSegment<byte>
{
    FuzzSegment(ReadOnlyMemory<byte> memory, long start) => (Memory, RunningIndex) = (memory, start);

    /// <summary>The bytes in pieces of random length, some of them empty.</summary>
    public static ReadOnlySequence<byte> Split(byte[] bytes, Random random)
    {
        var first = new FuzzSegment(default, 0);
        var last = first;
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(random.Next(random.Next(2) == 0 ? 6 : 400), bytes.Length - at);
            var next = new FuzzSegment(bytes.AsMemory(at, length), at);
            last.Next = next;
            last = next;
            at += length;
        }
        return new(first, 0, last, last.Memory.Length);
    }
}
