using Bellwether.Core;
using Bellwether.Risk;

namespace Bellwether.Scenarios;

/// <summary>Asks for between 5,000 and 45,000 dollars at random, so that the gate has something to refuse.</summary>
sealed class EagerSizing(ulong seed) : ISizingModel
{
    SplitMix64 random = SplitMix64.For(seed, 5);

    public Quantity Size(Price price) => Quantity.FromShares((5_000 + random.NextInt(40_000)) * (long)Money.Scale / price.Micros);
}
