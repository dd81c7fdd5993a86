using System.Globalization;
using System.Runtime.CompilerServices;

namespace Bellwether.Core;

/// <summary>Integer arithmetic that <see cref="Price"/>, <see cref="Money"/> and <see cref="Quantity"/> share. Every step is checked.</summary>
static class FixedPoint
{
    /// <summary>Largest magnitude that may come from a <see cref="double"/>: 10⁹ units. Beyond it the round trip is no longer exact.</summary>
    public const double LargestDouble = 1e9;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long FromDouble(double value, double scale, string what)
    {
        // Written so that NaN fails too.
        if (!(Math.Abs(value) <= LargestDouble)) ThrowOutOfRange(value, what);
        return (long)Math.Round(value * scale);
    }

    public static long FromDecimal(decimal value, int scale, string what)
    {
        if (value is > 9_000_000_000_000m or < -9_000_000_000_000m)
            throw new ArgumentOutOfRangeException(nameof(value), value, $"a {what} lies between -9,000,000,000,000 and 9,000,000,000,000");
        var scaled = value * scale;
        if (scaled != decimal.Truncate(scaled))
            throw new ArgumentOutOfRangeException(nameof(value), value, $"a {what} has at most {Digits(scale)} decimals");
        return (long)scaled;
    }

    /// <summary>a × b ÷ divisor in 128 bits, rounded half to even; the divisor may be negative (a short position).</summary>
    public static long MultiplyDivide(long a, long b, long divisor)
    {
        var high = Math.BigMul(a, b, out var low);
        if (high == low >> 63) return DivideHalfEven(low, divisor);
        var product = (Int128)a * b;
        var quotient = product / divisor;
        var remainder = product - (quotient * divisor);
        return checked((long)(quotient + Adjustment(remainder, divisor, Int128.IsOddInteger(quotient))));
    }

    public static long DivideHalfEven(long value, long divisor)
    {
        var quotient = value / divisor;
        var remainder = value - (quotient * divisor);
        if (remainder == 0) return quotient;
        return quotient + (long)Adjustment(remainder, divisor, (quotient & 1) != 0);
    }

    public static string Format(long value, int scale, int leastDecimals)
    {
        var whole = Math.Abs((decimal)value) / scale;
        var text = whole.ToString("0." + new string('0', leastDecimals) + new string('#', Digits(scale) - leastDecimals), CultureInfo.InvariantCulture);
        return value < 0 ? "-" + text : text;
    }

    /// <summary>What takes a quotient that was cut towards zero to the nearest one: -1, 0 or 1.</summary>
    static Int128 Adjustment(Int128 remainder, Int128 divisor, bool odd)
    {
        var beyondHalf = (Int128.Abs(remainder) * 2).CompareTo(Int128.Abs(divisor));
        return beyondHalf > 0 || (beyondHalf == 0 && odd) ? Int128.Sign(remainder) * Int128.Sign(divisor) : 0;
    }

    static int Digits(int scale) => scale == 1_000_000 ? 6 : 4;

    static void ThrowOutOfRange(double value, string what) =>
        throw new ArgumentOutOfRangeException(nameof(value), value, $"a {what} is a finite number between -1,000,000,000 and 1,000,000,000");
}
