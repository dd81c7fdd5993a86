using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// Past bars of every size. A bar is made of what lies in <c>[start, end)</c> of the request alone: where the end is now, the last one is the running bar as far as it has come.
/// </summary>
sealed partial class HistoryDesk(IMarket market, MarketTape tape, ContractBook contracts, Func<int, DataPermission> permissionOf)
{
    /// <summary>Bars of half a minute and less are kept that long.</summary>
    const int MonthsOfShortBars = 6;

    readonly PastBars past = new(market, tape);
    readonly List<MarketBar> fine = [];
    readonly List<MarketBar> found = [];

    /// <summary>The finest bars of the past.</summary>
    public PastBars Past => past;

    /// <summary>Answers, and says what the request was when it is to be kept up to date.</summary>
    public LiveBars? Answer(GatewaySession session, ReqHistoricalData request, long now)
    {
        if (!MaySee(session, request.ReqId, request.Contract, now, out var symbol)) return null;
        var (code, text) = HistoryQuery.Refusal(request, out var size, out var duration);
        if (code == 0 && request.WhatToShow == "SCHEDULE" && session.ServerVersion < ServerVersions.HistoricalSchedule)
            (code, text) = (321, $"Error validating request.-'bF' : cause - A schedule needs server version {ServerVersions.HistoricalSchedule} or later: this connection agreed on {session.ServerVersion}");
        if (code != 0)
        {
            session.SendError(request.ReqId, code, text, now);
            return null;
        }
        if (!TryTime(session, request.ReqId, "End", request.EndDateTime, now, out var end)) return null;
        var query = new HistoryQuery(symbol, size, duration, request.WhatToShow.Length > 0 ? request.WhatToShow : "TRADES", end, request.UseRTH);
        var start = Start(query);
        if (query.Show == "SCHEDULE")
        {
            SendSchedule(session, request.ReqId, start, query);
            return null;
        }
        Collect(query, start, found);
        if (found.Count == 0 && !request.KeepUpToDate)
        {
            NoData(session, request.ReqId, symbol, query.Show, now);
            return null;
        }
        Send(session, request, query, start);
        return request.KeepUpToDate ? new LiveBars(session, request.ReqId, query, request.FormatDate, market.Hours, found) : null;
    }

    public void Answer(GatewaySession session, ReqHeadTimestamp request, long now)
    {
        if (!MaySee(session, request.ReqId, request.Contract, now, out var symbol)) return;
        if (past.FirstDate(symbol) is not { } date || market.Hours.On(date) is not { } first)
        {
            NoData(session, request.ReqId, symbol, request.WhatToShow, now);
            return;
        }
        session.Send(new HeadTimestamp
        {
            ReqId = request.ReqId,
            Value = request.FormatDate == 2 ? (first.OpenNanoseconds / EngineTime.Second).ToString(CultureInfo.InvariantCulture) : GatewayTime.UtcText(first.OpenNanoseconds),
        });
    }

    public void Answer(GatewaySession session, ReqHistogramData request, long now)
    {
        if (!MaySee(session, request.ReqId, request.Contract, now, out var symbol)) return;
        if (!TryPeriod(request.TimePeriod, out var duration))
        {
            session.SendError(request.ReqId, 321, $"Error validating request.-'bF' : cause - Time period '{request.TimePeriod}' is invalid: expected a whole number and seconds, days, weeks, months or years, such as '3 days'", now);
            return;
        }
        var query = new HistoryQuery(symbol, BarSize.Minute, duration, "TRADES", now, request.UseRTH);
        Collect(query, Start(query), found);
        session.Send(new HistogramData
        {
            ReqId = request.ReqId,
            Points = [.. found.GroupBy(b => b.Close).OrderBy(g => g.Key).Select(g => new HistogramPoint { Price = g.Key, Size = Sizes.Of(g.Sum(b => b.Volume)) })],
        });
    }

    /// <summary>Daily bars of the sessions that ended before a time, oldest first; for the figures of quote subscriptions.</summary>
    public IReadOnlyList<MarketBar> Days(int symbol, long before, int calendarDays)
    {
        var bars = new List<MarketBar>();
        var today = GatewayTime.Midnight(GatewayTime.DateOf(before));
        Collect(new HistoryQuery(symbol, BarSize.Day, default, "TRADES", today, true), GatewayTime.Midnight(GatewayTime.DateOf(before).PlusDays(-calendarDays)), bars);
        return bars;
    }

    /// <summary>Fills a list with the bars of a query, oldest first.</summary>
    public void Collect(HistoryQuery query, long start, List<MarketBar> into)
    {
        into.Clear();
        Merge(query, query.Kind, start, into);
        if (query.Show != "BID_ASK") return;
        // Open and close are the averages of bid and ask over time; between them they span everything quoted.
        var asks = new List<MarketBar>();
        Merge(query, PriceKind.Ask, start, asks);
        for (var i = 0; i < into.Count && i < asks.Count; i++)
            into[i] = new MarketBar(into[i].Time, Math.Round(into[i].AveragePrice, 6), asks[i].High, into[i].Low, Math.Round(asks[i].AveragePrice, 6), 0, 0, 0);
    }

    void Merge(HistoryQuery query, PriceKind kind, long start, List<MarketBar> into)
    {
        fine.Clear();
        var seconds = query.Size.Seconds switch { 0 => 60, var s when s % 60 == 0 => 60, var s when s % 5 == 0 => 5, _ => 1 };
        past.Collect(query.Symbol, kind, seconds, start, query.End, fine);
        var merge = new BarMerge(query.Size, market.Hours, query.RegularHours);
        foreach (var bar in fine) merge.Add(bar, into);
    }

    long Start(HistoryQuery query)
    {
        var first = past.FirstDate(query.Symbol) ?? GatewayTime.DateOf(query.End);
        var start = query.Duration.StartBefore(query.End, market.Hours, query.RegularHours, first);
        if (query.Size.Seconds is > 0 and <= 30) start = Math.Max(start, GatewayTime.Midnight(GatewayTime.DateOf(market.Start).PlusMonths(-MonthsOfShortBars)));
        start = Math.Max(start, GatewayTime.Midnight(first));
        if (query.Duration.Unit != 'S') return start;
        // Whole bars: the first one is the one in which the duration begins.
        var date = GatewayTime.DateOf(start);
        return query.Size.StartOf(start, date, GatewayTime.Midnight(date), market.Hours.On(date)?.OpenNanoseconds);
    }

    bool MaySee(GatewaySession session, int requestId, Contract contract, long now, out int symbol)
    {
        symbol = contracts.Find(contract, out var problem);
        if (symbol < 0) session.SendError(requestId, 200, problem, now);
        else if (permissionOf(symbol) != DataPermission.All)
            session.SendError(requestId, 162, $"Historical Market Data Service error message:No market data permissions for {contracts[symbol].PrimaryExchange} STK", now);
        else return true;
        return false;
    }

    /// <summary>Reads a time of a request; empty is now.</summary>
    static bool TryTime(GatewaySession session, int requestId, string which, string text, long now, out long time)
    {
        if (!HistoryQuery.TryEnd(text, now, out time, out var zoneMissing))
        {
            session.SendError(requestId, 10314, $"{which} Date/Time: The date, time, or time-zone entered is invalid. The correct format is yyyymmdd hh:mm:ss xx/xxxx where yyyymmdd and xx/xxxx are optional. E.g.: 20031126 15:59:00 US/Eastern  Note that there is a space between the date and time, and between the time and time-zone. Entered: {text}", now);
            return false;
        }
        if (zoneMissing)
            session.SendError(requestId, 2174, "Warning: You submitted request with date-time attributes without explicit time zone. Time zone of the gateway is used.", now);
        return true;
    }

    void NoData(GatewaySession session, int requestId, int symbol, string show, long now) =>
        session.SendError(requestId, 162, $"Historical Market Data Service error message:HMDS query returned no data: {contracts[symbol].Symbol}@SMART {(show is "" or "TRADES" ? "Trades" : show)}", now);

    void Send(GatewaySession session, ReqHistoricalData request, HistoryQuery query, long start)
    {
        var (first, last) = (GatewayTime.Text(start), GatewayTime.Text(query.End));
        var text = new BarText(query, request.FormatDate, session.ServerVersion);
        session.Send(new HistoricalData { ReqId = request.ReqId, StartDateStr = first, EndDateStr = last, Bars = [.. found.Select(b => text.Bar(b))] });
        if (session.ServerVersion >= ServerVersions.HistoricalDataEnd)
            session.Send(new HistoricalDataEnd { ReqId = request.ReqId, StartDateStr = first, EndDateStr = last });
    }

    void SendSchedule(GatewaySession session, int requestId, long start, HistoryQuery query)
    {
        var sessions = new List<TradingSession>();
        for (var date = GatewayTime.DateOf(start); date <= GatewayTime.DateOf(query.End - 1); date = date.PlusDays(1))
            if (market.Hours.On(date) is { } one) sessions.Add(one);
        if (sessions.Count == 0)
        {
            session.SendError(requestId, 162, "Historical Market Data Service error message:HMDS query returned no data: no sessions", query.End);
            return;
        }
        string Open(TradingSession s) => GatewayTime.DashText(EngineTime.From(query.RegularHours || market.Hours.NeverCloses ? s.Open : s.ExtendedOpen));
        string Close(TradingSession s) => GatewayTime.DashText(EngineTime.From(query.RegularHours || market.Hours.NeverCloses ? s.Close : s.ExtendedClose));
        session.Send(new HistoricalSchedule
        {
            ReqId = requestId,
            StartDateTime = Open(sessions[0]),
            EndDateTime = Close(sessions[^1]),
            TimeZone = GatewayTime.ZoneName,
            Sessions = [.. sessions.Select(s => new HistoricalSession { StartDateTime = Open(s), EndDateTime = Close(s), RefDate = GatewayTime.DayText(s.Date) })],
        });
    }

    static bool TryPeriod(string text, out HistoryDuration duration)
    {
        duration = default;
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && parts[1].Length > 0 && HistoryDuration.TryParse(parts[0] + ' ' + char.ToUpperInvariant(parts[1][0]), out duration)
            && duration.Count * (duration.Unit is 'Y' ? 12 : 1) <= 366;
    }
}
