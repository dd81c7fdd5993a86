namespace Bellwether.Simulation;

/// <summary>A bar in the making.</summary>
struct BarBuilder
{
    double open;
    double high;
    double low;
    double close;
    double volume;
    double value;
    int trades;

    public readonly bool IsEmpty => trades == 0;

    public void Add(double price, double shares)
    {
        if (trades == 0)
        {
            open = high = low = price;
        }
        else
        {
            high = Math.Max(high, price);
            low = Math.Min(low, price);
        }
        close = price;
        volume += shares;
        value += price * shares;
        trades++;
    }

    /// <summary>The bar that opened at <paramref name="time"/>; the builder is empty afterwards.</summary>
    public MarketBar Close(long time)
    {
        var bar = new MarketBar(time, open, high, low, close, volume, value / volume, trades);
        this = default;
        return bar;
    }
}
