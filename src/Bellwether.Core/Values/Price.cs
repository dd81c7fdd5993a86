using System.Runtime.CompilerServices;

namespace Bellwether.Core;

/// <summary>
/// A price, or a difference of two prices, in US dollars per share: an integer count of millionths of a dollar. Exact for every price with up to
/// six decimals; the value of a <c>default</c> price is zero.
/// </summary>
public readonly record struct Price : IComparable<Price>
{
    /// <summary>Units per dollar.</summary>
    public const int Scale = 1_000_000;

    public static readonly Price Zero;

    Price(long micros) => Micros = micros;

    /// <summary>The price in millionths of a dollar.</summary>
    public long Micros { get; }

    public static Price FromMicros(long micros) => new(micros);

    /// <summary>The nearest millionth to <paramref name="dollars"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number, infinite, or beyond ±10⁹.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Price FromDouble(double dollars) => new(FixedPoint.FromDouble(dollars, Scale, "price"));

    /// <exception cref="ArgumentOutOfRangeException">More than six decimals, or out of range.</exception>
    public static Price FromDecimal(decimal dollars) => new(FixedPoint.FromDecimal(dollars, Scale, "price"));

    public double ToDouble() => Micros / (double)Scale;

    public decimal ToDecimal() => Micros / (decimal)Scale;

    public static Price operator +(Price a, Price b) => new(checked(a.Micros + b.Micros));

    public static Price operator -(Price a, Price b) => new(checked(a.Micros - b.Micros));

    public static Price operator -(Price a) => new(checked(-a.Micros));

    public static bool operator <(Price a, Price b) => a.Micros < b.Micros;

    public static bool operator >(Price a, Price b) => a.Micros > b.Micros;

    public static bool operator <=(Price a, Price b) => a.Micros <= b.Micros;

    public static bool operator >=(Price a, Price b) => a.Micros >= b.Micros;

    /// <summary>The value of <paramref name="quantity"/> shares, rounded half to even to a millionth; exact for whole shares.</summary>
    /// <exception cref="OverflowException">The value exceeds ±9.2·10¹² dollars.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Money operator *(Price price, Quantity quantity) => Money.FromMicros(FixedPoint.MultiplyDivide(price.Micros, quantity.Units, Quantity.Scale));

    public int CompareTo(Price other) => Micros.CompareTo(other.Micros);

    /// <summary>Dollars with at least two and at most six decimals, invariant culture.</summary>
    public override string ToString() => FixedPoint.Format(Micros, Scale, 2);
}
