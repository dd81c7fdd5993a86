using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>How much of an order executes at one moment.</summary>
public interface IPartialFillModel
{
    /// <summary>Above zero and at most <paramref name="remaining"/>; the rest waits for the next change of the market.</summary>
    /// <param name="displayed">Shares on offer at the execution price; zero when unknown.</param>
    Quantity Next(Quantity remaining, Quantity displayed, ref SplitMix64 random);
}

/// <summary>Every execution is for the whole order.</summary>
public sealed class WholeFills : IPartialFillModel
{
    WholeFills() { }

    public static WholeFills Instance { get; } = new();

    public Quantity Next(Quantity remaining, Quantity displayed, ref SplitMix64 random) => remaining;
}

/// <summary>
/// An order larger than the displayed size executes in pieces: each time a random part between half and one and a half of what is displayed, in whole shares.
/// Where the displayed size is unknown the order executes whole.
/// </summary>
public sealed class DisplayedSizeFills : IPartialFillModel
{
    DisplayedSizeFills() { }

    public static DisplayedSizeFills Instance { get; } = new();

    public Quantity Next(Quantity remaining, Quantity displayed, ref SplitMix64 random)
    {
        if (displayed <= Quantity.Zero || remaining <= displayed) return remaining;
        var shares = displayed.Units / Quantity.Scale;
        var bound = (int)Math.Clamp(shares, 1, 1_000_000);
        var piece = Quantity.FromShares(Math.Max(1, (bound / 2) + random.NextInt(bound + 1)));
        return Quantity.Min(piece, remaining);
    }
}
