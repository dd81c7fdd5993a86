using Bellwether.Core;
using NodaTime.Text;

namespace Bellwether.MarketData;

/// <summary>A stretch of time that is not empty, <c>[From, To)</c> in engine time.</summary>
public readonly record struct TimeRange
{
    /// <exception cref="ArgumentException">It would be empty.</exception>
    public TimeRange(long from, long to)
    {
        if (from >= to) throw new ArgumentException($"from {Text(from)} to {Text(to)} is empty: expected the earlier time first");
        (From, To) = (from, to);
    }

    /// <summary>Inclusive.</summary>
    public long From { get; }

    /// <summary>Exclusive.</summary>
    public long To { get; }

    /// <summary>What both have in common; null when that is nothing.</summary>
    public TimeRange? And(TimeRange other)
    {
        var (from, to) = (Math.Max(From, other.From), Math.Min(To, other.To));
        return from < to ? new TimeRange(from, to) : null;
    }

    public override string ToString() => $"[{Text(From)}, {Text(To)})";

    static string Text(long time) => InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(time));
}
