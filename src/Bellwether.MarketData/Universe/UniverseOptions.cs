namespace Bellwether.MarketData;

/// <summary>When a symbol enters a universe and when it leaves, and how many there may be.</summary>
public sealed record UniverseOptions
{
    /// <summary>Sessions in a row in which a symbol must have held before it enters; from 1. Default: 1.</summary>
    public int EnterAfter { get; init; } = 1;

    /// <summary>Sessions in a row in which a member must have failed before it leaves; from 1. Default: 1.</summary>
    public int LeaveAfter { get; init; } = 1;

    /// <summary>Members at most; from 1. Default: no limit.</summary>
    public int MaxSymbols { get; init; } = int.MaxValue;

    /// <summary>How many places below <see cref="MaxSymbols"/> a member may be ranked without failing; from 0. Default: 0.</summary>
    public int RankSlack { get; init; }

    internal UniverseOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(EnterAfter, 1, nameof(EnterAfter));
        ArgumentOutOfRangeException.ThrowIfLessThan(LeaveAfter, 1, nameof(LeaveAfter));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSymbols, 1, nameof(MaxSymbols));
        ArgumentOutOfRangeException.ThrowIfNegative(RankSlack, nameof(RankSlack));
        return this;
    }
}
