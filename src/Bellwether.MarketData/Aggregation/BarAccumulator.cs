using System.Runtime.CompilerServices;

namespace Bellwether.MarketData;

/// <summary>
/// A bar in the making. What is added one by one and what is added as a run of columns goes through the same steps in the same order, so that both give the
/// same bits.
/// </summary>
struct BarAccumulator
{
    double open;
    double high;
    double low;
    double close;
    double volume;

    /// <summary>Σ weight × volume, where the weight is the price of a trade, or high + low + close of a bar: a third of that sum is the bar's typical price.</summary>
    double value;

    long trades;

    public bool IsEmpty { get; private set; }

    public static BarAccumulator Empty => new() { IsEmpty = true };

    public void AddBar(double open, double high, double low, double close, double volume)
    {
        if (IsEmpty) Begin(open, high, low);
        Take(ref this.high, ref this.low, ref this.volume, ref value, high, low, close, volume);
        this.close = close;
    }

    /// <summary>Adds a run of bars, at least one.</summary>
    public void AddBars(ReadOnlySpan<double> opens, ReadOnlySpan<double> highs, ReadOnlySpan<double> lows, ReadOnlySpan<double> closes, ReadOnlySpan<double> volumes)
    {
        if (IsEmpty) Begin(opens[0], highs[0], lows[0]);
        var (h, l, v, w) = (high, low, volume, value);
        highs = highs[..closes.Length];
        lows = lows[..closes.Length];
        volumes = volumes[..closes.Length];
        for (var i = 0; i < closes.Length; i++) Take(ref h, ref l, ref v, ref w, highs[i], lows[i], closes[i], volumes[i]);
        (high, low, volume, value, close) = (h, l, v, w, closes[^1]);
    }

    public void AddTrade(double price, double size)
    {
        if (IsEmpty) Begin(price, price, price);
        Take(ref high, ref low, ref volume, ref value, price, size);
        close = price;
        trades++;
    }

    /// <summary>Adds a run of trades, at least one.</summary>
    public void AddTrades(ReadOnlySpan<double> prices, ReadOnlySpan<double> sizes)
    {
        if (IsEmpty) Begin(prices[0], prices[0], prices[0]);
        var (h, l, v, w) = (high, low, volume, value);
        sizes = sizes[..prices.Length];
        for (var i = 0; i < prices.Length; i++) Take(ref h, ref l, ref v, ref w, prices[i], sizes[i]);
        (high, low, volume, value, close) = (h, l, v, w, prices[^1]);
        trades += prices.Length;
    }

    /// <summary>Hands the bar out and is empty again.</summary>
    public AggregatedBar Close(long label, bool isComplete)
    {
        var vwap = volume > 0 ? trades > 0 ? value / volume : value / (3 * volume) : double.NaN;
        IsEmpty = true;
        return new AggregatedBar(label, open, high, low, close, volume, vwap, trades > 0 ? trades : -1, isComplete);
    }

    void Begin(double first, double highest, double lowest)
    {
        (open, high, low, close, volume, value, trades) = (first, highest, lowest, first, 0, 0, 0);
        IsEmpty = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Take(ref double highest, ref double lowest, ref double total, ref double value, double high, double low, double close, double volume)
    {
        highest = double.MaxNative(highest, high);
        lowest = double.MinNative(lowest, low);
        total += volume;
        value += (high + low + close) * volume;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Take(ref double highest, ref double lowest, ref double total, ref double value, double price, double size)
    {
        highest = double.MaxNative(highest, price);
        lowest = double.MinNative(lowest, price);
        total += size;
        value += price * size;
    }
}
