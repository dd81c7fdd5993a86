namespace Bellwether.InteractiveBrokers;

/// <summary>
/// Who gets the market data lines: by priority, and among equals whoever came first. When snapshots have to do for the rest, one line is kept for them.
/// </summary>
public sealed class LineBudget
{
    /// <param name="lines">Market data lines of the account; 100 unless more were bought. At least 1.</param>
    public LineBudget(int lines = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lines, 1);
        Configured = Lines = lines;
    }

    /// <summary>The lines that the account should have.</summary>
    public int Configured { get; }

    /// <summary>The lines that the broker gave: fewer than configured once it refused one (code 101).</summary>
    public int Lines { get; private set; }

    /// <summary>The broker refused a line while so many others were in use. Whether that is fewer than thought.</summary>
    internal bool Learn(int inUse)
    {
        var before = Lines;
        Lines = Math.Clamp(inUse, 1, Lines);
        return Lines < before;
    }

    /// <summary>A new session may have more lines than the last one.</summary>
    internal void Forget() => Lines = Configured;

    /// <summary>Marks which subscriptions have a line. The list must be in order of precedence.</summary>
    internal void Grant(List<Subscription> inOrder, HashSet<Subscription> granted)
    {
        granted.Clear();
        var wanting = 0;
        var snapshots = false;
        foreach (var subscription in inOrder)
        {
            if (!Wants(subscription)) continue;
            if (++wanting > Lines) snapshots |= subscription.Terms.AllowsSnapshots;
        }
        var left = snapshots && Lines > 1 ? Lines - 1 : Lines;
        foreach (var subscription in inOrder)
        {
            if (left == 0) break;
            if (!Wants(subscription)) continue;
            granted.Add(subscription);
            left--;
        }
    }

    static bool Wants(Subscription subscription) => subscription.Terms.UsesLine && subscription.State != SubscriptionState.Refused;
}
