using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class HistoricalBarsQuestion(ReqHistoricalData request, int priority) : Question<IReadOnlyList<HistoryBar>>, IServerMessageHandler
{
    readonly List<HistoryBar> _bars = [];
    bool _endsByItself;

    public override void Write(ClientCore core)
    {
        _endsByItself = core.ServerVersion < ServerVersions.HistoricalDataEnd;
        request.ReqId = Id;
        core.SendHistory(request, HistoryRequest.Of(request, priority), Id);
    }

    public override void WriteCancel(ClientCore core) => core.Send(new CancelHistoricalData { ReqId = Id }, RequestLane.Data, Id);

    public void On(HistoricalData m)
    {
        foreach (ref readonly var bar in m.Bars.AsSpan()) _bars.Add(HistoryBar.From(bar));
        if (_endsByItself) Complete(_bars);
    }

    public void On(HistoricalDataEnd m) => Complete(_bars);

    /// <summary>"No data" is an answer: no bars.</summary>
    public override bool IsAnswer(ErrMsg message)
    {
        if (message.ErrorCode != 162 || HistoryRefusals.Read(message.ErrorMsg) != HistoryRefusal.NoData) return false;
        Complete(_bars);
        return true;
    }
}
