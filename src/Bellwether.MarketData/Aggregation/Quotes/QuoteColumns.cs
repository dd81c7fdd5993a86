namespace Bellwether.MarketData;

/// <summary>
/// Quotes of one symbol as parallel columns, in order of time; quotes of one time keep the order of their source. A row says what became of one side or of both:
/// <see cref="double.NaN"/> as price leaves that side as it was, a price or size of 0 or less takes it away (brokers write 0 or −1 for "no quote"). Prices in US dollars,
/// sizes in shares, times in engine time.
/// </summary>
public sealed class QuoteColumns
{
    readonly long[] time;
    readonly double[] bid;
    readonly double[] bidSize;
    readonly double[] ask;
    readonly double[] askSize;

    /// <summary>Takes the arrays over without a copy: the caller writes to them no more.</summary>
    /// <exception cref="ArgumentException">Columns of different lengths.</exception>
    public QuoteColumns(string symbol, long[] time, double[] bid, double[] bidSize, double[] ask, double[] askSize)
    {
        if (bid.Length != time.Length || bidSize.Length != time.Length || ask.Length != time.Length || askSize.Length != time.Length)
            throw new ArgumentException($"{symbol}: columns of one length are expected, given {time.Length} times, {bid.Length} bids, {bidSize.Length} bid sizes, {ask.Length} asks, {askSize.Length} ask sizes");
        (Symbol, this.time, this.bid, this.bidSize, this.ask, this.askSize) = (symbol, time, bid, bidSize, ask, askSize);
    }

    public string Symbol { get; }

    public int Count => time.Length;

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public ReadOnlySpan<long> Time => time;

    public ReadOnlySpan<double> Bid => bid;

    /// <summary>Shares.</summary>
    public ReadOnlySpan<double> BidSize => bidSize;

    public ReadOnlySpan<double> Ask => ask;

    /// <summary>Shares.</summary>
    public ReadOnlySpan<double> AskSize => askSize;
}
