using System.Runtime.InteropServices;

namespace Bellwether.Strategies;

/// <summary>Gives back what a <see cref="MemoryWriter"/> took down.</summary>
/// <param name="written">The bytes.</param>
/// <param name="leftOut">By symbol: true for those whose bars are to be seen anew, and that stay as they are; empty = none.</param>
public ref struct MemoryReader(ReadOnlySpan<byte> written, ReadOnlySpan<bool> leftOut)
{
    readonly ReadOnlySpan<bool> leftOut = leftOut;
    ReadOnlySpan<byte> rest = written;

    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <summary>Reads what bars have left behind into the place that it was written from: as many values for each symbol, symbol by symbol.</summary>
    /// <exception cref="FormatException">Another number of values was written, or too few bytes are left.</exception>
    public void Take<T>(Span<T> values) where T : unmanaged
    {
        var kept = Next(values);
        if (leftOut.IsEmpty)
        {
            kept.CopyTo(values);
            return;
        }
        var each = values.Length / leftOut.Length;
        for (var symbol = 0; symbol < leftOut.Length; symbol++)
            if (!leftOut[symbol]) kept.Slice(symbol * each, each).CopyTo(values[(symbol * each)..]);
    }

    /// <summary>Reads what has nothing to do with bars, of all symbols.</summary>
    /// <exception cref="FormatException">Another number of values was written, or too few bytes are left.</exception>
    public void TakeAll<T>(Span<T> values) where T : unmanaged => Next(values).CopyTo(values);

    ReadOnlySpan<T> Next<T>(Span<T> values) where T : unmanaged
    {
        var count = MemoryMarshal.Read<int>(Bytes(sizeof(int)));
        if (count != values.Length) throw new FormatException($"{count} values were kept where {values.Length} are expected: what is remembered is of other rules");
        return MemoryMarshal.Cast<byte, T>(Bytes(MemoryMarshal.AsBytes(values).Length));
    }

    ReadOnlySpan<byte> Bytes(int length)
    {
        if (rest.Length < length) throw new FormatException("what is remembered ends too early: it was cut off");
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
