using Bellwether.Core;

namespace Bellwether.Orders;

/// <summary>
/// Terms that the risk gate let through. Only the Risk room can make one (its constructor is visible to nothing else), and it carries the number of the
/// verdict: <c>default</c> has none and is refused by <see cref="OrderBook.Create"/>.
/// </summary>
public readonly struct ApprovedOrder
{
    internal ApprovedOrder(long verdict, OrderRole role, in OrderTerms terms, Price reference)
    {
        Verdict = verdict;
        Role = role;
        Terms = terms;
        Reference = reference;
    }

    /// <summary>Number of the verdict that approved it, from 1.</summary>
    public long Verdict { get; }

    public OrderRole Role { get; }

    public OrderTerms Terms { get; }

    /// <summary>The market price that the verdict valued the order at.</summary>
    public Price Reference { get; }
}

/// <summary>How an order hangs together with others.</summary>
/// <param name="Parent">Number of the order whose execution arms this one; 0 for none.</param>
/// <param name="OcaGroup">Number of the one-cancels-all group; 0 for none.</param>
/// <param name="OcaType">How the group's members act on each other.</param>
public readonly record struct OrderLinks(long Parent, long OcaGroup, OcaType OcaType)
{
    public static OrderLinks None => default;
}
