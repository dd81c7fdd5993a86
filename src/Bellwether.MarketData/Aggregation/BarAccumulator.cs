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

    /// <summary>
    /// Σ weight × volume, where the weight is the price of a trade or the average price that a bar states, or else, <see cref="inThirds"/>, high + low + close of a bar:
    /// a third of that sum is the bar's typical price.
    /// </summary>
    double value;

    bool inThirds;

    /// <summary>What the only bar so far states as its average price, which then is this one's as it stands; <see cref="double.NaN"/> otherwise.</summary>
    double stated;

    /// <summary>−1 once one of the bars did not tell.</summary>
    long trades;

    public bool IsEmpty { get; private set; }

    public static BarAccumulator Empty => new() { IsEmpty = true };

    public void AddBar(double open, double high, double low, double close, double volume)
    {
        if (IsEmpty) Begin(open, high, low, inThirds: true, trades: -1);
        if (!inThirds)
        {
            AddBar(open, high, low, close, volume, double.NaN, -1);
            return;
        }
        Take(ref this.high, ref this.low, ref this.volume, ref value, high, low, close, volume);
        this.close = close;
        trades = -1;
    }

    /// <summary>Adds a bar whose source may state its average price (<see cref="double.NaN"/> if not) and how many trades made it (−1 if not).</summary>
    public void AddBar(double open, double high, double low, double close, double volume, double vwap, long count)
    {
        if (IsEmpty)
        {
            Begin(open, high, low, inThirds: !(vwap > 0), trades: 0);
            stated = vwap;
        }
        else stated = double.NaN;
        this.high = double.MaxNative(this.high, high);
        this.low = double.MinNative(this.low, low);
        this.close = close;
        this.volume += volume;
        value += Weight(high, low, close, vwap) * volume;
        trades = trades < 0 || count < 0 ? -1 : trades + count;
    }

    /// <summary>Adds a bar that is older than one added before: the close stays, and the open too unless this is the oldest.</summary>
    public void AddEarlierBar(bool isFirst, double open, double high, double low, double close, double volume, double vwap, long count)
    {
        var latest = this.close;
        AddBar(open, high, low, close, volume, vwap, count);
        this.close = latest;
        if (isFirst) this.open = open;
    }

    /// <summary>Adds a run of bars, at least one.</summary>
    public void AddBars(ReadOnlySpan<double> opens, ReadOnlySpan<double> highs, ReadOnlySpan<double> lows, ReadOnlySpan<double> closes, ReadOnlySpan<double> volumes)
    {
        if (IsEmpty) Begin(opens[0], highs[0], lows[0], inThirds: true, trades: -1);
        if (!inThirds)
        {
            for (var i = 0; i < closes.Length; i++) AddBar(opens[i], highs[i], lows[i], closes[i], volumes[i]);
            return;
        }
        trades = -1;
        var (h, l, v, w) = (high, low, volume, value);
        highs = highs[..closes.Length];
        lows = lows[..closes.Length];
        volumes = volumes[..closes.Length];
        for (var i = 0; i < closes.Length; i++) Take(ref h, ref l, ref v, ref w, highs[i], lows[i], closes[i], volumes[i]);
        (high, low, volume, value, close) = (h, l, v, w, closes[^1]);
    }

    public void AddTrade(double price, double size)
    {
        if (IsEmpty) Begin(price, price, price, inThirds: false, trades: 0);
        Take(ref high, ref low, ref volume, ref value, price, size);
        close = price;
        stated = double.NaN;
        trades++;
    }

    /// <summary>Adds a trade that is older than one added before: the close stays, and the open too unless this is the oldest.</summary>
    public void AddEarlierTrade(bool isFirst, double price, double size)
    {
        Take(ref high, ref low, ref volume, ref value, price, size);
        stated = double.NaN;
        if (isFirst) open = price;
        trades++;
    }

    /// <summary>Adds a run of trades, at least one.</summary>
    public void AddTrades(ReadOnlySpan<double> prices, ReadOnlySpan<double> sizes)
    {
        if (IsEmpty) Begin(prices[0], prices[0], prices[0], inThirds: false, trades: 0);
        var (h, l, v, w) = (high, low, volume, value);
        sizes = sizes[..prices.Length];
        for (var i = 0; i < prices.Length; i++) Take(ref h, ref l, ref v, ref w, prices[i], sizes[i]);
        (high, low, volume, value, close, stated) = (h, l, v, w, prices[^1], double.NaN);
        trades += prices.Length;
    }

    /// <summary>Hands the bar out and is empty again.</summary>
    public AggregatedBar Close(long label, bool isComplete)
    {
        IsEmpty = true;
        return Show(label, isComplete);
    }

    /// <summary>The bar as it is so far.</summary>
    public readonly AggregatedBar Show(long label, bool isComplete)
    {
        var vwap = !(volume > 0) ? double.NaN : stated > 0 ? stated : value / (inThirds ? 3 * volume : volume);
        return new AggregatedBar(label, open, high, low, close, volume, vwap, trades, isComplete);
    }

    readonly double Weight(double high, double low, double close, double vwap) =>
        vwap > 0 ? inThirds ? 3 * vwap : vwap : inThirds ? high + low + close : (high + low + close) / 3;

    void Begin(double first, double highest, double lowest, bool inThirds, long trades)
    {
        (open, high, low, close, volume, value, this.inThirds, this.trades, stated) = (first, highest, lowest, first, 0, 0, inThirds, trades, double.NaN);
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
