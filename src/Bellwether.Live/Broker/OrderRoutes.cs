using System.Globalization;

namespace Bellwether.Live;

/// <summary>
/// Which broker order id belongs to which engine order. The id is the route for changes and cancels in this session; identity travels in the order
/// reference, <c>BW-nonce-number</c>, which comes back with open orders and executions.
/// </summary>
sealed class OrderRoutes(string nonce)
{
    readonly Dictionary<int, long> orderOf = [];
    readonly Dictionary<long, int> idOf = [];
    readonly Dictionary<long, long> orderOfPermId = [];
    readonly string prefix = $"BW-{nonce}-";

    /// <summary>The next unused broker order id; never falls.</summary>
    public int NextId { get; private set; } = 1;

    /// <summary>The gateway said which id it would accept next; a lower one than ours is ignored: ids are never given twice.</summary>
    public void AtLeast(int nextValidId) => NextId = Math.Max(NextId, nextValidId);

    public int Assign(long order)
    {
        var id = NextId++;
        orderOf[id] = order;
        idOf[order] = id;
        return id;
    }

    /// <summary>0 when the order was never sent.</summary>
    public int IdOf(long order) => idOf.GetValueOrDefault(order);

    public string Reference(long order) => prefix + order.ToString(CultureInfo.InvariantCulture);

    public string Group(long group) => prefix + "G" + group.ToString(CultureInfo.InvariantCulture);

    /// <summary>The engine's order of an order reference of this run; 0 for any other.</summary>
    public long FromReference(string reference) =>
        reference.StartsWith(prefix, StringComparison.Ordinal) && long.TryParse(reference.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : 0;

    /// <summary>The engine's order of an id of this client; 0 if it is not ours.</summary>
    public long FromId(int brokerOrderId) => orderOf.GetValueOrDefault(brokerOrderId);

    /// <summary>The engine's order of a permanent id that was seen with a reference before; 0 if none.</summary>
    public long FromPermId(long permId) => orderOfPermId.GetValueOrDefault(permId);

    public void Learn(long permId, long order)
    {
        if (permId != 0 && order != 0) orderOfPermId[permId] = order;
    }
}
