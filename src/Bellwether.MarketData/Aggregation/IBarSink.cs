namespace Bellwether.MarketData;

/// <summary>Takes finished bars. A struct, so that the compiler specialises the loops of batch aggregation for it.</summary>
public interface IBarSink
{
    void Add(in AggregatedBar bar);
}
