using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.MarketData;

namespace Bellwether.Live;

// Prices: ticks build up quotes, five-second bars build up minutes.
public sealed partial class BrokerAdapter
{
    readonly SubscriptionBook book;
    bool isMarketDirty = true;
    string? toldOfAll;

    public void On(in TickPrice m)
    {
        Heard();
        if (Streamed(m.ReqId) is not { } stream || !MayPrice(stream.Type)) return;
        ref var symbol = ref symbols[stream.Terms.Tag];
        symbol.IsTicked = true;
        // -1, 0 and anything that is not a price mean "absent" for a stock.
        var price = m.Price > 0 && m.Price < 1e9 ? m.Price : double.NaN;
        if (m.TickType is not (1 or 2 or 4)) return;
        var field = m.TickType == 1 ? PriceField.Bid : m.TickType == 2 ? PriceField.Ask : PriceField.Last;
        if (!double.IsNaN(price) && !MayTake(stream.Terms.Tag, field, price)) return;
        symbol.Set(field, price);
        symbol.IsChanged = true;
    }

    public void On(in TickSize m)
    {
        Heard();
        if (Streamed(m.ReqId) is not { } stream || !MayPrice(stream.Type)) return;
        ref var symbol = ref symbols[stream.Terms.Tag];
        symbol.IsTicked = true;
        switch (m.TickType)
        {
            case 0: symbol.BidSize = (double)m.Size; break;
            case 3: symbol.AskSize = (double)m.Size; break;
            default: return;
        }
        symbol.IsChanged = true;
    }

    public void On(in RealTimeBar m)
    {
        Heard();
        if (Streamed(m.ReqId) is not { } stream) return;
        var symbol = stream.Terms.Tag;
        symbols[symbol].BarsUntil = (m.Time + 5) * EngineTime.Second;
        watch.BarCame(symbol, m.Volume > 0, time);
        // -1 and 0 mean that there is no volume, and no average.
        var bar = new Bar(m.Time * EngineTime.Second, m.Open, m.High, m.Low, m.Close, Math.Max(0, (double)m.Volume));
        if (!collar.Accepts(symbol, bar, time))
        {
            Notice($"{instruments[symbol].Symbol}: a five-second bar from {m.Low} to {m.High} is far from its quote and is left out; its minute is taken from history");
            BarsBegin(symbol, Math.Max(time, symbols[symbol].BarsUntil));
            return;
        }
        if (m.Volume > 0) bands.Traded(symbol, bar.Time, m.Wap > 0 ? (double)m.Wap : bar.Close, m.Count > 0 ? m.Count : 1);
        bars.Add(symbol, bar, m.Wap > 0 ? (double)m.Wap : double.NaN, m.Count >= 0 ? m.Count : -1);
    }

    public void On(in MarketDataType m)
    {
        Heard();
        if (book.OnQuoteType(m.ReqId, m.Type) is not { } stream) return;
        isMarketDirty = true;
        if (!MayPrice(stream.Type)) symbols[stream.Terms.Tag].ForgetQuote();
    }

    /// <summary>Only live data price orders. Gateways of old announce the kind only when it changes, so what was not announced is what was asked for.</summary>
    static bool MayPrice(QuoteType type) => type is QuoteType.Live or QuoteType.Unknown;

    /// <summary>The stream that data belong to; null when it is none of ours any more.</summary>
    Subscription? Streamed(int requestId)
    {
        if (book.OnData(requestId, time) is not { } stream) return null;
        isMarketDirty |= symbols[stream.Terms.Tag].Problem is not null;
        return stream;
    }

    void OnStreamCode(ErrMsg m, int symbol)
    {
        if (book.OnCode(m.Id, m.ErrorCode, time) is not { } stream) return;
        isMarketDirty = true;
        if (!MayPrice(stream.Type) || stream.State is SubscriptionState.Competing or SubscriptionState.Refused) symbols[symbol].ForgetQuote();
        Notice(AboutData(m, symbol, "market data"));
    }

    /// <summary>The quote of a symbol if it changed since it was last taken.</summary>
    internal bool TryTakeQuote(int symbol, out Quote quote)
    {
        ref var market = ref symbols[symbol];
        quote = market.Quote;
        if (!market.IsChanged) return false;
        market.IsChanged = false;
        return true;
    }

    /// <summary>The first snapshot of the session is complete: history and streams.</summary>
    void Subscribe()
    {
        Phase = SessionPhase.WarmingUp;
        StreamSessions++;
        withoutHistory = 0;
        warmingSince = time;
        for (var symbol = 0; symbol < symbols.Length; symbol++)
        {
            if (!symbols[symbol].IsResting) Begin(symbol);
        }
        book.SessionOpened(time);
        isMarketDirty = true;
        if (withoutHistory == 0) Phase = SessionPhase.Ready;
    }

    void Begin(int index)
    {
        ref var market = ref symbols[index];
        market.Quotes ??= book.Want(SubscriptionTerms.Quotes(index, market.IsBusy ? 1 : 0));
        market.Bars ??= book.Want(SubscriptionTerms.RealTimeBars(index, market.IsBusy ? 1 : 0));
        if (market.IsHistoryDone) return;
        if (market.HistoryFrom > 0 && !HistorySeam.HasSessionBetween(market.HistoryFrom, time))
        {
            // Nothing can have traded since: that is known without a question.
            (market.IsHistoryDone, market.History) = (true, new HistoryAnswer([], time));
            StreamChanges++;
            return;
        }
        withoutHistory++;
        AskHistory(index);
    }

    /// <summary>The data of a symbol are wanted from now on; always true until something else is said.</summary>
    internal bool IsWanted(int symbol) => !symbols[symbol].IsResting;

    /// <summary>Says whether the data of a symbol are wanted: its streams begin with its history, or end and leave their lines to others.</summary>
    /// <param name="index">The symbol.</param>
    /// <param name="isWanted">Whether they are.</param>
    /// <param name="isFirst">Its lines are the last ones to be given up.</param>
    internal void Want(int index, bool isWanted, bool isFirst)
    {
        ref var market = ref symbols[index];
        if (market.IsBusy != isFirst)
        {
            market.IsBusy = isFirst;
            if (market.Quotes is { } quotes) book.Prioritize(quotes, isFirst ? 1 : 0);
            if (market.Bars is { } five) book.Prioritize(five, isFirst ? 1 : 0);
        }
        if (market.IsResting != isWanted) return;
        market.IsResting = !isWanted;
        isMarketDirty = true;
        StreamChanges++;
        if (isWanted)
        {
            if (Phase >= SessionPhase.WarmingUp) Begin(index);
            if (expectsQuotes && !halts.IsHalted(index)) watch.Expect(index, time);
            return;
        }
        if (market.Quotes is not null) book.Drop(market.Quotes);
        if (market.Bars is not null) book.Drop(market.Bars);
        (market.Quotes, market.Bars, market.IsStale, market.AreBarsLost) = (null, null, false, false);
        market.ForgetQuote();
        watch.Excuse(index);
        collar.Forget(index);
        BarsEnd(index);
        ForgetHistory(index);
    }

    void AdvanceStreams(long now, bool isMarketOpen)
    {
        if (Phase < SessionPhase.WarmingUp) return;
        var expects = isMarketOpen && !IsBrokerAway && !IsMarketDataDown;
        if (expects != book.ExpectsData) book.Expect(expects, now);
        AdvanceConditions(now, expects);
        while (queue.TakesData && book.TryNext(now, out var step))
        {
            isMarketDirty = true;
            if (step.Action != SubscriptionAction.Cancel) Ask(step);
            else if (!queue.Withdraw(step.RequestId)) CancelStream(step);
        }
        if (isMarketDirty) TellProblems();
    }

    void Ask(in SubscriptionStep step)
    {
        var contract = symbols[step.Subscription.Terms.Tag].Contract!;
        if (step.Subscription.Terms.Kind == RequestKind.Quotes)
            Send(new ReqMktData { ReqId = step.RequestId, Contract = contract, Snapshot = step.Action == SubscriptionAction.AskSnapshot }, step.RequestId);
        else
        {
            if (!symbols[step.Subscription.Terms.Tag].AreBarsLost) BarsBegin(step.Subscription.Terms.Tag);
            Send(new ReqRealTimeBars { ReqId = step.RequestId, Contract = contract, UseRTH = true }, step.RequestId);
        }
    }

    /// <summary>From now on the five-second bars of a symbol come without an interruption, as far as is known.</summary>
    void BarsBegin(int symbol) => BarsBegin(symbol, time);

    void BarsBegin(int symbol, long since) => BarsBegin(symbol, since, symbols[symbol].BarsUntil);

    void BarsBegin(int symbol, long since, long lost)
    {
        (symbols[symbol].BarsSince, symbols[symbol].BarsLost) = (since, lost);
        bars.Listen(symbol, since);
        StreamChanges++;
    }

    /// <summary>
    /// Of a minute that is over, five-second bars have not come although everything that the gateway sent until then has: it is taken from history, and the stream counts from its
    /// end on.
    /// </summary>
    internal void BarsAreMissing(int symbol, long opened, long closed)
    {
        // Of a stream that is known to be cut, or that has begun anew since, this was to be expected.
        if (symbols[symbol].BarsSince > opened) return;
        Notice($"{instruments[symbol].Symbol}: five-second bars of the minute that began at {EngineTime.ToInstant(opened)} have not come; it is taken from history");
        BarsBegin(symbol, closed, opened);
    }

    /// <summary>No five-second bars come until they begin again.</summary>
    void BarsEnd()
    {
        for (var symbol = 0; symbol < symbols.Length; symbol++) BarsEnd(symbol);
    }

    void BarsEnd(int symbol)
    {
        symbols[symbol].BarsSince = long.MaxValue;
        bars.Lose(symbol);
        StreamChanges++;
    }

    void CancelStream(in SubscriptionStep step)
    {
        if (step.Subscription.Terms.Kind == RequestKind.Quotes) Send(new CancelMktData { ReqId = step.RequestId }, step.RequestId);
        else Send(new CancelRealTimeBars { ReqId = step.RequestId }, step.RequestId);
    }

    /// <summary>
    /// Why no entry in a symbol may leave now, by what was read from the wire; null when one may. The engine may not have heard of it yet: it decides what was due
    /// before.
    /// </summary>
    internal string? EntryObstacle(int symbol) =>
        IsBrokerAway ? "IB Gateway has lost Interactive Brokers"
        : IsMarketDataDown ? "the market data farm is down"
        : clockProblem ?? TimeProblem ?? HaltProblem(symbol) ?? Problem(symbol);

    /// <summary>Why the data of a symbol are not good enough for a new position; null when they are.</summary>
    string? Problem(int symbol) =>
        Problem(symbols[symbol].Quotes) ?? Problem(symbols[symbol].Bars) ?? (symbols[symbol].IsStale ? "its quotes stand still while others move" : bands.IsLimited(symbol) ? "its market stands at its price band (limit up or limit down)" : null);

    /// <summary>Tells the engine which symbols may not be entered for want of good data, and why; each change once.</summary>
    void TellProblems()
    {
        isMarketDirty = false;
        var isDown = IsMarketDataDown;
        var problemOfAll = isDown ? "the market data farm is down" : clockProblem ?? TimeProblem;
        if (problemOfAll != toldOfAll)
        {
            toldOfAll = problemOfAll;
            Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.Data, Symbol = -1, Text = problemOfAll });
        }
        for (var symbol = 0; symbol < symbols.Length; symbol++)
        {
            ref var market = ref symbols[symbol];
            if (market.IsResting) continue;
            LoseOrHear(symbol, isDown || clockProblem is not null || market.Bars is { RequestId: 0 } || AreCut(market.Bars) || AreCut(market.Quotes));
            var problem = Problem(symbol);
            if (problem == market.Problem) continue;
            market.Problem = problem;
            Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.Data, Symbol = symbol, Text = problem });
        }
    }

    /// <summary>Whatever keeps bars from coming makes the minutes that it touches incomplete, also where the stream goes on by itself.</summary>
    void LoseOrHear(int symbol, bool areLost)
    {
        ref var market = ref symbols[symbol];
        if (areLost == market.AreBarsLost) return;
        market.AreBarsLost = areLost;
        if (areLost) BarsEnd(symbol);
        else BarsBegin(symbol);
    }

    static bool AreCut(Subscription? stream) => stream is { State: SubscriptionState.Competing } or { Type: > QuoteType.Live };

    static string? Problem(Subscription? stream) => stream switch
    {
        null => null,
        { State: SubscriptionState.Competing } => "another session of this user has the market data (code 10197)",
        { State: SubscriptionState.Refused } => $"market data refused (code {stream.RefusedBy})",
        { IsPaced: true } => "its bars wait until the broker takes new requests for them",
        { State: SubscriptionState.Snapshots } => "no market data line is left for it",
        { Type: QuoteType.Delayed or QuoteType.DelayedFrozen } => "market data are delayed",
        { Type: QuoteType.Frozen } => "market data are frozen",
        { Retries: > 0 } => "market data have stopped",
        _ => null,
    };

    /// <summary>The latest prices of a symbol are of another scale than those to come.</summary>
    internal void ForgetPrices(int symbol)
    {
        symbols[symbol].ForgetQuote();
        collar.Forget(symbol);
    }

    /// <summary>Counts what a <see cref="HistorySeam"/> must look at: streams that began, answers that came.</summary>
    internal long StreamChanges { get; private set; }

    /// <summary>How often all streams began anew: with a connection, or with the link behind the gateway.</summary>
    internal long StreamSessions { get; private set; }

    /// <summary>See <see cref="SymbolMarket.BarsSince"/> and <see cref="SymbolMarket.BarsLost"/>.</summary>
    internal (long Since, long Lost) BarsOf(int symbol) => (symbols[symbol].BarsSince, symbols[symbol].BarsLost);
}
