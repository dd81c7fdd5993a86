namespace Bellwether.MarketData;

/// <summary>One side of the book over an interval. Prices in US dollars, all <see cref="double.NaN"/> when the side was not quoted.</summary>
/// <param name="Open">In force when the interval began, or else the first in it.</param>
/// <param name="Close">The last one.</param>
/// <param name="Size">Shares at the end; 0 when the side was taken away.</param>
public readonly record struct QuoteSide(double Open, double High, double Low, double Close, double Size)
{
    public static QuoteSide Absent { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, 0);

    public bool IsQuoted => !double.IsNaN(Close);
}
