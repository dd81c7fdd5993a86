using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.MarketData;

namespace Bellwether.Live;

// Whether what streams can be traded on: halts, quotes that stand still, and prices that cannot be.
public sealed partial class BrokerAdapter
{
    const int HaltedTick = 49;

    /// <summary>A stream that contradicts itself again so soon after it was begun anew is the session's fault.</summary>
    const long DistrustFor = 5 * EngineTime.Minute;

    readonly HaltWatch halts;
    readonly QuoteWatch watch;
    readonly PriceCollar collar;
    readonly LuldWatch bands;
    bool expectsQuotes;
    string? distrusted;

    /// <summary>Prices that were held back because they were far from what the symbol cost.</summary>
    public long PricesHeld => collar.HeldCount;

    /// <summary>Whether a symbol trades.</summary>
    public HaltState HaltOf(int symbol) => halts[symbol];

    /// <summary>The quote of a symbol is too old to trade on.</summary>
    public bool IsStale(int symbol) => symbols[symbol].IsStale;

    public void On(in TickGeneric m)
    {
        Heard();
        if (Streamed(m.ReqId) is not { } stream || m.TickType != HaltedTick || m.Value is not { } value) return;
        var symbol = stream.Terms.Tag;
        if (!halts.OnTick(symbol, value)) return;
        collar.Forget(symbol);
        if (halts.IsHalted(symbol))
        {
            watch.Excuse(symbol);
            symbols[symbol].IsStale = false;
            symbols[symbol].ForgetQuote();
        }
        else
        {
            bands.Reopened(symbol);
            if (expectsQuotes) watch.Expect(symbol, time);
        }
        isMarketDirty = true;
        TellHalt(symbol);
    }

    void TellHalt(int symbol) =>
        Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.Halt, Symbol = symbol, Code = (int)halts[symbol], Text = HaltProblem(symbol) });

    string? HaltProblem(int symbol) => halts[symbol] switch
    {
        HaltState.Halted => "trading is halted",
        HaltState.Paused => "trading is paused, its price left the band",
        HaltState.Reopening => "it has reopened: entries wait for a minute and two sane quotes",
        _ => null,
    };

    /// <summary>Why an entry would be priced beyond its price band, where no exchange may execute it; null when it would not, as far as is known.</summary>
    internal string? BandObstacle(in OrderTerms terms)
    {
        if (!bands.TryBand(terms.Symbol, out var band)) return null;
        ref readonly var market = ref symbols[terms.Symbol];
        var price = terms.Type == OrderType.Limit ? terms.LimitPrice.ToDouble() : terms.Side == Side.Buy ? market.Ask : market.Bid;
        var isBeyond = terms.Side == Side.Buy ? price > band.Upper : price < band.Lower;
        return isBeyond ? string.Create(CultureInfo.InvariantCulture, $"{price:0.00##} lies beyond its price band of {band.Lower:0.00} to {band.Upper:0.00} (limit up, limit down)") : null;
    }

    /// <summary>A price from the wire that may be one. False when it is not to be taken now.</summary>
    bool MayTake(int index, PriceField field, double price)
    {
        ref var symbol = ref symbols[index];
        switch (collar.Judge(index, field, price, time))
        {
            case CollarVerdict.Pass: return true;
            case CollarVerdict.Confirmed:
                symbol.Set(collar.HeldField, collar.Held);
                return true;
            case CollarVerdict.Untrusted:
                Distrust(index);
                return false;
            default: return false;
        }
    }

    /// <summary>First the stream is begun anew; if that does not help, the whole session is: nothing that it says can be relied on.</summary>
    void Distrust(int index)
    {
        ref var symbol = ref symbols[index];
        var again = symbol.DistrustedAt != 0 && time - symbol.DistrustedAt < DistrustFor;
        symbol.DistrustedAt = time;
        symbol.ForgetQuote();
        if (again) distrusted = $"{instruments[index].Symbol}: three prices in a row are far from its market, again: what this session says cannot be relied on";
        Notice($"{instruments[index].Symbol}: three prices in a row are far from its market: {(again ? "the session is given up" : "its quotes are asked for anew")}");
        if (!again) AskQuotesAnew(index);
    }

    void AskQuotesAnew(int index)
    {
        ref var symbol = ref symbols[index];
        if (symbol.Quotes is not { } stream) return;
        book.Drop(stream);
        symbol.Quotes = book.Want(stream.Terms);
        isMarketDirty = true;
    }

    void AdvanceConditions(long now, bool expects)
    {
        AdvanceClock(now);
        if (expects != expectsQuotes)
        {
            expectsQuotes = expects;
            for (var symbol = 0; symbol < symbols.Length; symbol++)
            {
                if (expects && !halts.IsHalted(symbol) && !symbols[symbol].IsResting) watch.Expect(symbol, now);
                else watch.Excuse(symbol);
            }
        }
        for (var symbol = 0; symbol < symbols.Length; symbol++)
        {
            ref var market = ref symbols[symbol];
            if (market.IsTicked)
            {
                market.IsTicked = false;
                watch.Ticked(symbol, now);
                halts.OnQuote(symbol, market.Quote);
                if (bands.OnQuote(symbol, now, market.Bid, market.Ask)) isMarketDirty = true;
            }
            if (halts.TrySettle(symbol, now)) TellHalt(symbol);
            // A stream that has brought nothing yet is the book's to ask for again; one that stood still is stale until something comes.
            var isStale = watch.IsStale(symbol, now) && (market.IsStale || market.Quotes is { State: SubscriptionState.Flowing });
            if (isStale == market.IsStale) continue;
            market.IsStale = isStale;
            isMarketDirty = true;
            if (isStale) AskQuotesAnew(symbol);
        }
    }
}
