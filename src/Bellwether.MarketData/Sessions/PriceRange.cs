namespace Bellwether.MarketData;

/// <summary>Open, high, low and close of what came; NaN while nothing has.</summary>
struct PriceRange
{
    public double Open { get; private set; }

    public double High { get; private set; }

    public double Low { get; private set; }

    public double Close { get; private set; }

    public static PriceRange Empty => new() { Open = double.NaN, High = double.NaN, Low = double.NaN, Close = double.NaN };

    public readonly bool IsEmpty => double.IsNaN(Open);

    public void Add(double open, double high, double low, double close)
    {
        if (IsEmpty) (Open, High, Low) = (open, high, low);
        High = Math.Max(High, high);
        Low = Math.Min(Low, low);
        Close = close;
    }
}
