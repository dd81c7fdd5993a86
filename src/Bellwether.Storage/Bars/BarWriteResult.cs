using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>What a write did to the rows of a source.</summary>
/// <param name="Added">Times that the source did not have.</param>
/// <param name="Unchanged">Times that it had with the same values.</param>
/// <param name="Replaced">Times that it had with other values.</param>
/// <param name="Removed">Times that it had and has no more.</param>
public readonly record struct BarWriteResult(long Added, long Unchanged, long Replaced, long Removed = 0)
{
    public static BarWriteResult operator +(BarWriteResult a, BarWriteResult b) => new(a.Added + b.Added, a.Unchanged + b.Unchanged, a.Replaced + b.Replaced, a.Removed + b.Removed);
}

/// <summary>What was appended to the rows of a source.</summary>
/// <param name="Added">Times that the source did not have.</param>
/// <param name="Unchanged">Times that it had with the same values.</param>
/// <param name="Differing">Rows of times that it had with other values; it keeps its own.</param>
public sealed record BarAppendResult(long Added, long Unchanged, BarRows Differing);
