using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class HistoricalScheduleQuestion(ReqHistoricalData request) : Question<HistoricalSchedule>, IServerMessageHandler
{
    public override void Write(ClientCore core)
    {
        request.ReqId = Id;
        core.SendHistory(request, HistoryRequest.Of(request), Id);
    }

    public override void WriteCancel(ClientCore core) => core.Send(new CancelHistoricalData { ReqId = Id }, RequestLane.Data, Id);

    public void On(HistoricalSchedule m) => Complete(m);
}
