using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.Strategies;

namespace Bellwether.Benchmarks.Latency;

/// <summary>Wants to buy whenever a bar closes.</summary>
sealed class EnterAtEveryBar : IStrategy
{
    public string Name => "latency";

    public IndicatorGraph Indicators { get; } = new(IndicatorCatalogue.Standard, 1);

    public long FlatBeforeClose => 0;

    public void Observe(in StrategyContext context, in Slice slice)
    {
    }

    public void OnSlice(in StrategyContext context, in Slice slice, IntentBuffer intents) => intents.Add(new Intent(IntentKind.Enter, 0, Side.Buy, 1, 0, 0, IntentReason.EntryRule));

    public void OnPrediction(in StrategyContext context, int symbol, IntentBuffer intents)
    {
    }

    public void OnFlat(int symbol, long time)
    {
    }
}
