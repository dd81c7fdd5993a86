namespace Bellwether.MarketData;

/// <summary>
/// Bars of quotes of one symbol, as a file holds them, in strictly rising order of time (the open of each bar, engine time). A side that was not quoted yet is
/// <see cref="QuoteSide.Absent"/>.
/// </summary>
public sealed class QuoteBarColumns
{
    readonly long[] time;
    readonly QuoteSide[] bid;
    readonly QuoteSide[] ask;

    /// <summary>Takes the arrays over without a copy: the caller writes to them no more.</summary>
    /// <exception cref="ArgumentException">Columns of different lengths.</exception>
    public QuoteBarColumns(string symbol, long[] time, QuoteSide[] bid, QuoteSide[] ask)
    {
        if (bid.Length != time.Length || ask.Length != time.Length)
            throw new ArgumentException($"{symbol}: columns of one length are expected, given {time.Length} times, {bid.Length} bids, {ask.Length} asks");
        (Symbol, this.time, this.bid, this.ask) = (symbol, time, bid, ask);
    }

    public string Symbol { get; }

    public int Count => time.Length;

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public ReadOnlySpan<long> Time => time;

    public ReadOnlySpan<QuoteSide> Bid => bid;

    public ReadOnlySpan<QuoteSide> Ask => ask;
}
