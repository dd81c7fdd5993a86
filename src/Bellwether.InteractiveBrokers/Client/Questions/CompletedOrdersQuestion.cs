using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class CompletedOrdersQuestion(bool apiOnly) : Question<IReadOnlyList<CompletedOrder>>, IServerMessageHandler
{
    readonly List<CompletedOrder> _orders = [];

    public override string? AskedAloneAs => "completed orders";

    public override void Write(ClientCore core) => core.Send(new ReqCompletedOrders { ApiOnly = apiOnly }, RequestLane.Data, Id);

    public void On(CompletedOrder m) => _orders.Add(m);

    public void On(in CompletedOrdersEnd m) => Complete(_orders);
}
