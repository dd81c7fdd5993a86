namespace Bellwether.MarketData;

/// <summary>
/// Trades of one symbol as parallel columns, in order of time; trades of one time keep the order of their source. Prices in US dollars, above zero; sizes in
/// shares, above zero; times in engine time. The reader that made them vouches for their values.
/// </summary>
public sealed class TradeColumns
{
    readonly long[] time;
    readonly double[] price;
    readonly double[] size;

    /// <summary>Takes the arrays over without a copy: the caller writes to them no more.</summary>
    /// <exception cref="ArgumentException">Columns of different lengths.</exception>
    public TradeColumns(string symbol, long[] time, double[] price, double[] size)
    {
        if (price.Length != time.Length || size.Length != time.Length)
            throw new ArgumentException($"{symbol}: columns of one length are expected, given {time.Length} times, {price.Length} prices, {size.Length} sizes");
        (Symbol, this.time, this.price, this.size) = (symbol, time, price, size);
    }

    public string Symbol { get; }

    public int Count => time.Length;

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public ReadOnlySpan<long> Time => time;

    public ReadOnlySpan<double> Price => price;

    /// <summary>Shares.</summary>
    public ReadOnlySpan<double> Size => size;
}
