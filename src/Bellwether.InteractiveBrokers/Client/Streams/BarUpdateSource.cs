using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>History that goes on growing.</summary>
sealed class BarUpdateSource(ReqHistoricalData request, int priority, int capacity) : StreamSource<BarUpdate>(StreamOverflow.Fail, capacity), IServerMessageHandler
{
    public override void Ask(ClientCore core, int id, bool isSnapshot)
    {
        request.ReqId = id;
        core.SendHistory(request, HistoryRequest.Of(request, priority), id);
    }

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelHistoricalData { ReqId = id }, RequestLane.Data, id);

    public void On(HistoricalData m)
    {
        foreach (ref readonly var bar in m.Bars.AsSpan()) Emit(new(HistoryBar.From(bar), IsHistory: true));
    }

    public void On(HistoricalDataUpdate m) => Emit(new(HistoryBar.From(m), IsHistory: false));
}
