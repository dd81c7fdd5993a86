using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>What ticks a change makes, and what a subscription is told at first.</content>
sealed partial class QuoteBoard
{
    /// <summary>A real gateway's answer to whether snapshots of each exchange are permitted.</summary>
    const int SnapshotPermissions = 3;
    const int AutoExecutes = 1;
    const int SessionsAYear = 252;

    long secondWritten = long.MinValue;
    string secondText = "";

    /// <summary>The terms of a subscription and all that is known of the symbol, as live data.</summary>
    public void SendAll(GatewaySession session, int requestId, int symbol, long time)
    {
        var line = quotes[symbol].Find(q => q.Session == session && q.RequestId == requestId);
        SendAll(session, requestId, symbol, time, line?.Generic ?? GenericTicks.None, line?.Delayed ?? false, line?.IsPart ?? false);
    }

    /// <inheritdoc cref="SendAll(GatewaySession, int, int, long)"/>
    /// <param name="isDelayed">Under the numbers of delayed data.</param>
    /// <param name="isPart">Only what needs no subscription.</param>
    public void SendAll(GatewaySession session, int requestId, int symbol, long time, GenericTicks generic, bool isDelayed, bool isPart = false)
    {
        now = time;
        var frozen = !market.IsOpen && session.Subscriptions.DataType is 2 or 4;
        session.Send(new TickReqParams { ReqId = requestId, MinTick = 0.01, BboExchange = ExchangeDirectory.BboExchange, SnapshotPermissions = SnapshotPermissions });
        session.Send(new MarketDataType { ReqId = requestId, Type = (isDelayed ? 3 : 1) + (frozen ? 1 : 0) });
        if (isPart)
        {
            extra.Clear();
            extra.Number(TickTypes.Halted, (int)Conditions.HaltOf(symbol));
            if (generic.HasFlag(GenericTicks.Shortable)) AddShortable(extra, symbol);
            extra.SendTo(session, requestId);
            return;
        }
        ref readonly var quote = ref market.QuoteOf(symbol);
        ref readonly var day = ref days[symbol];
        batch.Clear();
        if (quote.Bid > 0) batch.Pair(TickTypes.Bid, quote.Bid, TickTypes.BidSize, quote.BidSize, AutoExecutes);
        if (quote.Ask > 0) batch.Pair(TickTypes.Ask, quote.Ask, TickTypes.AskSize, quote.AskSize, AutoExecutes);
        if (day.Volume > 0)
        {
            batch.Text(TickTypes.LastTimestamp, Seconds(day.LatestTime));
            batch.Pair(TickTypes.Last, day.LatestPrice, TickTypes.LastSize, day.LastSize);
            batch.Size(TickTypes.Volume, day.Volume);
            batch.Price(TickTypes.High, day.High);
            batch.Price(TickTypes.Low, day.Low);
        }
        if (day.PreviousClose > 0) batch.Price(TickTypes.Close, day.PreviousClose);
        if (day.Volume > 0) batch.Price(TickTypes.Open, day.Open);
        batch.Number(TickTypes.Halted, (int)Conditions.HaltOf(symbol));
        var letter = ExchangeDirectory.LetterOf(contracts[symbol].PrimaryExchange);
        if (quote.Bid > 0) batch.Text(TickTypes.BidExchange, letter);
        if (quote.Ask > 0) batch.Text(TickTypes.AskExchange, letter);
        if (day.Volume > 0) batch.Text(TickTypes.LastExchange, letter);
        if (!isDelayed) AddGeneric(batch, symbol, generic);
        else delayed.Delay(batch);
        (isDelayed ? delayed : batch).SendTo(session, requestId);
    }

    /// <summary>Sends the batch to everyone, as each is to see it, and the extra ticks of those that asked for some.</summary>
    void Spread(int symbol, in Quote quote, bool traded)
    {
        var isDelayedReady = false;
        foreach (var line in quotes[symbol])
        {
            if (line.IsPart) continue;
            if (line.Delayed)
            {
                if (!isDelayedReady) delayed.Delay(batch);
                isDelayedReady = true;
                delayed.SendTo(line.Session, line.RequestId);
                continue;
            }
            batch.SendTo(line.Session, line.RequestId);
            if (line.Generic == GenericTicks.None) continue;
            extra.Clear();
            if (traded && (line.Generic & GenericTicks.WithTrades) != 0) AddWithTrade(extra, symbol, line.Generic, single: true);
            if ((line.Generic & GenericTicks.MarkPrice) != 0 && MarkOf(quote) is var mark && mark != MarkOf(days[symbol].Told) && mark > 0) extra.Price(TickTypes.MarkPrice, mark);
            extra.SendTo(line.Session, line.RequestId);
        }
    }

    void AddSide(int priceType, double price, double toldPrice, int sizeType, double size, double toldSize)
    {
        if (price > 0)
        {
            if (price != toldPrice) batch.Pair(priceType, price, sizeType, size, AutoExecutes);
            else if (size != toldSize) batch.Size(sizeType, size);
        }
        else if (toldPrice > 0)
        {
            // The side is gone.
            batch.Price(priceType, -1);
            batch.Size(sizeType, 0);
        }
    }

    void AddTrade(double price, double shares, TradeNews news, long before, ref readonly SymbolDay day)
    {
        if (before / EngineTime.Second != now / EngineTime.Second) batch.Text(TickTypes.LastTimestamp, Seconds(now));
        if (price != day.Told.Last) batch.Pair(TickTypes.Last, price, TickTypes.LastSize, shares);
        else batch.Size(TickTypes.LastSize, shares);
        batch.Size(TickTypes.Volume, day.Volume);
        if ((news & TradeNews.NewHigh) != 0) batch.Price(TickTypes.High, price);
        if ((news & TradeNews.NewLow) != 0) batch.Price(TickTypes.Low, price);
        if ((news & TradeNews.Opened) != 0) batch.Price(TickTypes.Open, price);
    }

    void OnCondition(int symbol)
    {
        foreach (var line in quotes[symbol])
        {
            extra.Clear();
            extra.Number(line.Delayed ? TickTypes.Delayed(TickTypes.Halted) : TickTypes.Halted, (int)Conditions.HaltOf(symbol));
            if ((line.Generic & GenericTicks.Shortable) != 0) AddShortable(extra, symbol);
            extra.SendTo(line.Session, line.RequestId);
        }
    }

    void AddGeneric(TickBatch into, int symbol, GenericTicks generic)
    {
        if (generic == GenericTicks.None) return;
        var year = (generic & (GenericTicks.MiscellaneousStatistics | GenericTicks.HistoricalVolatility | GenericTicks.RtHistoricalVolatility)) != 0 ? History.Days(symbol, now, 364) : [];
        if (generic.HasFlag(GenericTicks.MiscellaneousStatistics) && year.Count > 0)
        {
            AddRange(into, year, 13, TickTypes.Low13Weeks, TickTypes.High13Weeks);
            AddRange(into, year, 26, TickTypes.Low26Weeks, TickTypes.High26Weeks);
            AddRange(into, year, 52, TickTypes.Low52Weeks, TickTypes.High52Weeks);
            into.Size(TickTypes.AverageVolume, Math.Floor(year.TakeLast(63).Average(b => b.Volume)));
        }
        if (generic.HasFlag(GenericTicks.HistoricalVolatility) && year.Count > 2) into.Number(TickTypes.HistoricalVolatility, Volatility(year, 30));
        if (generic.HasFlag(GenericTicks.MarkPrice) && MarkOf(market.QuoteOf(symbol)) is > 0 and var mark) into.Price(TickTypes.MarkPrice, mark);
        if (generic.HasFlag(GenericTicks.Shortable)) AddShortable(into, symbol);
        if (days[symbol].Volume > 0) AddWithTrade(into, symbol, generic, single: false);
        AddRates(into, symbol, generic);
        if (generic.HasFlag(GenericTicks.RtHistoricalVolatility) && year.Count > 2) into.Number(TickTypes.RtHistoricalVolatility, Volatility(year, 30));
        // Dividends of the past and the next twelve months, the next date and amount: a made-up market pays none.
        if (generic.HasFlag(GenericTicks.Dividends)) into.Text(TickTypes.Dividends, ",,,");
    }

    void AddShortable(TickBatch into, int symbol)
    {
        // Above 2.5: at least a thousand shares are there; above 1.5: a locate is needed; 1: none.
        var shares = Conditions.ShortableShares(symbol);
        into.Number(TickTypes.Shortable, shares >= 1_000 ? 3 : shares > 0 ? 2 : 1);
        into.Size(TickTypes.ShortableShares, shares);
    }

    void AddWithTrade(TickBatch into, int symbol, GenericTicks generic, bool single)
    {
        ref readonly var day = ref days[symbol];
        if ((generic & (GenericTicks.RtVolume | GenericTicks.RtTradeVolume)) != 0)
        {
            var text = string.Create(CultureInfo.InvariantCulture,
                $"{day.LatestPrice:0.00##};{Sizes.Of(day.LastSize)};{day.LatestTime / EngineTime.Millisecond};{Sizes.Of(day.Volume)};{day.AveragePrice:0.00000000};{(single ? "true" : "false")}");
            if (generic.HasFlag(GenericTicks.RtVolume)) into.Text(TickTypes.RtVolume, text);
            if (generic.HasFlag(GenericTicks.RtTradeVolume)) into.Text(TickTypes.RtTradeVolume, text);
        }
        if (generic.HasFlag(GenericTicks.LastRthTrade)) into.Price(TickTypes.LastRthTrade, day.LatestPrice);
    }

    void SendRates(QuoteLine line, int symbol)
    {
        if (line.Delayed) return;
        extra.Clear();
        AddRates(extra, symbol, line.Generic);
        extra.SendTo(line.Session, line.RequestId);
    }

    void AddRates(TickBatch into, int symbol, GenericTicks generic)
    {
        if ((generic & GenericTicks.Rates) == 0) return;
        if (generic.HasFlag(GenericTicks.TradeCount)) into.Number(TickTypes.TradeCount, days[symbol].Trades);
        var (trades, volume) = Within(symbol, 1);
        if (generic.HasFlag(GenericTicks.TradeRate)) into.Number(TickTypes.TradeRate, trades);
        if (generic.HasFlag(GenericTicks.VolumeRate)) into.Number(TickTypes.VolumeRate, volume);
        if (!generic.HasFlag(GenericTicks.ShortTermVolume)) return;
        into.Size(TickTypes.Volume3Minutes, Within(symbol, 3).Volume);
        into.Size(TickTypes.Volume5Minutes, Within(symbol, 5).Volume);
        into.Size(TickTypes.Volume10Minutes, Within(symbol, 10).Volume);
    }

    /// <summary>Trades and shares of the latest minutes, by 5-second bars.</summary>
    (int Trades, double Volume) Within(int symbol, int minutes)
    {
        var ring = Tape.Bars(symbol);
        var (trades, volume) = (0, 0.0);
        for (var i = ring.FirstAfter(now - (minutes * EngineTime.Minute) - FiveSeconds); i < ring.Count; i++)
        {
            trades += ring[i].Trades;
            volume += ring[i].Volume;
        }
        return (trades, volume);
    }

    static void AddRange(TickBatch into, IReadOnlyList<MarketBar> year, int weeks, int lowType, int highType)
    {
        // A bar a session, five sessions a week.
        var span = year.TakeLast(weeks * 5).ToList();
        into.Price(lowType, span.Min(b => b.Low));
        into.Price(highType, span.Max(b => b.High));
    }

    /// <summary>Yearly standard deviation of daily returns.</summary>
    static double Volatility(IReadOnlyList<MarketBar> year, int sessions)
    {
        var closes = year.TakeLast(sessions + 1).Select(b => b.Close).ToList();
        var returns = closes.Zip(closes.Skip(1), (a, b) => (b / a) - 1).ToList();
        var mean = returns.Average();
        return Math.Round(Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (returns.Count - 1) * SessionsAYear), 6);
    }

    /// <summary>The last price, moved into the quote when it lies outside.</summary>
    static double MarkOf(in Quote quote) => !quote.IsTwoSided ? quote.Last : quote.Last > 0 ? Math.Clamp(quote.Last, quote.Bid, quote.Ask) : quote.Mid;

    /// <summary>Epoch seconds; one text a second serves all symbols.</summary>
    string Seconds(long time)
    {
        var second = time / EngineTime.Second;
        if (second != secondWritten) (secondWritten, secondText) = (second, second.ToString(CultureInfo.InvariantCulture));
        return secondText;
    }
}
