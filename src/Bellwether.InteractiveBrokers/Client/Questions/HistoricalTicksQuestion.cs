using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Past trades, quotes or midpoints, as the gateway groups them.</summary>
sealed class HistoricalTicksQuestion<T>(ReqHistoricalTicks request) : Question<IReadOnlyList<T>>, IServerMessageHandler
{
    readonly List<T> _ticks = [];

    public override void Write(ClientCore core)
    {
        request.ReqId = Id;
        core.SendHistory(request, HistoryRequest.Of(request), Id);
    }

    public void On(HistoricalTicks m) => Take(m.Ticks as T[], m.Done);

    public void On(HistoricalTicksBidAsk m) => Take(m.Ticks as T[], m.Done);

    public void On(HistoricalTicksLast m) => Take(m.Ticks as T[], m.Done);

    void Take(T[]? ticks, bool done)
    {
        if (ticks is not null) _ticks.AddRange(ticks);
        if (done) Complete(_ticks);
    }
}
