using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>
/// Execution on quotes. A market order executes at the touch: a buy at the ask, a sell at the bid. A limit order executes when the touch is at the limit or
/// better, at the touch on arrival, and at its limit once it was resting (it was there first). A stop triggers when the last price, or the touch it would trade
/// against, reaches it, and executes like a market order. One side of the quote missing: orders against that side wait.
/// </summary>
public sealed class QuoteFills : IFillModel
{
    QuoteFills() { }

    public static QuoteFills Instance { get; } = new();

    public FillDecision OnArrival(in OrderTerms terms, bool triggered, in VenueMarket market) => Decide(terms, triggered, market.Quote, resting: false);

    public FillDecision OnUpdate(in OrderTerms terms, bool triggered, in VenueMarket market) => Decide(terms, triggered, market.Quote, resting: true);

    static FillDecision Decide(in OrderTerms terms, bool triggered, in Quote quote, bool resting)
    {
        var buy = terms.Side == Side.Buy;
        var touch = buy ? quote.Ask : quote.Bid;
        var triggers = terms.Type == OrderType.Stop && !triggered;
        if (triggers && !(Beyond(buy, quote.Last, terms.StopPrice) || Beyond(buy, touch, terms.StopPrice))) return FillDecision.None;
        if (!(touch > 0)) return new FillDecision(false, triggers, Price.Zero, Quantity.Zero);

        var price = Price.FromDouble(touch);
        var size = buy ? quote.AskSize : quote.BidSize;
        var displayed = size > 0 ? Quantity.FromDouble(size) : Quantity.Zero;
        if (terms.Type == OrderType.Limit)
        {
            if (buy ? price > terms.LimitPrice : price < terms.LimitPrice) return FillDecision.None;
            if (resting) price = terms.LimitPrice;
        }
        return FillDecision.At(price, displayed, triggers);
    }

    static bool Beyond(bool buy, double price, Price stop) => price > 0 && (buy ? Price.FromDouble(price) >= stop : Price.FromDouble(price) <= stop);
}
