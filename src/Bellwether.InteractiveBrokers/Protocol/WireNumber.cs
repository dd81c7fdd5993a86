using System.Buffers.Text;
using System.Globalization;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Numbers in frames. Plain decimals of up to 15 digits, the common case by far, are read without the general parser.</summary>
static class WireNumber
{
    static readonly double[] PowersOfTen = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    public static bool TryInt(ReadOnlySpan<byte> text, out int value) =>
        Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;

    public static bool TryLong(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;

    /// <summary>Any number; <c>Infinity</c> and <c>Infinite</c> are positive infinity, what is not a number fails.</summary>
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value)
    {
        if (TryPlain(text, out var digits, out var scale, out var negative))
        {
            // Both operands are exact, so one division rounds once: the result is the nearest double.
            value = digits / PowersOfTen[scale];
            if (negative) value = -value;
            return true;
        }
        if (text.SequenceEqual("Infinity"u8) || text.SequenceEqual("Infinite"u8))
        {
            value = double.PositiveInfinity;
            return true;
        }
        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    public static bool TryDecimal(ReadOnlySpan<byte> text, out decimal value)
    {
        if (TryPlain(text, out var digits, out var scale, out var negative) && !(negative && digits == 0))
        {
            value = new decimal((int)digits, (int)(digits >> 32), 0, negative, (byte)scale);
            return true;
        }
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out value);
    }

    static bool TryPlain(ReadOnlySpan<byte> text, out long digits, out int scale, out bool negative)
    {
        digits = 0;
        scale = 0;
        negative = text.Length > 0 && text[0] == '-';
        var at = negative ? 1 : 0;
        if (text.Length - at is 0 or > 15) return false;
        var point = -1;
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit <= 9) digits = digits * 10 + digit;
            else if (text[at] == '.' && point < 0) point = at;
            else return false;
        }
        if (point < 0) return true;
        scale = text.Length - 1 - point;
        // A point needs a digit on each side to count as plain.
        return scale > 0 && point > (negative ? 1 : 0);
    }
}
