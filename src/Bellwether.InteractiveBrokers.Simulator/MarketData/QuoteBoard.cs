using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>The market data lines: who follows which symbol, and what each was told last. Sends ticks of what changed, and 5-second bars.</summary>
sealed class QuoteBoard
{
    /// <summary>Permission key that a real gateway names in tickReqParams.</summary>
    const string BboExchange = "9c0001";
    const int BidSize = 0, Bid = 1, Ask = 2, AskSize = 3, Last = 4, LastSize = 5, High = 6, Low = 7, Volume = 8, Close = 9, Open = 14, LastTimestamp = 45;

    readonly IMarket market;
    readonly Day[] days;
    readonly List<(GatewaySession Session, int RequestId)>[] quotes;
    readonly List<(GatewaySession Session, int RequestId, bool RegularHours)>[] bars;
    long sessionOpen = long.MaxValue;

    public QuoteBoard(IMarket market)
    {
        this.market = market;
        var count = market.Instruments.Count;
        days = new Day[count];
        quotes = [.. Enumerable.Range(0, count).Select(_ => new List<(GatewaySession, int)>())];
        bars = [.. Enumerable.Range(0, count).Select(_ => new List<(GatewaySession, int, bool)>())];
        for (var i = 0; i < count; i++)
        {
            var history = market.History(i).Bars;
            days[i] = new Day { PreviousClose = history.IsEmpty ? double.NaN : history[^1].Close, Told = Quote.Absent };
        }
    }

    /// <summary>What a symbol traded at last, or its previous close; NaN when neither is known. Dollars.</summary>
    public double Mark(int symbol)
    {
        var last = market.QuoteOf(symbol).Last;
        return last > 0 ? last : days[symbol].PreviousClose;
    }

    public void FollowQuotes(GatewaySession session, int requestId, int symbol)
    {
        session.Subscriptions.Quotes.Add((requestId, symbol));
        quotes[symbol].Add((session, requestId));
    }

    public bool LeaveQuotes(GatewaySession session, int requestId)
    {
        var index = session.Subscriptions.Quotes.FindIndex(q => q.RequestId == requestId);
        if (index < 0) return false;
        var symbol = session.Subscriptions.Quotes[index].Symbol;
        session.Subscriptions.Quotes.RemoveAt(index);
        quotes[symbol].RemoveAll(q => q.Session == session && q.RequestId == requestId);
        return true;
    }

    public void FollowBars(GatewaySession session, int requestId, int symbol, bool regularHours)
    {
        session.Subscriptions.Bars.Add((requestId, symbol, regularHours));
        bars[symbol].Add((session, requestId, regularHours));
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

    /// <summary>Ends all that a connection was subscribed to.</summary>
    public void Leave(GatewaySession session)
    {
        LeaveData(session);
        session.Subscriptions.Clear();
    }

    /// <summary>Ends the market data that a connection was subscribed to.</summary>
    public void LeaveData(GatewaySession session)
    {
        foreach (var (_, symbol) in session.Subscriptions.Quotes) quotes[symbol].RemoveAll(q => q.Session == session);
        foreach (var (_, symbol, _) in session.Subscriptions.Bars) bars[symbol].RemoveAll(b => b.Session == session);
        session.Subscriptions.Quotes.Clear();
        session.Subscriptions.Bars.Clear();
    }

    /// <summary>The terms of a subscription and all that is known of the symbol.</summary>
    public void SendAll(GatewaySession session, int requestId, int symbol, long now)
    {
        session.Send(new TickReqParams { ReqId = requestId, MinTick = 0.01, BboExchange = BboExchange, SnapshotPermissions = 3 });
        session.Send(new MarketDataType { ReqId = requestId, Type = 1 });
        ref readonly var quote = ref market.QuoteOf(symbol);
        ref readonly var day = ref days[symbol];
        if (quote.Bid > 0) SendPair(session, requestId, Bid, quote.Bid, BidSize, quote.BidSize);
        if (quote.Ask > 0) SendPair(session, requestId, Ask, quote.Ask, AskSize, quote.AskSize);
        if (quote.Last > 0 && day.Volume > 0)
        {
            session.Send(new TickString { ReqId = requestId, TickType = LastTimestamp, Value = (now / EngineTime.Second).ToString(System.Globalization.CultureInfo.InvariantCulture) });
            SendPair(session, requestId, Last, quote.Last, LastSize, day.LastSize);
            SendSize(session, requestId, Volume, day.Volume);
            SendPrice(session, requestId, High, day.High);
            SendPrice(session, requestId, Low, day.Low);
            SendPrice(session, requestId, Open, day.Open);
        }
        if (day.PreviousClose > 0) SendPrice(session, requestId, Close, day.PreviousClose);
    }

    public void OnSessionOpened(long now)
    {
        sessionOpen = now;
        for (var i = 0; i < days.Length; i++)
        {
            // The first opening keeps the close that history gave.
            var last = days[i].LatestPrice;
            days[i] = new Day { PreviousClose = last > 0 ? last : days[i].PreviousClose, Told = days[i].Told };
        }
    }

    public void OnQuote(int symbol)
    {
        ref readonly var quote = ref market.QuoteOf(symbol);
        ref var day = ref days[symbol];
        var traded = market.TradedWithQuote(symbol);
        var (newHigh, newLow, opened) = (false, false, false);
        if (traded > 0)
        {
            opened = day.Volume == 0;
            newHigh = opened || quote.Last > day.High;
            newLow = opened || quote.Last < day.Low;
            if (opened) day.Open = quote.Last;
            if (newHigh) day.High = quote.Last;
            if (newLow) day.Low = quote.Last;
            day.Volume += traded;
            day.LastSize = traded;
            day.LatestPrice = quote.Last;
        }
        foreach (var (session, requestId) in quotes[symbol])
        {
            SendSide(session, requestId, Bid, quote.Bid, day.Told.Bid, BidSize, quote.BidSize, day.Told.BidSize);
            SendSide(session, requestId, Ask, quote.Ask, day.Told.Ask, AskSize, quote.AskSize, day.Told.AskSize);
            if (!(traded > 0)) continue;
            if (quote.Last != day.Told.Last) SendPair(session, requestId, Last, quote.Last, LastSize, traded);
            else SendSize(session, requestId, LastSize, traded);
            SendSize(session, requestId, Volume, day.Volume);
            if (newHigh) SendPrice(session, requestId, High, quote.Last);
            if (newLow) SendPrice(session, requestId, Low, quote.Last);
            if (opened) SendPrice(session, requestId, Open, quote.Last);
        }
        day.Told = quote;
    }

    public void OnFiveSecondBar(int symbol)
    {
        ref readonly var bar = ref market.FiveSecondBarOf(symbol);
        var regular = market.IsOpen && bar.Time >= sessionOpen || !market.IsOpen && EndsSession(bar);
        foreach (var (session, requestId, regularHours) in bars[symbol])
        {
            if (regularHours && !regular) continue;
            session.Send(new RealTimeBar
            {
                ReqId = requestId, Time = bar.Time / EngineTime.Second, Open = bar.Open, High = bar.High, Low = bar.Low, Close = bar.Close,
                Volume = Size(bar.Volume), Wap = (decimal)Math.Round(bar.AveragePrice, 6), Count = bar.Trades,
            });
        }
    }

    /// <summary>The last bar of a session is published at the instant of the close.</summary>
    static bool EndsSession(in MarketBar bar)
    {
        var session = ExchangeCalendar.NewYork.SessionOn(GatewayTime.DateOf(bar.Time));
        return session is not null && bar.Time >= session.OpenNanoseconds && bar.Time < session.CloseNanoseconds;
    }

    static void SendSide(GatewaySession session, int requestId, int priceType, double price, double toldPrice, int sizeType, double size, double toldSize)
    {
        if (price > 0)
        {
            if (price != toldPrice) SendPair(session, requestId, priceType, price, sizeType, size);
            else if (size != toldSize) SendSize(session, requestId, sizeType, size);
        }
        else if (toldPrice > 0)
        {
            // The side is gone.
            session.Send(new TickPrice { ReqId = requestId, TickType = priceType, Price = -1, AttrMask = 0 });
            SendSize(session, requestId, sizeType, 0);
        }
    }

    /// <summary>The price with its size, and the size again by itself: some clients drop the first one.</summary>
    static void SendPair(GatewaySession session, int requestId, int priceType, double price, int sizeType, double size)
    {
        session.Send(new TickPrice { ReqId = requestId, TickType = priceType, Price = price, Size = Size(size), AttrMask = priceType is Bid or Ask ? 1 : 0 });
        SendSize(session, requestId, sizeType, size);
    }

    static void SendPrice(GatewaySession session, int requestId, int type, double price) =>
        session.Send(new TickPrice { ReqId = requestId, TickType = type, Price = price });

    static void SendSize(GatewaySession session, int requestId, int type, double size) =>
        session.Send(new TickSize { ReqId = requestId, TickType = type, Size = Size(size) });

    static decimal Size(double shares) => shares == Math.Floor(shares) ? (long)shares : Quantity.FromDouble(shares).ToDecimal();

    /// <summary>A symbol's session so far.</summary>
    struct Day
    {
        public Quote Told;
        public double Open;
        public double High;
        public double Low;
        public double Volume;
        public double LastSize;
        public double LatestPrice;
        public double PreviousClose;
    }
}
