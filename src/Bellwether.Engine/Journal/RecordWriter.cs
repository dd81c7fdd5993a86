using System.Buffers.Binary;
using System.Text;
using Bellwether.Core;

namespace Bellwether.Engine;

/// <summary>Writes a record's payload, field by field, little endian, into the engine's scratch buffer.</summary>
ref struct RecordWriter(Span<byte> buffer)
{
    const int LongestText = 256;
    readonly Span<byte> buffer = buffer;

    public int Length { get; private set; }

    public void Byte(byte value) => buffer[Length++] = value;

    public void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer[Length..], value);
        Length += 4;
    }

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer[Length..], value);
        Length += 8;
    }

    public void Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(buffer[Length..], value);
        Length += 8;
    }

    public void Price(Price value) => Int64(value.Micros);

    public void Money(Money value) => Int64(value.Micros);

    public void Quantity(Quantity value) => Int64(value.Units);

    /// <summary>UTF-8 with a length in front; cut after 256 characters.</summary>
    public void Text(string? value)
    {
        var text = (value ?? "").AsSpan();
        if (text.Length > LongestText) text = text[..LongestText];
        var length = Encoding.UTF8.GetBytes(text, buffer[(Length + 2)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[Length..], (ushort)length);
        Length += 2 + length;
    }
}
