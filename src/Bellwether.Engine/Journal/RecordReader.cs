using System.Buffers.Binary;
using System.Text;
using Bellwether.Core;

namespace Bellwether.Engine;

/// <summary>The mirror of the engine's record writer.</summary>
/// <exception cref="JournalFormatException">From every member: the payload is shorter than its kind demands.</exception>
public ref struct RecordReader(ReadOnlySpan<byte> payload)
{
    ReadOnlySpan<byte> rest = payload;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public Price Price() => Core.Price.FromMicros(Int64());

    public Money Money() => Core.Money.FromMicros(Int64());

    public Quantity Quantity() => Core.Quantity.FromUnits(Int64());

    public string Text() => Encoding.UTF8.GetString(Take(BinaryPrimitives.ReadUInt16LittleEndian(Take(2))));

    ReadOnlySpan<byte> Take(int length)
    {
        if (rest.Length < length) throw new JournalFormatException($"a record ends after {rest.Length} of the {length} bytes that its next field needs");
        var field = rest[..length];
        rest = rest[length..];
        return field;
    }
}

/// <summary>A journal, or a record of it, that does not have the form it should have.</summary>
public sealed class JournalFormatException(string message) : Exception(message);
