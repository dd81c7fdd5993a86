namespace Bellwether.MarketData;

/// <summary>
/// The imbalance at which the next adaptive bar ends: E[T] × |E[b w]|, expected trades of a bar times expected signed weight of a trade, both from averages over the session's bars of which
/// each earlier one counts <see cref="Decay"/> as much as the next (López de Prado, section 2.3.2.1, where bars are averaged alike and the factor is left open).
/// <para>
/// Left to itself that threshold collapses to a bar a trade when buying and selling are even, and explodes when a long bar teaches it to expect longer ones. So
/// E[T] lies between a quarter of the given number and four times it; a bar ends at four times it in any case; and |E[b w]| is at least √(E[w²] / E[T]), at which bars of random signs have
/// about E[T] trades (a fair walk of unit steps first reaches ±√T after T of them on average). The first bar of a session has the given number of trades: it is what the rest is learnt from.
/// </para>
/// </summary>
struct ImbalanceExpectation(long given)
{
    /// <summary>About what the last 20 bars tell.</summary>
    public const double Decay = 0.9;

    double bars;
    double trades;
    double signed;
    double squares;

    /// <summary>After how many trades the next bar ends whatever its imbalance.</summary>
    public readonly long MostTrades => bars == 0 ? given : 4 * given;

    /// <summary>In units of the weight; at least 1.</summary>
    public readonly Int128 Threshold
    {
        get
        {
            if (bars == 0) return Int128.MaxValue;
            var length = Math.Clamp(trades / bars, given / 4.0, 4.0 * given);
            var expected = Math.Max(length * Math.Abs(signed) / trades, Math.Sqrt(length * squares / trades));
            // A whole number that rounding left a little above itself is that number.
            return Int128.Max(1, (Int128)Math.Ceiling(expected - (expected * 1e-12)));
        }
    }

    /// <summary>A bar is complete.</summary>
    /// <param name="trades">Its trades.</param>
    /// <param name="imbalance">Σ sign × weight.</param>
    /// <param name="squares">Σ weight².</param>
    public void Add(long trades, double imbalance, double squares)
    {
        bars = (Decay * bars) + 1;
        this.trades = (Decay * this.trades) + trades;
        signed = (Decay * signed) + imbalance;
        this.squares = (Decay * this.squares) + squares;
    }
}
