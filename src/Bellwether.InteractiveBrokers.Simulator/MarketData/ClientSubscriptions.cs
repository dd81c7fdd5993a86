namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>What one connection is subscribed to.</summary>
sealed class ClientSubscriptions
{
    /// <summary>Request id and symbol of each quote subscription.</summary>
    public List<(int RequestId, int Symbol)> Quotes { get; } = [];

    /// <summary>Request id and symbol of each real-time bar subscription.</summary>
    public List<(int RequestId, int Symbol, bool RegularHours)> Bars { get; } = [];

    /// <summary>Request id and symbol of each tick-by-tick subscription.</summary>
    public List<(int RequestId, int Symbol)> TickByTick { get; } = [];

    /// <summary>Request id and symbol of each history that is kept up to date.</summary>
    public List<(int RequestId, int Symbol)> LiveBars { get; } = [];

    /// <summary>Kind of market data that later requests get: 1 live, 2 frozen, 3 delayed, 4 delayed and frozen.</summary>
    public int DataType { get; set; } = 1;

    public bool Positions { get; set; }

    /// <summary>Account of reqAccountUpdates, or null.</summary>
    public string? Account { get; set; }

    /// <summary>Each reqAccountUpdatesMulti.</summary>
    public List<MultiSubscription> AccountsMulti { get; } = [];

    /// <summary>Each reqPositionsMulti.</summary>
    public List<MultiSubscription> PositionsMulti { get; } = [];

    /// <summary>Each reqAccountSummary.</summary>
    public List<SummarySubscription> Summaries { get; } = [];

    /// <summary>Profits of accounts and positions.</summary>
    public List<FollowedProfit> Profits { get; } = [];

    public int Lines => Quotes.Count + Bars.Count;

    /// <summary>Some subscription of market data has this request id.</summary>
    public bool Has(int requestId) =>
        Quotes.Exists(q => q.RequestId == requestId) || Bars.Exists(b => b.RequestId == requestId) || TickByTick.Exists(t => t.RequestId == requestId)
        || LiveBars.Exists(b => b.RequestId == requestId);

    /// <summary>Forgets all market data.</summary>
    public void ClearData()
    {
        Quotes.Clear();
        Bars.Clear();
        TickByTick.Clear();
        LiveBars.Clear();
    }

    public void Clear()
    {
        ClearData();
        Positions = false;
        Account = null;
        AccountsMulti.Clear();
        PositionsMulti.Clear();
        Summaries.Clear();
        Profits.Clear();
    }
}
