using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>
/// Execution on bars. An order that enters the market after a bar has closed executes at that bar's close if it can: a market order always, a limit order when the
/// close is at the limit or better, a stop when the close is at or beyond it. There is no slippage.
/// <para>
/// An order that was resting while a bar passed executes inside the bar's range: a market order at the open; a limit order when the range reaches the limit,
/// at the limit, or at the open when the bar opened better; a stop when the range reaches it, at the stop, or at the open when the bar opened beyond it.
/// </para>
/// </summary>
public sealed class BarCloseFills : IFillModel
{
    BarCloseFills() { }

    public static BarCloseFills Instance { get; } = new();

    public FillDecision OnArrival(in OrderTerms terms, bool triggered, in VenueMarket market)
    {
        if (double.IsNaN(market.Close)) return FillDecision.None;
        var close = Price.FromDouble(market.Close);
        return terms.Type switch
        {
            OrderType.Limit => Reaches(terms.Side, close, terms.LimitPrice) ? FillDecision.At(close) : FillDecision.None,
            OrderType.Stop when !triggered => Reaches(terms.Side, terms.StopPrice, close) ? FillDecision.At(close, triggers: true) : FillDecision.None,
            _ => FillDecision.At(close),
        };
    }

    public FillDecision OnUpdate(in OrderTerms terms, bool triggered, in VenueMarket market)
    {
        if (double.IsNaN(market.Open)) return FillDecision.None;
        var open = Price.FromDouble(market.Open);
        switch (terms.Type)
        {
            case OrderType.Limit:
                var best = Price.FromDouble(terms.Side == Side.Buy ? market.Low : market.High);
                if (!Reaches(terms.Side, best, terms.LimitPrice)) return FillDecision.None;
                return FillDecision.At(Reaches(terms.Side, open, terms.LimitPrice) ? open : terms.LimitPrice);
            case OrderType.Stop when !triggered:
                var worst = Price.FromDouble(terms.Side == Side.Buy ? market.High : market.Low);
                if (!Reaches(terms.Side, terms.StopPrice, worst)) return FillDecision.None;
                return FillDecision.At(Reaches(terms.Side, terms.StopPrice, open) ? open : terms.StopPrice, triggers: true);
            default:
                return FillDecision.At(open);
        }
    }

    /// <summary>A buyer likes <paramref name="price"/> at least as much as <paramref name="bound"/> (it is not above it); a seller the other way round.</summary>
    static bool Reaches(Side side, Price price, Price bound) => side == Side.Buy ? price <= bound : price >= bound;
}
