using System.Runtime.InteropServices;

namespace Bellwether.Strategies;

/// <summary>Takes down what strategies, conditions and alerts remember, for a later run on a machine of the same kind; <see cref="MemoryReader"/> gives it back in the same order.</summary>
public sealed class MemoryWriter
{
    byte[] bytes = new byte[4096];
    int used;

    /// <summary>Writes values behind their number.</summary>
    public void Add<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var source = MemoryMarshal.AsBytes(values);
        var count = values.Length;
        Append(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in count)));
        Append(source);
    }

    /// <summary>What was written so far; valid until the next call.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, used);

    void Append(ReadOnlySpan<byte> source)
    {
        if (bytes.Length - used < source.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + source.Length));
        source.CopyTo(bytes.AsSpan(used));
        used += source.Length;
    }
}
