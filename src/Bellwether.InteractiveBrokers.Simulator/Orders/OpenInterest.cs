using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// What the orders at the venue could still make of an account's positions. Buying power is judged as if all of them on the worse side executed; children count for
/// nothing, since they close what their parents open, and of a one-cancels-all group only the largest order counts.
/// </summary>
sealed class OpenInterest(AccountDesk accounts)
{
    readonly List<BrokerOrder> orders = [];

    public void Add(BrokerOrder order) => orders.Add(order);

    /// <summary>Transmitted orders that have not ended, oldest first.</summary>
    public List<BrokerOrder> Live()
    {
        orders.RemoveAll(o => o.IsDone);
        return orders;
    }

    /// <summary>Why an order does not fit its account's buying power beside the others, or null.</summary>
    /// <param name="shares">What it may add; above zero.</param>
    public string? MarginRefusal(BrokerOrder order, Quantity shares)
    {
        var others = Money.Zero;
        var (sameSide, rest) = (Quantity.Zero, new SortedDictionary<int, (Quantity Buys, Quantity Sells)>());
        foreach (var (symbol, side, open) in Counted(order))
        {
            if (symbol == order.Symbol)
            {
                if (side == order.Side) sameSide += open;
                continue;
            }
            var sum = rest.GetValueOrDefault(symbol);
            rest[symbol] = side == Side.Buy ? (sum.Buys + open, sum.Sells) : (sum.Buys, sum.Sells + open);
        }
        foreach (var (symbol, (buys, sells)) in rest)
        {
            var held = order.Account[symbol].Quantity;
            var worst = Quantity.Max(Quantity.Abs(held + buys), Quantity.Abs(held - sells));
            if (worst > Quantity.Abs(held)) others += accounts.Worth(symbol, worst - Quantity.Abs(held));
        }
        return accounts.MarginRefusal(order.Account, order.Symbol, order.Side, sameSide + shares, others);
    }

    /// <summary>Shares short if the order and all that are open on its side executed; zero when the account stays long.</summary>
    public Quantity ShortWith(BrokerOrder order)
    {
        var sold = order.Parent is { } parent && parent.Side == Side.Buy ? order.Remaining - parent.Quantity : order.Remaining;
        if (sold <= Quantity.Zero) return Quantity.Zero;
        foreach (var (symbol, side, open) in Counted(order))
            if (symbol == order.Symbol && side == Side.Sell) sold += open;
        return Quantity.Max(Quantity.Zero, sold - order.Account[order.Symbol].Quantity);
    }

    IEnumerable<(int Symbol, Side Side, Quantity Shares)> Counted(BrokerOrder newcomer)
    {
        var largest = new SortedDictionary<string, BrokerOrder>(StringComparer.Ordinal);
        foreach (var order in Live())
        {
            if (order == newcomer || order.Account != newcomer.Account || order.Parent is not null || order.WaitsForShares) continue;
            var group = order.Terms.OcaGroup;
            if (group.Length == 0)
            {
                yield return (order.Symbol, order.Side, order.Remaining);
                continue;
            }
            if (group == newcomer.Terms.OcaGroup) continue;
            if (!largest.TryGetValue(group, out var other) || other.Remaining < order.Remaining) largest[group] = order;
        }
        foreach (var order in largest.Values) yield return (order.Symbol, order.Side, order.Remaining);
    }
}
