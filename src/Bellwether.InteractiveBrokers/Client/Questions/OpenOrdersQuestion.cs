using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class OpenOrdersQuestion(bool allClients) : Question<IReadOnlyList<OpenOrder>>, IServerMessageHandler
{
    readonly Dictionary<(long, int), OpenOrder> _orders = [];
    readonly List<(long, int)> _sequence = [];

    public override string? AskedAloneAs => "open orders";

    public override void Write(ClientCore core)
    {
        if (allClients) core.Send(new ReqAllOpenOrders(), RequestLane.Data, Id);
        else core.Send(new ReqOpenOrders(), RequestLane.Data, Id);
    }

    /// <summary>An order may come more than once: the last report counts.</summary>
    public void On(OpenOrder m)
    {
        var key = m.Order.PermId != 0 ? (m.Order.PermId, 0) : (0, m.OrderId);
        if (_orders.TryAdd(key, m)) _sequence.Add(key);
        else _orders[key] = m;
    }

    public void On(in OpenOrderEnd m) => Complete(_sequence.ConvertAll(key => _orders[key])
        .FindAll(o => o.State.Status.Kind is not (OrderStatusKind.Filled or OrderStatusKind.Cancelled or OrderStatusKind.ApiCancelled)));
}
