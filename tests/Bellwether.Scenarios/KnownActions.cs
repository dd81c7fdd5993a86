using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Simulation;

namespace Bellwether.Scenarios;

/// <summary>The splits of a scenario, as far as its client knows them.</summary>
sealed class KnownActions(IReadOnlyList<MarketSplit> splits, InstrumentTable instruments) : ICorporateActions
{
    IReadOnlyList<MarketSplit> splits = splits;

    /// <summary>Somebody imports splits while the client runs.</summary>
    public void Import(IReadOnlyList<MarketSplit> imported) => splits = imported;

    public IReadOnlyList<CorporateEvent> Read() => [.. splits.Where(s => instruments.TryFind(s.Symbol, out _)).Select(s =>
    {
        instruments.TryFind(s.Symbol, out var instrument);
        return CorporateEvent.Of(instrument!.Index, new CorporateAction(s.Date, CorporateActionKind.Split, (double)s.Ratio.New / s.Ratio.Old));
    })];

    public string? SuccessorOf(string ticker) => null;

    public static long At(MarketSplit split) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(split.Date).ToInstant());
}
