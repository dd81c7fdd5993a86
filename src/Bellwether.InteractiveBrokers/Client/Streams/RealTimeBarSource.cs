using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Bars of five seconds.</summary>
sealed class RealTimeBarSource(Contract contract, string whatToShow, bool regularHours, int capacity)
    : StreamSource<RealTimeBar>(StreamOverflow.Fail, capacity), IServerMessageHandler
{
    public override void Ask(ClientCore core, int id, bool isSnapshot) =>
        core.Send(new ReqRealTimeBars { ReqId = id, Contract = contract, WhatToShow = whatToShow, UseRTH = regularHours }, RequestLane.Data, id);

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelRealTimeBars { ReqId = id }, RequestLane.Data, id);

    public void On(in RealTimeBar m) => Emit(m);
}
