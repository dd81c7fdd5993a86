using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Profit and loss of the account.</summary>
sealed class PnLSource(string account) : StreamSource<Pnl>(StreamOverflow.Conflate, 1), IServerMessageHandler
{
    public override void Ask(ClientCore core, int id, bool isSnapshot) => core.Send(new ReqPnL { ReqId = id, Account = account }, RequestLane.Data, id);

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelPnL { ReqId = id }, RequestLane.Data, id);

    public void On(in Pnl m) => Emit(m);
}
