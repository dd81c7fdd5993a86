using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Follows the price bands of many stocks: where they lie, and whether a stock is in a limit state, that is whether the best offer lies at the lower band or the best bid at the
/// upper one. The exchanges pause a stock after fifteen seconds of it; a stock that left it in time is free again.
/// </summary>
/// <remarks>Symbols are named by index, from 0. Knows no clock: the caller says what time it is.</remarks>
public sealed class LuldWatch
{
    readonly Side[] sides;

    public LuldWatch(int symbolCount)
    {
        sides = new Side[symbolCount];
        for (var symbol = 0; symbol < symbolCount; symbol++) sides[symbol] = new Side();
    }

    sealed class Side
    {
        public readonly LuldReference Reference = new();
        public double PriorClose = double.NaN;
        public double Last = double.NaN;
        public LuldTier Tier;
        public double Leverage = 1;
        public TradingSession? Session;
        public long Time;
        public bool IsLimited;
    }

    /// <summary>What decides the width of a stock's bands. Unless told, the first tier, whose bands are the narrowest.</summary>
    public void Classify(int symbol, LuldTier tier, double leverage = 1) => (sides[symbol].Tier, sides[symbol].Leverage) = (tier, leverage);

    /// <summary>Trading began again after a pause: the reference price is made anew.</summary>
    public void Reopened(int symbol)
    {
        sides[symbol].Reference.Reset();
        sides[symbol].IsLimited = false;
    }

    /// <summary>Trades of a stock.</summary>
    /// <inheritdoc cref="LuldReference.Add"/>
    public void Traded(int symbol, long time, double price, double trades)
    {
        var side = sides[symbol];
        if (side.Session is null || time >= side.Session.CloseNanoseconds)
        {
            var session = ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(time));
            if (side.Session is not null) side.PriorClose = side.Last;
            side.Session = session;
            side.Reference.Reset();
        }
        if (time < side.Session.OpenNanoseconds) return;
        side.Reference.Add(time, price, trades);
        side.Last = price;
    }

    /// <summary>A stock's quote now; NaN for a side that there is not.</summary>
    /// <returns>True when it entered or left a limit state.</returns>
    public bool OnQuote(int symbol, long time, double bid, double ask)
    {
        var side = sides[symbol];
        side.Time = time;
        side.Reference.Advance(time);
        var limited = TryBand(symbol, out var band) && (ask <= band.Lower || bid >= band.Upper);
        if (limited == side.IsLimited) return false;
        side.IsLimited = limited;
        return true;
    }

    /// <summary>Its market stands at a band: what would trade beyond it may not.</summary>
    public bool IsLimited(int symbol) => sides[symbol].IsLimited;

    /// <summary>The band as of the latest quote or trade; false while none is known, and outside the session.</summary>
    public bool TryBand(int symbol, out PriceBand band)
    {
        var side = sides[symbol];
        band = default;
        if (side.Session is not { } session || double.IsNaN(side.Reference.Price) || side.Time >= session.CloseNanoseconds) return false;
        band = LuldBands.Around(side.Reference.Price, side.PriorClose, side.Tier, session, Math.Max(side.Time, session.OpenNanoseconds), side.Leverage);
        return true;
    }
}
