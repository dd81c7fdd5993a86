using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class MarketRuleQuestion(int ruleId) : Question<IReadOnlyList<PriceIncrement>>
{
    public int RuleId => ruleId;

    public override string? AskedAloneAs => "market rule";

    public override void Write(ClientCore core) => core.Send(new ReqMarketRule { MarketRuleId = ruleId }, RequestLane.Data, Id);

    public void Take(MarketRule rule) => Complete(rule.PriceIncrements);
}
