using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>How old a quote may become in market time, that is in the session, before it is stale. Nanoseconds.</summary>
/// <param name="Liquid">For a symbol that ticked at least once a second on average of late.</param>
/// <param name="Thin">For others, and for one whose bars say that nothing trades.</param>
public sealed record StalenessLimits(long Liquid = 5 * EngineTime.Second, long Thin = 30 * EngineTime.Second)
{
    internal StalenessLimits Checked() => Liquid > 0 && Thin >= Liquid
        ? this
        : throw new ArgumentException($"{Liquid} and {Thin} ns: expected a limit above 0 for liquid symbols, and one for thin symbols that is no shorter");
}
