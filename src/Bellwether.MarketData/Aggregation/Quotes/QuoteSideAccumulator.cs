namespace Bellwether.MarketData;

/// <summary>One side of the book: what stands now, and the bar in the making.</summary>
struct QuoteSideAccumulator
{
    double open;
    double high;
    double low;
    double close;

    public static QuoteSideAccumulator Absent => new() { open = double.NaN, high = double.NaN, low = double.NaN, close = double.NaN, Price = double.NaN };

    /// <summary>What stands; NaN when nothing does.</summary>
    public double Price { get; private set; }

    public double Size { get; private set; }

    public readonly QuoteSide Bar => double.IsNaN(open) ? QuoteSide.Absent : new QuoteSide(open, high, low, close, Size);

    /// <summary>A new interval begins, with what stands as its first price, or with nothing.</summary>
    public void Begin(bool carry) => open = high = low = close = carry ? Price : double.NaN;

    /// <summary>A quote for this side; it belongs to the bar in the making if <paramref name="counts"/>.</summary>
    /// <returns>False when it took the side away.</returns>
    public bool Set(double price, double size, bool counts)
    {
        // Written so that NaN as a size, which says nothing of it, does not take the side away.
        if (!(price > 0) || size <= 0 || double.IsPositiveInfinity(price))
        {
            Withdraw();
            return false;
        }
        (Price, Size) = (price, double.IsNaN(size) ? 0 : size);
        if (counts) Reach(price);
        return true;
    }

    public void Withdraw() => (Price, Size) = (double.NaN, 0);

    /// <summary>The next price of the interval.</summary>
    public void Reach(double price)
    {
        if (double.IsNaN(open)) (open, high, low) = (price, price, price);
        high = Math.Max(high, price);
        low = Math.Min(low, price);
        close = price;
    }
}
