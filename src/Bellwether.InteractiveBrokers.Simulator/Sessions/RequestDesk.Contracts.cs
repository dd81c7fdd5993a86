using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>What there is to trade.</content>
sealed partial class RequestDesk
{
    public void On(ReqContractDetails m)
    {
        var symbol = contracts.Find(m.Contract);
        if (symbol < 0)
        {
            Unknown(m.ReqId);
            return;
        }
        session.Send(contracts.Details(symbol, m.ReqId, now));
        session.Send(new ContractDetailsEnd { ReqId = m.ReqId });
    }

    public void On(ReqMatchingSymbols m) => session.Send(new SymbolSamples
    {
        ReqId = m.ReqId,
        Contracts = [.. contracts.StartingWith(m.Pattern).Take(16).Select(i => new SymbolSample
        {
            ConId = contracts[i].ConId, Symbol = contracts[i].Symbol, SecType = "STK", PrimaryExchange = contracts[i].PrimaryExchange, Currency = "USD",
        })],
    });

    public void On(in ReqMarketRule m) => session.Send(new MarketRule
    {
        MarketRuleId = m.MarketRuleId,
        PriceIncrements = [new PriceIncrement { LowEdge = 0, Increment = 0.0001 }, new PriceIncrement { LowEdge = 1, Increment = 0.01 }],
    });
}
