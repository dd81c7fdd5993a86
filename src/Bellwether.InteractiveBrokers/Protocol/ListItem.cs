namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>What is known of the items of a list before one is read.</summary>
static class ListItem<TItem> where TItem : IFields<TItem>, new()
{
    /// <summary>The fewest bytes of an item at any server version: each of its fields is a NUL at least.</summary>
    public static readonly int LeastBytes = Enumerable.Range(ServerVersions.Lowest, ServerVersions.Highest - ServerVersions.Lowest + 1).Min(FieldCounter.Count<TItem>);
}
