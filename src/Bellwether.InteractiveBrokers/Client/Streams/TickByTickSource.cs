using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Every trade, quote or midpoint.</summary>
sealed class TickByTickSource(Contract contract, string tickType, int capacity) : StreamSource<TickByTick>(StreamOverflow.Fail, capacity), IServerMessageHandler
{
    public override void Ask(ClientCore core, int id, bool isSnapshot) =>
        core.Send(new ReqTickByTickData { ReqId = id, Contract = contract, TickType = tickType }, RequestLane.Data, id);

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelTickByTickData { ReqId = id }, RequestLane.Data, id);

    public void On(in TickByTick m) => Emit(m);
}
