using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>What there is to trade.</content>
sealed partial class RequestDesk
{
    /// <summary>Matches that an answer holds at most.</summary>
    const int MatchingSymbols = 16;

    public void On(ReqContractDetails m)
    {
        // Listings are known by ticker and contract number only, not by ISIN, CUSIP or the like.
        var found = m.SecId.Length > 0 ? [] : contracts.Matches(m.Contract).ToList();
        if (found.Count == 0)
        {
            Unknown(m.ReqId);
            return;
        }
        foreach (var listing in found) session.Send(contracts.Details(listing, m.ReqId, now));
        session.Send(new ContractDetailsEnd { ReqId = m.ReqId });
    }

    public void On(ReqMatchingSymbols m) => session.Send(new SymbolSamples
    {
        ReqId = m.ReqId,
        Contracts = [.. contracts.Like(m.Pattern).Take(MatchingSymbols).Select(l => new SymbolSample
        {
            ConId = l.ConId, Symbol = l.Symbol, SecType = "STK", PrimaryExchange = l.Exchange, Currency = l.Currency, Description = l.Name,
            DerivativeSecTypes = l.IsUs ? [new DerivativeSecType { SecType = "CFD" }, new DerivativeSecType { SecType = "OPT" }, new DerivativeSecType { SecType = "BAG" }] : [],
        })],
    });

    public void On(in ReqMarketRule m)
    {
        if (m.MarketRuleId != ContractBook.MarketRule)
        {
            Error(-1, 321, $"Error validating request.-'bN' : cause - Market rule {m.MarketRuleId} is unknown: contract details name the rules there are");
            return;
        }
        session.Send(new MarketRule
        {
            MarketRuleId = m.MarketRuleId,
            PriceIncrements = [new PriceIncrement { LowEdge = 0, Increment = 0.0001 }, new PriceIncrement { LowEdge = 1, Increment = 0.01 }],
        });
    }

    public void On(ReqSmartComponents m)
    {
        if (m.BboExchange != ExchangeDirectory.BboExchange)
            Error(m.ReqId, 321, $"Error validating request.-'bN' : cause - Exchange map '{m.BboExchange}' is unknown: tickReqParams names it, here {ExchangeDirectory.BboExchange}");
        else session.Send(new SmartComponents { ReqId = m.ReqId, Components = ExchangeDirectory.Components });
    }

    public void On(in ReqMktDepthExchanges m) => session.Send(new MktDepthExchanges { Exchanges = ExchangeDirectory.DepthExchanges });
}
