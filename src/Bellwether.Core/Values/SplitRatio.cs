using System.Globalization;

namespace Bellwether.Core;

/// <summary>
/// How shares become others: so many new ones for so many old ones, in lowest terms (4 for 1; 1 for 8; 3 for 2). The worth of a holding stays: shares are multiplied with it, prices
/// divided by it.
/// </summary>
public readonly record struct SplitRatio
{
    /// <summary>A ratio as files print it is known to about six digits.</summary>
    const double Tolerance = 2e-6;

    const int LargestTerm = 1_000;

    /// <param name="new">New shares, above 0.</param>
    /// <param name="old">Old shares that they take the place of, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0.</exception>
    public SplitRatio(int @new, int old)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(@new);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(old);
        var (a, b) = (@new, old);
        while (b != 0) (a, b) = (b, a % b);
        (New, Old) = (@new / a, old / a);
    }

    public int New { get; }

    public int Old { get; }

    /// <summary>Nothing changes.</summary>
    public bool IsOne => New == Old;

    /// <summary>The simplest ratio of terms up to 1,000 that a number stands for, or else the nearest of a million old shares.</summary>
    /// <param name="ratio">New shares for one old share, above 0, at most 1,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not such a number.</exception>
    public static SplitRatio FromDouble(double ratio)
    {
        if (!(ratio is > 1e-6 and <= 1_000)) throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "a split has above 0 and at most 1,000 new shares for an old one");
        for (var old = 1; old <= LargestTerm; old++)
        {
            var shares = Math.Round(ratio * old);
            if (shares >= 1 && Math.Abs(shares - (ratio * old)) <= Tolerance * ratio * old) return new SplitRatio((int)shares, old);
        }
        return new SplitRatio((int)Math.Round(ratio * 1e6), 1_000_000);
    }

    /// <summary>What so many shares become, to the nearest ten-thousandth.</summary>
    public Quantity Of(Quantity shares) => Quantity.FromUnits(FixedPoint.MultiplyDivide(shares.Units, New, Old));

    /// <summary>What a price becomes, to the nearest millionth of a dollar.</summary>
    public Price Of(Price price) => Price.FromMicros(FixedPoint.MultiplyDivide(price.Micros, Old, New));

    /// <summary>What a price of a series becomes.</summary>
    public double OfPrice(double price) => price * Old / New;

    /// <summary>What a volume of a series becomes.</summary>
    public double OfVolume(double shares) => shares * New / Old;

    /// <summary>"4 for 1".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{New} for {Old}");
}
