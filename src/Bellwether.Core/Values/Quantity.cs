using System.Globalization;
using System.Runtime.CompilerServices;

namespace Bellwether.Core;

/// <summary>A number of shares, signed where it is a position (short is negative): an integer count of ten-thousandths of a share.</summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    /// <summary>Units per share.</summary>
    public const int Scale = 10_000;

    public static readonly Quantity Zero;

    Quantity(long units) => Units = units;

    /// <summary>The quantity in ten-thousandths of a share.</summary>
    public long Units { get; }

    public bool IsZero => Units == 0;

    /// <summary>Without a fraction of a share.</summary>
    public bool IsWhole => Units % Scale == 0;

    /// <summary>Without its fraction of a share: towards zero.</summary>
    public Quantity Whole => new(Units - (Units % Scale));

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Math.Sign(Units);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quantity FromUnits(long units) => new(units);

    /// <exception cref="OverflowException">Beyond ±9.2·10¹⁴ shares.</exception>
    public static Quantity FromShares(long shares) => new(checked(shares * Scale));

    /// <summary>The nearest ten-thousandth of a share.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number, infinite, or beyond ±10⁹.</exception>
    public static Quantity FromDouble(double shares) => new(FixedPoint.FromDouble(shares, Scale, "quantity"));

    /// <exception cref="ArgumentOutOfRangeException">More than four decimals, or out of range.</exception>
    public static Quantity FromDecimal(decimal shares) => new(FixedPoint.FromDecimal(shares, Scale, "quantity"));

    public double ToDouble() => Units / (double)Scale;

    public decimal ToDecimal() => Units / (decimal)Scale;

    public static Quantity operator +(Quantity a, Quantity b) => new(checked(a.Units + b.Units));

    public static Quantity operator -(Quantity a, Quantity b) => new(checked(a.Units - b.Units));

    public static Quantity operator -(Quantity a) => new(checked(-a.Units));

    public static bool operator <(Quantity a, Quantity b) => a.Units < b.Units;

    public static bool operator >(Quantity a, Quantity b) => a.Units > b.Units;

    public static bool operator <=(Quantity a, Quantity b) => a.Units <= b.Units;

    public static bool operator >=(Quantity a, Quantity b) => a.Units >= b.Units;

    public static Quantity Abs(Quantity quantity) => new(Math.Abs(quantity.Units));

    public static Quantity Min(Quantity a, Quantity b) => a.Units <= b.Units ? a : b;

    public static Quantity Max(Quantity a, Quantity b) => a.Units >= b.Units ? a : b;

    public int CompareTo(Quantity other) => Units.CompareTo(other.Units);

    /// <summary>Shares with up to four decimals and no padding, invariant culture.</summary>
    public override string ToString() => ToDecimal().ToString("0.####", CultureInfo.InvariantCulture);
}
