using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>A history request that is kept up to date: every five seconds in which something happened its running bar is told again, and a new one begins when it is over.</summary>
sealed class LiveBars
{
    readonly BarMerge merge;
    readonly List<MarketBar> running = [];
    readonly BarText text;

    /// <param name="answered">The bars of the answer, oldest first: the last of them runs on.</param>
    public LiveBars(GatewaySession session, int requestId, HistoryQuery query, int formatDate, TradingHours hours, List<MarketBar> answered)
    {
        (Session, RequestId, Symbol, Kind) = (session, requestId, query.Symbol, query.Kind);
        merge = new BarMerge(query.Size, hours, query.RegularHours);
        text = new BarText(query, formatDate, session.ServerVersion);
        // The last bar answered is taken up as one piece: what follows joins it when it belongs to the same bar.
        if (answered.Count > 0) merge.Resume(answered[^1], running);
    }

    public GatewaySession Session { get; }

    public int RequestId { get; }

    public int Symbol { get; }

    public PriceKind Kind { get; }

    /// <summary>Five seconds more.</summary>
    public void Add(in MarketBar fiveSeconds)
    {
        if (running.Count > 1) running.RemoveRange(0, running.Count - 1);
        if (merge.Add(fiveSeconds, running)) Session.Send(text.Update(RequestId, running[^1]));
    }
}
