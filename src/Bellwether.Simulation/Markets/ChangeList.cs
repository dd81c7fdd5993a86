namespace Bellwether.Simulation;

/// <summary>The changes of one instant.</summary>
sealed class ChangeList
{
    MarketChange[] changes = new MarketChange[64];
    int count;

    public ReadOnlySpan<MarketChange> All => changes.AsSpan(0, count);

    public void Clear() => count = 0;

    public void Add(MarketChangeKind kind, int symbol = -1)
    {
        if (count == changes.Length) Array.Resize(ref changes, count * 2);
        changes[count++] = new MarketChange(kind, symbol);
    }
}
