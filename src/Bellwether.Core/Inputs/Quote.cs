namespace Bellwether.Core;

/// <summary>
/// Best bid and ask and last trade of one symbol, in dollars and shares. An absent side is <see cref="double.NaN"/>, never 0 or -1.
/// </summary>
public readonly record struct Quote(double Bid, double Ask, double BidSize, double AskSize, double Last)
{
    public static Quote Absent { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Both sides present and not crossed. A locked quote (bid = ask) counts as usable.</summary>
    public bool IsTwoSided => Bid > 0 && Ask >= Bid;

    /// <summary>Half way between bid and ask; NaN unless <see cref="IsTwoSided"/>.</summary>
    public double Mid => IsTwoSided ? (Bid + Ask) / 2 : double.NaN;
}
