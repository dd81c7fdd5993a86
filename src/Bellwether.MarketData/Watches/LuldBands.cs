using Bellwether.Core;
using NodaTime;

namespace Bellwether.MarketData;

/// <summary>Which percentages of the plan hold for a stock.</summary>
public enum LuldTier : byte
{
    /// <summary>The S&amp;P 500, the Russell 1000 and listed exchange-traded products.</summary>
    One = 0,

    /// <summary>All others.</summary>
    Two,
}

/// <summary>The prices between which a stock may trade, dollars, both ends included.</summary>
public readonly record struct PriceBand(double Lower, double Upper)
{
    public bool Contains(double price) => price >= Lower && price <= Upper;
}

/// <summary>
/// The price bands of the National Market System Plan to Address Extraordinary Market Volatility (limit up, limit down), Appendix A: a percentage of the reference price, chosen by
/// tier and by the close of the day before; twice as wide for part of the day. Bands are rounded to the cent.
/// <para>
/// Of the plan's dated changes those are known that move a band: until 23 February 2020 bands were doubled in the first fifteen minutes and, for all stocks, in the last twenty-five;
/// since then (Amendment 18) only in the last twenty-five, and there not for stocks of the second tier above 3 dollars.
/// </para>
/// </summary>
public static class LuldBands
{
    /// <summary>Amendment 18 in force.</summary>
    static readonly LocalDate NarrowOpening = new(2020, 2, 24);
    const long Opening = 15 * EngineTime.Minute;
    const long Closing = 25 * EngineTime.Minute;

    /// <summary>The band around a reference price.</summary>
    /// <param name="reference">Reference price, dollars above zero.</param>
    /// <param name="priorClose">Close of the session before on the listing exchange, dollars; <see cref="double.NaN"/> where it is not known: the reference then stands for it.</param>
    /// <param name="tier">The stock's tier.</param>
    /// <param name="session">The session, whose end half days bring forward.</param>
    /// <param name="time">Engine time within it.</param>
    /// <param name="leverage">Of a leveraged product of the second tier, such as 3; 1 for others.</param>
    public static PriceBand Around(double reference, double priorClose, LuldTier tier, TradingSession session, long time, double leverage = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reference);
        var close = double.IsNaN(priorClose) ? reference : priorClose;
        var factor = IsDoubled(close, tier, session, time) ? 2 : 1;
        var width = close > 3 ? reference * (tier == LuldTier.One ? 0.05 : 0.10)
            : close >= 0.75 ? reference * 0.20
            : Math.Min(0.15, reference * 0.75);
        width *= factor * (tier == LuldTier.Two ? leverage : 1);
        return new PriceBand(Math.Max(0, Cents(reference - width)), Cents(reference + width));
    }

    static bool IsDoubled(double close, LuldTier tier, TradingSession session, long time) =>
        time >= session.CloseNanoseconds - Closing
            ? session.Date < NarrowOpening || tier == LuldTier.One || close <= 3
            : session.Date < NarrowOpening && time < session.OpenNanoseconds + Opening;

    /// <summary>Half a cent goes up, whatever the binary number behind it.</summary>
    static double Cents(double price) => (double)Math.Round((decimal)price, 2, MidpointRounding.AwayFromZero);
}
