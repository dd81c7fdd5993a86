using System.Runtime.CompilerServices;

namespace Bellwether.Core;

/// <summary>An amount of US dollars: an integer count of millionths. Sums are exact and checked; the range is ±9.2·10¹² dollars.</summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>Units per dollar.</summary>
    public const int Scale = 1_000_000;

    public static readonly Money Zero;

    Money(long micros) => Micros = micros;

    /// <summary>The amount in millionths of a dollar.</summary>
    public long Micros { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Money FromMicros(long micros) => new(micros);

    /// <summary>The nearest millionth to <paramref name="dollars"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number, infinite, or beyond ±10⁹.</exception>
    public static Money FromDouble(double dollars) => new(FixedPoint.FromDouble(dollars, Scale, "amount of money"));

    /// <exception cref="ArgumentOutOfRangeException">More than six decimals, or out of range.</exception>
    public static Money FromDecimal(decimal dollars) => new(FixedPoint.FromDecimal(dollars, Scale, "amount of money"));

    public double ToDouble() => Micros / (double)Scale;

    public decimal ToDecimal() => Micros / (decimal)Scale;

    public static Money operator +(Money a, Money b) => new(checked(a.Micros + b.Micros));

    public static Money operator -(Money a, Money b) => new(checked(a.Micros - b.Micros));

    public static Money operator -(Money a) => new(checked(-a.Micros));

    public static bool operator <(Money a, Money b) => a.Micros < b.Micros;

    public static bool operator >(Money a, Money b) => a.Micros > b.Micros;

    public static bool operator <=(Money a, Money b) => a.Micros <= b.Micros;

    public static bool operator >=(Money a, Money b) => a.Micros >= b.Micros;

    public static Money Abs(Money amount) => new(Math.Abs(amount.Micros));

    public static Money Max(Money a, Money b) => a.Micros >= b.Micros ? a : b;

    /// <summary>This amount × <paramref name="part"/> ÷ <paramref name="whole"/>, rounded half to even; all of it when they are equal.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="whole"/> is zero.</exception>
    public Money Portion(Quantity part, Quantity whole) => new(FixedPoint.MultiplyDivide(Micros, part.Units, whole.Units));

    /// <summary>The price at which <paramref name="quantity"/> shares are worth this amount, rounded half to even to a millionth.</summary>
    /// <exception cref="DivideByZeroException">The quantity is zero.</exception>
    public Price Per(Quantity quantity) => Price.FromMicros(FixedPoint.MultiplyDivide(Micros, Quantity.Scale, quantity.Units));

    public int CompareTo(Money other) => Micros.CompareTo(other.Micros);

    /// <summary>Dollars with at least two and at most six decimals, invariant culture.</summary>
    public override string ToString() => FixedPoint.Format(Micros, Scale, 2);
}
