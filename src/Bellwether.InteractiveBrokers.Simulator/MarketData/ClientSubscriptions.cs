namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>What one connection is subscribed to.</summary>
sealed class ClientSubscriptions
{
    /// <summary>Request id and symbol of each quote subscription.</summary>
    public List<(int RequestId, int Symbol)> Quotes { get; } = [];

    /// <summary>Request id and symbol of each real-time bar subscription.</summary>
    public List<(int RequestId, int Symbol, bool RegularHours)> Bars { get; } = [];

    public bool Positions { get; set; }

    /// <summary>Account of reqAccountUpdates, or null.</summary>
    public string? Account { get; set; }

    /// <summary>Request id, account and model of reqAccountUpdatesMulti.</summary>
    public List<(int RequestId, string Account, string Model)> AccountsMulti { get; } = [];

    /// <summary>Request id and tags of reqAccountSummary.</summary>
    public List<(int RequestId, string[] Tags)> Summaries { get; } = [];

    public int Lines => Quotes.Count + Bars.Count;

    public void Clear()
    {
        Quotes.Clear();
        Bars.Clear();
        Positions = false;
        Account = null;
        AccountsMulti.Clear();
        Summaries.Clear();
    }
}
