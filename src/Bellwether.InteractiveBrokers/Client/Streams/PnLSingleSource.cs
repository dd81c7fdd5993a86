using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Profit and loss of one position.</summary>
sealed class PnLSingleSource(string account, int conId) : StreamSource<PnlSingle>(StreamOverflow.Conflate, 1), IServerMessageHandler
{
    public override void Ask(ClientCore core, int id, bool isSnapshot) =>
        core.Send(new ReqPnLSingle { ReqId = id, Account = account, ConId = conId }, RequestLane.Data, id);

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelPnLSingle { ReqId = id }, RequestLane.Data, id);

    public void On(in PnlSingle m) => Emit(m);
}
