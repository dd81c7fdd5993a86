using System.Globalization;

namespace Bellwether.Storage;

/// <summary>Plain decimal text (<c>167.43</c>, no exponent) to the nearest <see cref="double"/>, from UTF-8 bytes.</summary>
static class DecimalText
{
    /// <summary>Digits that a 53-bit mantissa surely holds; with them one division by a power of ten up to 10²² rounds correctly.</summary>
    const int ExactDigits = 15;

    static ReadOnlySpan<double> PowersOfTen => [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads at <paramref name="at"/> and moves it behind the number. False when there is no number, which leaves <paramref name="at"/> as it was.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, ref int at, out double value)
    {
        var i = at;
        var negative = (uint)i < (uint)text.Length && text[i] == '-';
        if (negative) i++;
        var start = i;
        var mantissa = 0L;
        var point = -1;
        for (; (uint)i < (uint)text.Length; i++)
        {
            var digit = text[i] - (uint)'0';
            if (digit <= 9) mantissa = unchecked((mantissa * 10) + digit);
            else if (text[i] == '.' && point < 0) point = i;
            else break;
        }

        var digits = i - start - (point < 0 ? 0 : 1);
        var decimals = point < 0 ? 0 : i - point - 1;
        value = 0;
        if (digits == 0 || (point >= 0 && (decimals == 0 || point == start))) return false;
        if (digits <= ExactDigits) value = mantissa / PowersOfTen[decimals];
        else if (!double.TryParse(text[start..i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)) return false;
        if (negative) value = -value;
        at = i;
        return true;
    }
}
