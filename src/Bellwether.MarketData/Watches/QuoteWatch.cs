using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Tells a quote stream that has stalled from a symbol that is quiet. A quote is stale when it is older than the limit of its symbol's class while others tick; or, at the limit of
/// liquid symbols already, when bars say that the symbol trades and no quote follows. Where nobody ticks it is not the symbol that stalls. Which class a symbol is of is
/// measured: a running mean of the time between its ticks.
/// </summary>
/// <remarks>Knows no clock and no session: the caller says what time it is, and when quotes are expected from. Times are engine time.</remarks>
public sealed class QuoteWatch
{
    /// <summary>Ticks that the running mean looks back at, and that must have come before a symbol counts as liquid.</summary>
    const int Memory = 32;
    const long LiquidGap = 2 * EngineTime.Second;

    /// <summary>A bar without a trade speaks for so long.</summary>
    const long QuietFor = 15 * EngineTime.Second;

    readonly StalenessLimits limits;
    readonly Side[] sides;
    long newest = long.MinValue;
    long newestOfAnother = long.MinValue;
    int newestSymbol = -1;

    /// <param name="symbolCount">Symbols are named by index, from 0.</param>
    public QuoteWatch(int symbolCount, StalenessLimits? limits = null)
    {
        this.limits = (limits ?? new StalenessLimits()).Checked();
        sides = new Side[symbolCount];
        Array.Fill(sides, new Side { Since = long.MaxValue, Ticked = long.MinValue, Traded = long.MinValue, Quiet = long.MinValue });
    }

    struct Side
    {
        /// <summary>Quotes are expected from then on; <see cref="long.MaxValue"/> = they are not.</summary>
        public long Since;
        public long Ticked;
        public long Traded;
        public long Quiet;
        public double MeanGap;
        public int Ticks;
    }

    /// <summary>The symbol ticks at least once a second on average.</summary>
    public bool IsLiquid(int symbol) => sides[symbol].Ticks >= Memory && sides[symbol].MeanGap <= LiquidGap;

    /// <summary>Quotes of a symbol are expected from now on: the session is open, its stream runs, it is not halted. Its age begins anew.</summary>
    public void Expect(int symbol, long now) => sides[symbol].Since = now;

    /// <summary>Quotes of a symbol are not expected: nothing about it is stale.</summary>
    public void Excuse(int symbol) => sides[symbol].Since = long.MaxValue;

    /// <summary>A quote or a trade of a symbol came.</summary>
    public void Ticked(int symbol, long now)
    {
        ref var side = ref sides[symbol];
        if (side.Ticked >= side.Since)
        {
            // The first so many ticks count alike.
            side.Ticks = Math.Min(side.Ticks + 1, Memory);
            side.MeanGap += ((now - side.Ticked) - side.MeanGap) / side.Ticks;
        }
        side.Ticked = now;
        if (symbol != newestSymbol) (newestSymbol, newestOfAnother) = (symbol, newest);
        newest = now;
    }

    /// <summary>A bar of a symbol came.</summary>
    /// <param name="traded">Shares were traded in it.</param>
    public void BarCame(int symbol, bool traded, long now)
    {
        if (traded) sides[symbol].Traded = now;
        else sides[symbol].Quiet = now;
    }

    /// <summary>The quote of a symbol is too old to trade on.</summary>
    public bool IsStale(int symbol, long now)
    {
        ref readonly var side = ref sides[symbol];
        if (side.Since == long.MaxValue) return false;
        var last = Math.Max(side.Since, side.Ticked);
        if (now - last <= limits.Liquid) return false;
        if (side.Traded > last + limits.Liquid) return true;
        var others = newestSymbol == symbol ? newestOfAnother : newest;
        if (others < now - limits.Liquid) return false;
        var isQuiet = side.Quiet > last && now - side.Quiet <= QuietFor;
        return now - last > (IsLiquid(symbol) && !isQuiet ? limits.Liquid : limits.Thin);
    }
}
