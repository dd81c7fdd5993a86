using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>Which price of a symbol.</summary>
public enum PriceField : byte
{
    Bid = 0,
    Ask = 1,
    Last = 2,
}

/// <summary>What is to be done with a price.</summary>
public enum CollarVerdict : byte
{
    /// <summary>It may be taken.</summary>
    Pass = 0,

    /// <summary>It is far off and is left out until something confirms it.</summary>
    Held,

    /// <summary>It confirms one that was held: <see cref="PriceCollar.Held"/> and this one may be taken.</summary>
    Confirmed,

    /// <summary>The third of its kind in a row that is far off: the stream contradicts itself, and is not to be trusted any more.</summary>
    Untrusted,
}

/// <summary>
/// Holds prices back that are far from what a symbol cost a moment ago: a bad tick, or a message that was decoded wrongly. The collar is 10 % of the middle of the latest
/// quote (or of the latest trade where there is none) from 3 dollars on, 20 % from 0.75 dollars on, 50 % below: no stock leaves these within a moment without a pause of its
/// trading. One side of a quote that is far off is confirmed by the other, a trade by the quote, or, where there is no quote, by the next trade. What was seen more than a minute
/// ago is no measure.
/// </summary>
public sealed class PriceCollar
{
    const long Memory = EngineTime.Minute;
    const int Patience = 3;
    readonly Side[] sides;

    /// <param name="symbolCount">Symbols are named by index, from 0.</param>
    public PriceCollar(int symbolCount)
    {
        sides = new Side[symbolCount];
        for (var symbol = 0; symbol < symbolCount; symbol++) Forget(symbol);
    }

    struct Side
    {
        public double Bid, Ask, Last;
        public long SeenAt;
        public Waiting HeldBid, HeldAsk, HeldLast;
    }

    /// <summary>The price of one field that is held back, and how many were, one after the other.</summary>
    struct Waiting
    {
        public double Price;
        public int InARow;

        public static Waiting None => new() { Price = double.NaN };
    }

    /// <summary>Prices that were held back, since construction.</summary>
    public long HeldCount { get; private set; }

    /// <summary>The price that was held and is confirmed by the latest verdict.</summary>
    public double Held { get; private set; } = double.NaN;

    /// <summary>The field of <see cref="Held"/>.</summary>
    public PriceField HeldField { get; private set; }

    /// <summary>A new stream begins: its first prices are measured by what was believed last.</summary>
    public void Renew(int symbol, long now)
    {
        ref var side = ref sides[symbol];
        var (believed, seenAt) = (Reference(side, now), side.SeenAt);
        Forget(symbol);
        if (!double.IsNaN(believed)) (side.Last, side.SeenAt) = (believed, seenAt);
    }

    /// <summary>Nothing is known of a symbol any more: it was halted. Its next prices are taken as they come.</summary>
    public void Forget(int symbol) =>
        sides[symbol] = new Side { Bid = double.NaN, Ask = double.NaN, Last = double.NaN, SeenAt = long.MinValue, HeldBid = Waiting.None, HeldAsk = Waiting.None, HeldLast = Waiting.None };

    /// <summary>Judges a price, dollars above zero.</summary>
    public CollarVerdict Judge(int symbol, PriceField field, double price, long now)
    {
        ref var side = ref sides[symbol];
        // A side of long ago must not make a quote with one of now.
        if (side.SeenAt != long.MinValue && now - side.SeenAt > Memory) Forget(symbol);
        ref var held = ref WaitingOf(ref side, field);
        var reference = Reference(side, now);
        if (double.IsNaN(reference) || IsNear(price, reference))
        {
            Take(ref side, field, price, now);
            held = Waiting.None;
            return CollarVerdict.Pass;
        }
        // The other side of the quote moved as far; or there is no quote, and another trade says the same.
        var (witness, about) = field switch
        {
            PriceField.Bid => (side.HeldAsk.Price, PriceField.Ask),
            PriceField.Ask => (side.HeldBid.Price, PriceField.Bid),
            _ => (HasQuote(side) ? double.NaN : side.HeldLast.Price, PriceField.Last),
        };
        if (IsNear(price, witness))
        {
            (Held, HeldField) = (witness, about);
            Take(ref side, about, witness, now);
            Take(ref side, field, price, now);
            held = WaitingOf(ref side, about) = Waiting.None;
            return CollarVerdict.Confirmed;
        }
        HeldCount++;
        held.Price = price;
        if (++held.InARow < Patience) return CollarVerdict.Held;
        Renew(symbol, now);
        return CollarVerdict.Untrusted;
    }

    /// <summary>A bar whose prices lie far from the quote is none.</summary>
    public bool Accepts(int symbol, in Bar bar, long now)
    {
        ref readonly var side = ref sides[symbol];
        return !HasQuote(side) || now - side.SeenAt > Memory || (IsNear(bar.High, (side.Bid + side.Ask) / 2) && IsNear(bar.Low, (side.Bid + side.Ask) / 2));
    }

    static ref Waiting WaitingOf(ref Side side, PriceField field)
    {
        switch (field)
        {
            case PriceField.Bid: return ref side.HeldBid;
            case PriceField.Ask: return ref side.HeldAsk;
            default: return ref side.HeldLast;
        }
    }

    static void Take(ref Side side, PriceField field, double price, long now)
    {
        switch (field)
        {
            case PriceField.Bid: side.Bid = price; break;
            case PriceField.Ask: side.Ask = price; break;
            default: side.Last = price; break;
        }
        side.SeenAt = now;
    }

    static bool HasQuote(in Side side) => side.Bid > 0 && side.Ask >= side.Bid;

    static double Reference(in Side side, long now) =>
        side.SeenAt == long.MinValue || now - side.SeenAt > Memory ? double.NaN : HasQuote(side) ? (side.Bid + side.Ask) / 2 : double.IsNaN(side.Last) ? (double.IsNaN(side.Bid) ? side.Ask : side.Bid) : side.Last;

    static bool IsNear(double price, double reference) => Math.Abs(price - reference) <= reference * (reference >= 3 ? 0.10 : reference >= 0.75 ? 0.20 : 0.50);
}
