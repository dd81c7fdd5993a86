namespace Bellwether.MarketData;

/// <summary>Collects bars.</summary>
public readonly struct BarList() : IBarSink
{
    readonly List<AggregatedBar> bars = [];

    public IReadOnlyList<AggregatedBar> Bars => bars;

    public void Add(in AggregatedBar bar) => bars.Add(bar);
}
