using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Margin and commission of an order that is not sent. Its id is an order id.</summary>
sealed class WhatIfQuestion(Contract contract, Order order) : Question<OrderState>, IServerMessageHandler
{
    public override void Write(ClientCore core)
    {
        order.WhatIf = true;
        core.Send(new PlaceOrder { OrderId = Id, Contract = contract, Order = order }, RequestLane.Data, Id);
    }

    public void On(OpenOrder m) => Complete(m.State);
}
