using NodaTime;

namespace Bellwether.MarketData;

/// <summary>
/// Which of some symbols belong to a universe, session by session, with hysteresis. A symbol that is out enters once it has held for so many sessions in a row and there is a place, the best
/// ranked first; a member leaves once it has failed for so many in a row. To hold is to satisfy the rules for entering and to be ranked among the first
/// <see cref="UniverseOptions.MaxSymbols"/> of those that the rules admit; a member fails when the rules for staying do not hold, or when it is ranked more than <see cref="UniverseOptions.RankSlack"/> places below that. A
/// better symbol does not push a member out before that member has failed for long enough.
/// </summary>
/// <remarks>Equal ranks, and unknown ones, which come last, keep the order of the symbols.</remarks>
public sealed class UniverseMembership
{
    readonly UniverseOptions options;
    readonly UniverseStanding[] standings;
    readonly double[] ranks;
    readonly List<int> admitted = [];

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public UniverseMembership(int symbolCount, UniverseOptions options)
    {
        this.options = options.Checked();
        standings = new UniverseStanding[symbolCount];
        ranks = new double[symbolCount];
    }

    public UniverseStanding this[int symbol] => standings[symbol];

    public int SymbolCount => standings.Length;

    /// <summary>Members.</summary>
    public int Count { get; private set; }

    /// <summary>A session is over.</summary>
    /// <param name="verdicts">Of each symbol, by its statistics.</param>
    /// <param name="next">The session for which this decides, New York date.</param>
    public void Advance(ReadOnlySpan<UniverseVerdict> verdicts, LocalDate next)
    {
        if (verdicts.Length != standings.Length) throw new ArgumentException($"{verdicts.Length} verdicts, expected one for each of {standings.Length} symbols", nameof(verdicts));
        Rank(verdicts);
        for (var symbol = 0; symbol < standings.Length; symbol++)
        {
            ref var standing = ref standings[symbol];
            var limit = standing.IsIn ? (long)options.MaxSymbols + options.RankSlack : options.MaxSymbols;
            var holds = standing.Place > 0 && standing.Place <= limit;
            standing = standing with { Holds = holds, Run = holds == standing.IsIn ? 0 : Math.Min(standing.Run + 1, standing.IsIn ? options.LeaveAfter : options.EnterAfter) };
            if (!standing.IsIn || standing.Run < options.LeaveAfter) continue;
            standing = standing with { IsIn = false, Since = next, Run = 0 };
            Count--;
        }
        foreach (var symbol in admitted)
        {
            ref var standing = ref standings[symbol];
            if (Count >= options.MaxSymbols) break;
            if (standing.IsIn || standing.Run < options.EnterAfter) continue;
            standing = standing with { IsIn = true, Since = next, Run = 0 };
            Count++;
        }
    }

    void Rank(ReadOnlySpan<UniverseVerdict> verdicts)
    {
        admitted.Clear();
        for (var symbol = 0; symbol < standings.Length; symbol++)
        {
            standings[symbol] = standings[symbol] with { Place = 0 };
            ranks[symbol] = verdicts[symbol].Rank;
            if (standings[symbol].IsIn ? verdicts[symbol].MayStay : verdicts[symbol].MayEnter) admitted.Add(symbol);
        }
        admitted.Sort(Compare);
        for (var place = 0; place < admitted.Count; place++) standings[admitted[place]] = standings[admitted[place]] with { Place = place + 1 };
    }

    /// <summary>Falling by rank, unknown ones last, then by number.</summary>
    int Compare(int a, int b)
    {
        var (x, y) = (ranks[a], ranks[b]);
        var unknown = double.IsNaN(x).CompareTo(double.IsNaN(y));
        return unknown != 0 ? unknown : !double.IsNaN(x) && x != y ? y.CompareTo(x) : a.CompareTo(b);
    }
}
