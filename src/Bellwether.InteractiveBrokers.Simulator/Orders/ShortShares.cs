using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>How many shares of a symbol there are to borrow for each account. A sell order that would be short of more is held until there are.</summary>
sealed class ShortShares
{
    readonly Quantity?[] available;

    public ShortShares(GatewayOptions options, ContractBook contracts)
    {
        available = new Quantity?[contracts.Count];
        for (var i = 0; i < available.Length; i++)
            if (options.ShortShares.TryGetValue(contracts[i].Symbol, out var shares)) Set(i, shares);
    }

    public void Set(int symbol, long? shares) => available[symbol] = shares is { } count ? Quantity.FromShares(count) : null;

    public bool Suffice(int symbol, Quantity shares) => available[symbol] is not { } there || shares <= there;
}
