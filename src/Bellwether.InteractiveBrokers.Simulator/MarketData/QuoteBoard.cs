using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>The market data lines: who follows which symbol, and what was told last. Sends ticks of what changed, ticks one by one, 5-second bars and running bars.</summary>
sealed partial class QuoteBoard
{
    readonly IMarket market;
    readonly ContractBook contracts;
    readonly SymbolDay[] days;
    readonly List<QuoteLine>[] quotes;
    readonly List<TickByTickLine>[] ticks;
    readonly List<BarLine>[] bars;
    readonly List<LiveBars>[] running;
    readonly TickBatch batch = new();
    readonly TickBatch delayed = new();
    readonly TickBatch extra = new();
    bool hasOpened;
    long now;

    public QuoteBoard(IMarket market, ContractBook contracts, GatewayOptions options)
    {
        (this.market, this.contracts, now) = (market, contracts, market.Start);
        var count = market.Instruments.Count;
        Tape = new MarketTape(market);
        permissions = new DataPermission[market.Instruments.Count];
        foreach (var barred in options.SymbolsWithoutData)
            if (market.Instruments.TryFind(barred, out var instrument)) permissions[instrument.Index] = DataPermission.None;
        History = new HistoryDesk(market, Tape, contracts, PermissionOf);
        Conditions = market.Conditions ?? new SymbolConditions(count);
        Conditions.Changed += OnCondition;
        days = new SymbolDay[count];
        quotes = [.. Enumerable.Range(0, count).Select(_ => new List<QuoteLine>())];
        ticks = [.. Enumerable.Range(0, count).Select(_ => new List<TickByTickLine>())];
        bars = [.. Enumerable.Range(0, count).Select(_ => new List<BarLine>())];
        running = [.. Enumerable.Range(0, count).Select(_ => new List<LiveBars>())];
        for (var i = 0; i < count; i++) days[i] = DayBefore(i);
    }

    /// <summary>Halts and shares to borrow.</summary>
    public SymbolConditions Conditions { get; }

    /// <summary>What the market published.</summary>
    public MarketTape Tape { get; }

    /// <summary>Answers questions about the past.</summary>
    public HistoryDesk History { get; }

    /// <summary>What a symbol traded at last, or its previous close; NaN when neither is known. Dollars.</summary>
    public double Mark(int symbol)
    {
        var last = market.QuoteOf(symbol).Last;
        if (last > 0) return last;
        var close = days[symbol].PreviousClose;
        return close > 0 ? close : double.NaN;
    }

    /// <summary>The shares of a symbol became others.</summary>
    public void OnSplit(int symbol, SplitRatio ratio) => days[symbol].Split(ratio);

    public void FollowQuotes(GatewaySession session, int requestId, int symbol, GenericTicks generic = GenericTicks.None, bool isDelayed = false, bool isPart = false)
    {
        session.Subscriptions.Quotes.Add((requestId, symbol));
        quotes[symbol].Add(new QuoteLine(session, requestId, generic, isDelayed, isPart));
    }

    public bool LeaveQuotes(GatewaySession session, int requestId)
    {
        if (!TryForget(session.Subscriptions.Quotes, requestId, out var symbol)) return false;
        quotes[symbol].RemoveAll(q => q.Session == session && q.RequestId == requestId);
        return true;
    }

    public void FollowTicks(GatewaySession session, int requestId, int symbol, TickByTickKind kind, bool ignoreSize)
    {
        session.Subscriptions.TickByTick.Add((requestId, symbol));
        ticks[symbol].Add(new TickByTickLine(session, requestId, kind, ignoreSize));
    }

    public bool LeaveTicks(GatewaySession session, int requestId)
    {
        if (!TryForget(session.Subscriptions.TickByTick, requestId, out var symbol)) return false;
        ticks[symbol].RemoveAll(t => t.Session == session && t.RequestId == requestId);
        return true;
    }

    public void FollowBars(GatewaySession session, int requestId, int symbol, PriceKind kind, bool regularHours)
    {
        session.Subscriptions.Bars.Add((requestId, symbol, regularHours));
        bars[symbol].Add(new BarLine(session, requestId, kind, regularHours));
    }

    public bool LeaveBars(GatewaySession session, int requestId)
    {
        var index = session.Subscriptions.Bars.FindIndex(b => b.RequestId == requestId);
        if (index < 0) return false;
        var symbol = session.Subscriptions.Bars[index].Symbol;
        session.Subscriptions.Bars.RemoveAt(index);
        bars[symbol].RemoveAll(b => b.Session == session && b.RequestId == requestId);
        return true;
    }

    public void FollowRunning(LiveBars live)
    {
        live.Session.Subscriptions.LiveBars.Add((live.RequestId, live.Symbol));
        running[live.Symbol].Add(live);
    }

    public bool LeaveRunning(GatewaySession session, int requestId)
    {
        if (!TryForget(session.Subscriptions.LiveBars, requestId, out var symbol)) return false;
        running[symbol].RemoveAll(b => b.Session == session && b.RequestId == requestId);
        return true;
    }

    /// <summary>Ends all that a connection was subscribed to.</summary>
    public void Leave(GatewaySession session)
    {
        LeaveData(session);
        session.Subscriptions.Clear();
    }

    /// <summary>Ends the market data that a connection was subscribed to.</summary>
    public void LeaveData(GatewaySession session)
    {
        var subscriptions = session.Subscriptions;
        foreach (var (_, symbol) in subscriptions.Quotes) quotes[symbol].RemoveAll(q => q.Session == session);
        foreach (var (_, symbol) in subscriptions.TickByTick) ticks[symbol].RemoveAll(t => t.Session == session);
        foreach (var (_, symbol, _) in subscriptions.Bars) bars[symbol].RemoveAll(b => b.Session == session);
        foreach (var (_, symbol) in subscriptions.LiveBars) running[symbol].RemoveAll(b => b.Session == session);
        subscriptions.ClearData();
    }

    public void OnSessionOpened(long time)
    {
        now = time;
        // A market that never closes was open before the gateway came: its day goes on.
        if (hasOpened || !market.Hours.NeverCloses) for (var i = 0; i < days.Length; i++) days[i].Turn();
        hasOpened = true;
    }

    public void OnQuote(int symbol, long time)
    {
        now = time;
        // A market that knows nothing of halts trades on; nobody is told.
        if (Conditions.Halted(symbol)) return;
        Tape.OnQuote(symbol, time);
        ref readonly var quote = ref market.QuoteOf(symbol);
        ref var day = ref days[symbol];
        var traded = market.TradedWithQuote(symbol);
        if (!(quote.Last > 0)) traded = 0;
        var before = day.LatestTime;
        var news = traded > 0 ? day.Add(quote.Last, traded, time) : TradeNews.None;
        if (ticks[symbol].Count > 0) SendTicks(symbol, quote, traded);
        if (quotes[symbol].Count > 0)
        {
            batch.Clear();
            AddSide(TickTypes.Bid, quote.Bid, day.Told.Bid, TickTypes.BidSize, quote.BidSize, day.Told.BidSize);
            AddSide(TickTypes.Ask, quote.Ask, day.Told.Ask, TickTypes.AskSize, quote.AskSize, day.Told.AskSize);
            if (traded > 0) AddTrade(quote.Last, traded, news, before, ref day);
            Spread(symbol, quote, traded > 0);
        }
        day.Told = quote;
    }

    public void OnFiveSecondBar(int symbol)
    {
        if (Conditions.Halted(symbol)) return;
        Tape.OnFiveSecondBar(symbol);
        ref readonly var bar = ref market.FiveSecondBarOf(symbol);
        foreach (var live in running[symbol]) if (live.Kind == PriceKind.Trades) live.Add(bar);
        foreach (var line in bars[symbol]) if (line.Kind == PriceKind.Trades) SendBar(line, bar);
        foreach (var line in quotes[symbol]) if ((line.Generic & GenericTicks.Rates) != 0 && !line.IsPart) SendRates(line, symbol);
    }

    /// <summary>To be called at every whole second at least, after the market's changes of the instant: bars of quotes end by the clock.</summary>
    public void OnInstant(long time)
    {
        var slot = time - (time % FiveSeconds);
        if (slot <= lastSlot || time != slot) return;
        lastSlot = slot;
        for (var i = 0; i < bars.Length; i++)
        {
            foreach (var line in bars[i]) if (line.Kind != PriceKind.Trades && TryQuoteBar(i, line.Kind, slot, out var bar)) SendBar(line, bar);
            foreach (var live in running[i]) if (live.Kind != PriceKind.Trades && TryQuoteBar(i, live.Kind, slot, out var bar)) live.Add(bar);
        }
    }

    const long FiveSeconds = 5 * EngineTime.Second;
    long lastSlot = long.MinValue;

    bool TryQuoteBar(int symbol, PriceKind kind, long end, out MarketBar bar)
    {
        bar = default;
        var begin = end - FiveSeconds;
        return market.Hours.On(GatewayTime.DateOf(begin)) is { } session && begin >= session.OpenNanoseconds && end <= session.CloseNanoseconds
            && Tape.TryQuoteBar(symbol, kind, begin, end, out bar);
    }

    void SendBar(BarLine line, in MarketBar bar)
    {
        if (line.RegularHours && (market.Hours.On(GatewayTime.DateOf(bar.Time)) is not { } session || bar.Time < session.OpenNanoseconds || bar.Time >= session.CloseNanoseconds)) return;
        var trades = line.Kind == PriceKind.Trades;
        line.Session.Send(new RealTimeBar
        {
            ReqId = line.RequestId, Time = bar.Time / EngineTime.Second, Open = bar.Open, High = bar.High, Low = bar.Low, Close = bar.Close,
            Volume = trades ? Sizes.Of(bar.Volume) : -1, Wap = trades ? (decimal)Math.Round(bar.AveragePrice, 6) : -1, Count = trades ? bar.Trades : -1,
        });
    }

    void SendTicks(int symbol, in Quote quote, double traded)
    {
        ref readonly var day = ref days[symbol];
        ref readonly var told = ref day.Told;
        var resized = quote.BidSize != told.BidSize || quote.AskSize != told.AskSize;
        var repriced = quote.Bid != told.Bid || quote.Ask != told.Ask;
        foreach (var line in ticks[symbol])
        {
            var tick = new TickByTick { ReqId = line.RequestId, TickType = (int)line.Kind, Time = now / EngineTime.Second };
            switch (line.Kind)
            {
                case TickByTickKind.BidAsk when quote.IsTwoSided && (repriced || (resized && !line.IgnoreSize)):
                    (tick.BidPrice, tick.AskPrice, tick.BidSize, tick.AskSize) = (quote.Bid, quote.Ask, Sizes.Of(quote.BidSize), Sizes.Of(quote.AskSize));
                    tick.AttrMask = day.Volume > 0 ? (quote.Bid < day.Low ? 1 : 0) | (quote.Ask > day.High ? 2 : 0) : 0;
                    break;
                case TickByTickKind.MidPoint when quote.IsTwoSided && quote.Mid != told.Mid:
                    tick.MidPoint = Math.Round(quote.Mid, 6);
                    break;
                case TickByTickKind.Last or TickByTickKind.AllLast when traded > 0:
                    (tick.Price, tick.Size, tick.Exchange) = (quote.Last, Sizes.Of(traded), contracts[symbol].PrimaryExchange);
                    break;
                default:
                    continue;
            }
            line.Session.Send(tick);
        }
    }

    /// <summary>What the market's history says of the session before the first one, and of a session that runs already.</summary>
    SymbolDay DayBefore(int symbol)
    {
        var day = new SymbolDay { PreviousClose = double.NaN, Told = Quote.Absent };
        var today = GatewayTime.DateOf(market.Start);
        var last = History.Days(symbol, market.Start, calendarDays: 10);
        if (last.Count > 0) day.PreviousClose = last[^1].Close;
        if (!market.Hours.NeverCloses) return day;
        var minutes = new List<MarketBar>();
        History.Past.Collect(symbol, PriceKind.Trades, 60, GatewayTime.Midnight(today), market.Start, minutes);
        foreach (var minute in minutes) day.Add(minute);
        return day;
    }

    static bool TryForget(List<(int RequestId, int Symbol)> subscriptions, int requestId, out int symbol)
    {
        var index = subscriptions.FindIndex(s => s.RequestId == requestId);
        symbol = index < 0 ? -1 : subscriptions[index].Symbol;
        if (index >= 0) subscriptions.RemoveAt(index);
        return index >= 0;
    }
}
