using Bellwether.Core;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>A quote, and what traded with it.</summary>
/// <param name="Traded">Shares; 0 when only the quote changed.</param>
readonly record struct MarketTick(double Bid, double Ask, double BidSize, double AskSize, double Last, double Traded);

/// <summary>Which prices a bar is made of.</summary>
enum PriceKind { Trades, Bid, Ask, Midpoint }

/// <summary>
/// What the market published since the gateway started: every quote and trade, and every 5-second bar, as long as there is room (all symbols share it). History is
/// read from here where it can be, so that it agrees with what was streamed.
/// </summary>
sealed class MarketTape
{
    const int TotalTicks = 1 << 21;
    const int TotalBars = 1 << 20;
    const int LeastTicks = 4_096;
    const int LeastBars = 2_048;
    const int MostEntries = 1 << 18;

    readonly IMarket market;
    readonly Ring<MarketTick>[] ticks;
    readonly Ring<MarketBar>[] bars;

    public MarketTape(IMarket market)
    {
        this.market = market;
        var count = market.Instruments.Count;
        ticks = [.. Enumerable.Range(0, count).Select(_ => new Ring<MarketTick>(Math.Clamp(TotalTicks / count, LeastTicks, MostEntries)))];
        bars = [.. Enumerable.Range(0, count).Select(_ => new Ring<MarketBar>(Math.Clamp(TotalBars / count, LeastBars, MostEntries)))];
        for (var i = 0; i < count; i++) foreach (var bar in market.BarsBeforeStart(i)) bars[i].Add(bar.Time, bar);
    }

    public Ring<MarketTick> Ticks(int symbol) => ticks[symbol];

    /// <summary>By the time at which they open.</summary>
    public Ring<MarketBar> Bars(int symbol) => bars[symbol];

    /// <summary>All quotes and trades later than this are on the tape.</summary>
    public long TicksSince(int symbol) => Math.Max(market.Start, ticks[symbol].Lost);

    /// <summary>All 5-second bars of the minute that opens at <paramref name="minute"/> are on the tape.</summary>
    public bool HasBarsOf(int symbol, long minute) => minute + EngineTime.Minute > market.Start && minute > bars[symbol].Lost;

    public void OnQuote(int symbol, long time)
    {
        ref readonly var quote = ref market.QuoteOf(symbol);
        var traded = market.TradedWithQuote(symbol);
        ticks[symbol].Add(time, new MarketTick(quote.Bid, quote.Ask, quote.BidSize, quote.AskSize, quote.Last, traded > 0 ? traded : 0));
    }

    public void OnFiveSecondBar(int symbol)
    {
        ref readonly var bar = ref market.FiveSecondBarOf(symbol);
        bars[symbol].Add(bar.Time, bar);
    }

    /// <summary>
    /// The bar of bids, asks or midpoints of <c>[from, to)</c>. It opens with what was quoted before; its volume is its length in seconds, so that averages of
    /// longer bars weigh time. A change at an instant belongs to the time before it, as trades do.
    /// </summary>
    /// <returns>False when nothing was quoted.</returns>
    public bool TryQuoteBar(int symbol, PriceKind kind, long from, long to, out MarketBar bar)
    {
        var ring = ticks[symbol];
        var index = ring.FirstAfter(from);
        var (open, high, low, close) = (double.NaN, double.MinValue, double.MaxValue, double.NaN);
        for (var i = Math.Max(0, index - 1); i < ring.Count && ring.TimeOf(i) <= to; i++)
        {
            var price = PriceOf(ring[i], kind);
            if (!(price > 0)) continue;
            if (double.IsNaN(open)) open = price;
            (high, low, close) = (Math.Max(high, price), Math.Min(low, price), price);
        }
        bar = double.IsNaN(open) ? default : new MarketBar(from, open, high, low, close, (to - from) / (double)EngineTime.Second, close, 0);
        return !double.IsNaN(open);
    }

    static double PriceOf(in MarketTick tick, PriceKind kind) => kind switch
    {
        PriceKind.Bid => tick.Bid,
        PriceKind.Ask => tick.Ask,
        _ => tick.Bid > 0 && tick.Ask > 0 ? Math.Round((tick.Bid + tick.Ask) / 2, 6) : double.NaN,
    };
}
