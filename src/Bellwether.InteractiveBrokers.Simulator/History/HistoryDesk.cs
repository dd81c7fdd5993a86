using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// Past bars. They are made of the market's minute bars that have ended at the virtual now; the running bar is not included. A duration in seconds counts as many
/// bars as fit into it; days count sessions, the running one included; weeks are five sessions, months 21, years 252.
/// </summary>
sealed class HistoryDesk(IMarket market, ContractBook contracts)
{
    readonly List<MarketBar> found = [];

    public void Answer(GatewaySession session, ReqHistoricalData request, long now)
    {
        var symbol = contracts.Find(request.Contract);
        if (symbol < 0)
        {
            session.SendError(request.ReqId, 200, "No security definition has been found for the request", now);
            return;
        }
        if (Refusal(request, out var length) is { } refusal)
        {
            session.SendError(request.ReqId, 321, "Error validating request.-'bF' : cause - " + refusal, now);
            return;
        }
        var end = now;
        if (request.EndDateTime.Length > 0)
        {
            if (!GatewayTime.TryParse(request.EndDateTime, out end, out var zoneMissing))
            {
                session.SendError(request.ReqId, 10314, $"End Date/Time: The date, time, or time-zone entered is invalid: {request.EndDateTime}. The correct format is yyyymmdd hh:mm:ss xx/xxxx where yyyymmdd and xx/xxxx are optional", now);
                return;
            }
            if (zoneMissing)
                session.SendError(request.ReqId, 2174, "Warning: You submitted request with date-time attributes without explicit time zone. Time zone of the gateway is used.", now);
            end = Math.Min(end, now);
        }
        Collect(symbol, end, request.DurationStr, length, request.UseRTH);
        if (found.Count == 0)
        {
            session.SendError(request.ReqId, 162, $"Historical Market Data Service error message:HMDS query returned no data: {contracts[symbol].Symbol}@SMART Trades", now);
            return;
        }
        Send(session, request, length, end);
    }

    static string? Refusal(ReqHistoricalData request, out long length)
    {
        if (!BarSize.TryParse(request.BarSizeSetting, out length))
            return $"Historical data bar size setting '{request.BarSizeSetting}' is invalid. Legal ones are: {BarSize.Served}";
        if (request.WhatToShow is not ("TRADES" or "ADJUSTED_LAST" or ""))
            return $"Historical data of '{request.WhatToShow}' is not served: ask for TRADES or ADJUSTED_LAST";
        if (request.KeepUpToDate) return "Historical data that is kept up to date is not served: ask for real-time bars";
        if (request.FormatDate is not (1 or 2)) return $"Historical data date format {request.FormatDate} is invalid. Legal ones are: 1, 2";
        return TryDuration(request.DurationStr, out _, out _) ? null : $"Historical data duration '{request.DurationStr}' is invalid: expected a whole number, a blank and S, D, W, M or Y";
    }

    static bool TryDuration(string text, out int count, out char unit)
    {
        unit = text.Length > 0 ? text[^1] : ' ';
        count = 0;
        return text.Length >= 3 && text[^2] == ' ' && "SDWMY".Contains(unit) && int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;
    }

    /// <summary>Fills <see cref="found"/> with the bars of a request, oldest first.</summary>
    void Collect(int symbol, long end, string duration, long length, bool regularHours)
    {
        found.Clear();
        TryDuration(duration, out var count, out var unit);
        var (maxBars, maxSessions) = unit switch
        {
            'S' => ((int)Math.Max(1, count * EngineTime.Second / (length == BarSize.Day ? 86_400 * EngineTime.Second : length)), int.MaxValue),
            'D' => (int.MaxValue, count),
            'W' => (int.MaxValue, 5 * count),
            'M' => (int.MaxValue, 21 * count),
            _ => (int.MaxValue, 252 * count),
        };

        // From the newest minute back, until enough bars or sessions are complete.
        var minutes = market.History(symbol).Bars;
        var i = market.History(symbol).FirstFrom(end) - 1;
        while (i >= 0 && minutes[i].Time + EngineTime.Minute > end) i--;
        TradingSession? session = null;
        var (midnight, sessions) = (long.MaxValue, 0);
        for (; i >= 0; i--)
        {
            ref readonly var minute = ref minutes[i];
            if (minute.Time < midnight)
            {
                var date = GatewayTime.DateOf(minute.Time);
                midnight = GatewayTime.Midnight(date);
                session = ExchangeCalendar.NewYork.SessionOn(date);
                if (session is not null && ++sessions > maxSessions) break;
            }
            if (regularHours && (session is null || minute.Time < session.OpenNanoseconds || minute.Time >= session.CloseNanoseconds)) continue;
            var start = length == BarSize.Day ? midnight : Math.Max(midnight + ((minute.Time - midnight) / length * length), RegularStart(session, minute.Time));
            if (found.Count > 0 && found[^1].Time == start)
            {
                found[^1] = Join(minute, found[^1]);
                continue;
            }
            if (found.Count == maxBars) break;
            found.Add(minute with { Time = start });
        }
        found.Reverse();
    }

    /// <summary>A bar longer than the time since the opening begins with it: the first hour bar of a day is that of 09:30.</summary>
    static long RegularStart(TradingSession? session, long time) => session is not null && time >= session.OpenNanoseconds ? session.OpenNanoseconds : long.MinValue;

    static MarketBar Join(in MarketBar earlier, in MarketBar later)
    {
        var volume = earlier.Volume + later.Volume;
        var average = volume > 0 ? ((earlier.AveragePrice * earlier.Volume) + (later.AveragePrice * later.Volume)) / volume : later.AveragePrice;
        return new MarketBar(
            later.Time, earlier.Open, Math.Max(earlier.High, later.High), Math.Min(earlier.Low, later.Low), later.Close, volume, average, earlier.Trades + later.Trades);
    }

    void Send(GatewaySession session, ReqHistoricalData request, long length, long end)
    {
        var (first, last) = (GatewayTime.Text(found[0].Time), GatewayTime.Text(end));
        session.Send(new HistoricalData
        {
            ReqId = request.ReqId,
            StartDateStr = first,
            EndDateStr = last,
            Bars = [.. found.Select(b => new HistoricalBar
            {
                Date = DateText(b.Time, length, request.FormatDate, session.ServerVersion),
                Open = b.Open, High = b.High, Low = b.Low, Close = b.Close,
                Volume = AccountDesk.Shares(Quantity.FromDouble(b.Volume)), Wap = (decimal)Math.Round(b.AveragePrice, 6), BarCount = b.Trades,
            })],
        });
        if (session.ServerVersion >= ServerVersions.HistoricalDataEnd)
            session.Send(new HistoricalDataEnd { ReqId = request.ReqId, StartDateStr = first, EndDateStr = last });
    }

    static string DateText(long time, long length, int format, int serverVersion)
    {
        if (length == BarSize.Day) return GatewayTime.DayText(time);
        if (format == 2) return (time / EngineTime.Second).ToString(CultureInfo.InvariantCulture);
        return serverVersion >= 174 ? GatewayTime.Text(time) : GatewayTime.OldText(time);
    }
}
