using Bellwether.Core;

namespace Bellwether.Simulation;

/// <content>What the venue takes.</content>
sealed partial class OrderBooks
{
    VenueReason Check(in VenueOrder order, out int parent)
    {
        parent = -1;
        if (order.Id <= 0 || orders.Find(order.Id) >= 0) return VenueReason.InvalidId;
        if ((uint)order.Terms.Symbol >= (uint)first.Length) return VenueReason.InvalidSymbol;
        if (order.OcaGroup != 0 && order.OcaType is < OcaType.CancelWithBlock or > OcaType.ReduceWithoutBlock) return VenueReason.InvalidTerms;
        if (order.Parent != 0 && (parent = orders.Find(order.Parent)) < 0) return VenueReason.UnknownParent;
        var reason = CheckTerms(order.Terms, order.Instructions);
        return reason == VenueReason.None ? CheckInstructions(order.Instructions, order.Terms) : reason;
    }

    static VenueReason CheckTerms(in OrderTerms terms, in VenueInstructions instructions)
    {
        if (terms.Quantity <= Quantity.Zero) return VenueReason.InvalidQuantity;
        if (terms.Side is not (Side.Buy or Side.Sell) || terms.TimeInForce is not (TimeInForce.Day or TimeInForce.Gtc)) return VenueReason.InvalidTerms;
        return terms.Type switch
        {
            OrderType.Market => VenueReason.None,
            OrderType.Limit => terms.LimitPrice > Price.Zero || (instructions.IsPegged && terms.LimitPrice == Price.Zero) ? VenueReason.None : VenueReason.InvalidPrice,
            OrderType.Stop => terms.StopPrice > Price.Zero || (instructions.IsTrailing && terms.StopPrice == Price.Zero) ? VenueReason.None : VenueReason.InvalidPrice,
            _ => VenueReason.InvalidTerms,
        };
    }

    static VenueReason CheckInstructions(in VenueInstructions instructions, in OrderTerms terms)
    {
        if (instructions.IsPlain) return VenueReason.None;
        var (needed, priced) = instructions.Kind switch
        {
            VenueOrderKind.Plain => (terms.Type, true),
            VenueOrderKind.StopLimit => (OrderType.Stop, terms.LimitPrice > Price.Zero),
            VenueOrderKind.TrailingStop or VenueOrderKind.TrailingStopLimit => (OrderType.Stop, instructions.Trail > Price.Zero != instructions.TrailPercent is > 0 and < 100),
            VenueOrderKind.MarketIfTouched => (OrderType.Market, terms.StopPrice > Price.Zero),
            VenueOrderKind.LimitIfTouched => (OrderType.Limit, terms.StopPrice > Price.Zero),
            VenueOrderKind.OnClose => (terms.Type == OrderType.Stop ? OrderType.Market : terms.Type, true),
            VenueOrderKind.Midpoint or VenueOrderKind.Relative => (OrderType.Limit, instructions.LimitOffset >= Price.Zero),
            _ => (default, false),
        };
        if (terms.Type != needed) return VenueReason.InvalidTerms;
        if (instructions.TimeInForce > VenueTimeInForce.AtTheOpening || instructions.Trigger is > TriggerMethod.BidAsk and < TriggerMethod.LastOrBidAsk or > TriggerMethod.Midpoint) return VenueReason.InvalidTerms;
        return priced ? VenueReason.None : VenueReason.InvalidPrice;
    }

    static VenueReason CheckChange(in OrderSlot order, in OrderTerms terms, in VenueInstructions instructions)
    {
        if (!order.IsLive) return VenueReason.AlreadyDone;
        if (terms.Symbol != order.Terms.Symbol || terms.Side != order.Terms.Side || terms.Type != order.Terms.Type || instructions.Kind != order.Instructions.Kind) return VenueReason.InvalidTerms;
        // An order stays with its auction, and nothing joins one late.
        if (instructions.IsForAuction != order.Instructions.IsForAuction) return VenueReason.InvalidTerms;
        if (terms.Quantity <= order.Filled) return VenueReason.InvalidQuantity;
        var reason = CheckTerms(terms, instructions);
        return reason == VenueReason.None ? CheckInstructions(instructions, terms) : reason;
    }
}
