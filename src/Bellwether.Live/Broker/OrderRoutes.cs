using System.Globalization;
using Bellwether.InteractiveBrokers;

namespace Bellwether.Live;

/// <summary>Whose order a message of the broker is about.</summary>
enum OrderOwner
{
    /// <summary>Nothing that came with it tells.</summary>
    Unknown,

    Ours,

    /// <summary>Manual, or of another program.</summary>
    External,

    /// <summary>Of this program, but of another run: its reference has our form and another nonce.</summary>
    OtherInstance,
}

/// <summary>
/// Which broker order belongs to which engine order. Identity travels in the order reference, <c>BW-nonce-number</c>, and in the permanent id, once both were
/// seen together; the order id is only a route for changes and cancels, and proves nothing when the permanent id says otherwise.
/// </summary>
sealed class OrderRoutes(string nonce)
{
    const string Family = "BW-";
    readonly OrderIdAllocator ids = new();
    readonly Dictionary<int, long> orderOf = [];
    readonly Dictionary<long, int> idOf = [];
    readonly Dictionary<long, long> permIdOf = [];
    readonly Dictionary<long, (OrderOwner Owner, long Order)> byPermId = [];
    readonly string prefix = $"{Family}{nonce}-";

    /// <summary>The next unused broker order id; never falls.</summary>
    public int NextId => ids.Next;

    /// <summary>Ids are running out.</summary>
    public bool IsAlarming => ids.IsAlarming;

    /// <summary>The gateway said which id it would accept next. True when that is an id that is burnt: it is ignored, no id is given twice.</summary>
    public bool AtLeast(int nextValidId) => ids.OnNextValidId(nextValidId);

    /// <summary>An id of this client that showed up is burnt, too.</summary>
    public void Seen(int brokerOrderId) => ids.Seen(brokerOrderId);

    public int Assign(long order)
    {
        var id = ids.Reserve();
        orderOf[id] = order;
        idOf[order] = id;
        return id;
    }

    /// <summary>The id under which the broker shows an order of ours: the way to it from now on.</summary>
    public void Confirm(long order, int brokerOrderId)
    {
        orderOf[brokerOrderId] = order;
        idOf[order] = brokerOrderId;
        ids.Seen(brokerOrderId);
    }

    /// <summary>An order of an earlier run.</summary>
    /// <param name="order">The engine's number.</param>
    /// <param name="brokerOrderId">0 if the broker never named it.</param>
    /// <param name="permId">0 if the broker never named it.</param>
    public void Restore(long order, int brokerOrderId, long permId)
    {
        if (brokerOrderId > 0) Confirm(order, brokerOrderId);
        if (permId == 0) return;
        byPermId[permId] = (OrderOwner.Ours, order);
        permIdOf[order] = permId;
    }

    /// <summary>0 when the order was never sent.</summary>
    public int IdOf(long order) => idOf.GetValueOrDefault(order);

    public string Reference(long order) => prefix + order.ToString(CultureInfo.InvariantCulture);

    public string Group(long group) => prefix + "G" + group.ToString(CultureInfo.InvariantCulture);

    /// <summary>The engine's order of an id that this client sent; 0 if it did not.</summary>
    public long FromId(int brokerOrderId) => orderOf.GetValueOrDefault(brokerOrderId);

    /// <summary>
    /// Whose order a message is about, and which, by the permanent id, then the reference, then the order id of this client. What is found is remembered under
    /// the permanent id.
    /// </summary>
    /// <param name="permId">0 if not yet known.</param>
    /// <param name="reference">Empty if there is none, or the message has no such field.</param>
    /// <param name="brokerOrderId">The id of this client; 0 for an order of another one.</param>
    /// <param name="order">The engine's order; 0 unless it is ours.</param>
    public OrderOwner Find(long permId, string reference, int brokerOrderId, out long order)
    {
        if (permId != 0 && byPermId.TryGetValue(permId, out var known))
        {
            order = known.Order;
            return known.Owner;
        }
        var owner = reference.Length > 0 ? OfReference(reference, out order) : OfId(permId, brokerOrderId, out order);
        if (permId == 0 || owner == OrderOwner.Unknown) return owner;
        byPermId[permId] = (owner, order);
        if (order != 0) permIdOf[order] = permId;
        return owner;
    }

    OrderOwner OfReference(string reference, out long order)
    {
        order = 0;
        if (!reference.StartsWith(prefix, StringComparison.Ordinal))
            return reference.StartsWith(Family, StringComparison.Ordinal) ? OrderOwner.OtherInstance : OrderOwner.External;
        return long.TryParse(reference.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out order) && order > 0 ? OrderOwner.Ours : OrderOwner.External;
    }

    OrderOwner OfId(long permId, int brokerOrderId, out long order)
    {
        order = FromId(brokerOrderId);
        if (order == 0) return OrderOwner.Unknown;
        // The same id with another permanent id is an order of an earlier life of this client.
        var mine = permIdOf.GetValueOrDefault(order);
        if (permId == 0 || mine == 0 || mine == permId) return OrderOwner.Ours;
        order = 0;
        return OrderOwner.External;
    }
}
