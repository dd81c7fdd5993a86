using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Quotes, bars and history.</content>
sealed partial class RequestDesk
{
    /// <summary>Bars up to that length are subject to the broker's pacing.</summary>
    const int ShortBarSeconds = 30;

    public void On(in ReqMarketDataType m)
    {
        if (m.MarketDataType is >= 1 and <= 4) session.Subscriptions.DataType = m.MarketDataType;
        else Error(-1, 321, $"Error validating request.-'cd' : cause - Market data type {m.MarketDataType} is invalid. Legal ones are: 1 (live), 2 (frozen), 3 (delayed), 4 (delayed and frozen)");
    }

    public void On(ReqMktData m)
    {
        var isSnapshot = m.Snapshot || m.RegulatorySnapshot;
        if (GenericTickList.Read(m.GenericTickList, out var generic) is { } cause)
        {
            Invalid(m.ReqId, "bN", cause);
            return;
        }
        if (isSnapshot && m.GenericTickList.Length > 0)
        {
            Invalid(m.ReqId, "bN", "Snapshot market data subscription is not applicable to generic ticks");
            return;
        }
        if (!MayFollow(m.ReqId, m.Contract, takesLine: !isSnapshot, out var symbol)) return;
        var permission = board.PermissionOf(symbol);
        var isDelayed = permission is DataPermission.None or DataPermission.NotForApi && session.Subscriptions.DataType is 3 or 4;
        if (permission == DataPermission.None && isDelayed) Error(m.ReqId, 10167, "Requested market data is not subscribed. Displaying delayed market data.");
        else if (permission != DataPermission.All) board.Tell(session, m.ReqId, symbol, permission, now);
        if (permission is DataPermission.None or DataPermission.NotForApi && !isDelayed) return;
        var isPart = permission == DataPermission.Part;
        board.SendAll(session, m.ReqId, symbol, now, generic, isDelayed, isPart);
        if (isSnapshot) session.Send(new TickSnapshotEnd { ReqId = m.ReqId });
        else board.FollowQuotes(session, m.ReqId, symbol, generic, isDelayed, isPart);
    }

    public void On(in CancelMktData m)
    {
        if (!board.LeaveQuotes(session, m.ReqId)) NotFollowed(m.ReqId);
    }

    public void On(ReqTickByTickData m)
    {
        TickByTickKind? kind = m.TickType switch { "Last" => TickByTickKind.Last, "AllLast" => TickByTickKind.AllLast, "BidAsk" => TickByTickKind.BidAsk, "MidPoint" => TickByTickKind.MidPoint, _ => null };
        if (kind is not { } known)
        {
            Invalid(m.ReqId, "cv", $"Tick type '{m.TickType}' is invalid. Legal ones are: Last, AllLast, BidAsk, MidPoint");
            return;
        }
        if (m.NumberOfTicks is < 0 or > 1_000)
        {
            Invalid(m.ReqId, "cv", $"Number of ticks {m.NumberOfTicks} is invalid: expected 0 to 1000");
            return;
        }
        if (!MayFollow(m.ReqId, m.Contract, takesLine: false, out var symbol)) return;
        if (board.PermissionOf(symbol) != DataPermission.All)
        {
            board.RefuseTicks(session, m.ReqId, symbol, now);
            return;
        }
        if (!seat.Pacing.OnTickByTick(symbol, now))
        {
            Error(m.ReqId, 10189, "Failed to request tick-by-tick data:Only one request for the same instrument within 15 seconds");
            return;
        }
        if (session.Subscriptions.TickByTick.Count >= MostTickByTick)
        {
            Error(m.ReqId, 10190, "Max number of tick-by-tick requests has been reached.");
            return;
        }
        if (m.NumberOfTicks > 0)
        {
            var show = known switch { TickByTickKind.BidAsk => "BID_ASK", TickByTickKind.MidPoint => "MIDPOINT", _ => "TRADES" };
            history.SendLatest(session, m.ReqId, symbol, show, m.NumberOfTicks, now);
        }
        board.FollowTicks(session, m.ReqId, symbol, known, m.IgnoreSize);
    }

    public void On(in CancelTickByTickData m)
    {
        if (!board.LeaveTicks(session, m.ReqId)) NotFollowed(m.ReqId);
    }

    public void On(ReqRealTimeBars m)
    {
        PriceKind? kind = m.WhatToShow switch { "TRADES" or "" => PriceKind.Trades, "MIDPOINT" => PriceKind.Midpoint, "BID" => PriceKind.Bid, "ASK" => PriceKind.Ask, _ => null };
        if (kind is not { } known) Invalid(m.ReqId, "bI", $"Real-time bars of '{m.WhatToShow}' are not served. Legal ones are: TRADES, MIDPOINT, BID, ASK");
        else if (!MayFollow(m.ReqId, m.Contract, takesLine: true, out var symbol)) return;
        else if (board.PermissionOf(symbol) != DataPermission.All) board.RefuseBars(session, m.ReqId, symbol, now);
        else if (!seat.Pacing.OnRealTimeBars(now)) Error(m.ReqId, 420, "Invalid Real-time Query:Historical data request pacing violation");
        else board.FollowBars(session, m.ReqId, symbol, known, m.UseRTH);
    }

    public void On(in CancelRealTimeBars m)
    {
        if (!board.LeaveBars(session, m.ReqId)) NotFollowed(m.ReqId);
    }

    public void On(ReqHistoricalData m)
    {
        var isFine = BarSize.TryParse(m.BarSizeSetting, out var size) && size.Seconds is > 0 and <= ShortBarSeconds;
        if (m.KeepUpToDate && session.Subscriptions.Has(m.ReqId)) Error(m.ReqId, 322, $"Error processing request.-'bQ' : cause - Duplicate ticker id {m.ReqId}");
        else if (!MayAskHistory(m.ReqId, m.Contract, m.WhatToShow, $"{m.BarSizeSetting}|{m.DurationStr}|{m.EndDateTime}|{m.UseRTH}", isFine)) return;
        // Asked before the connection broke: nobody is there to follow.
        else if (history.Answer(session, m, now) is { } live && !session.IsClosed) board.FollowRunning(live);
    }

    public void On(in CancelHistoricalData m)
    {
        if (board.LeaveRunning(session, m.ReqId)) Error(m.ReqId, 162, $"Historical Market Data Service error message:API historical data query cancelled: {m.ReqId}");
        else Error(m.ReqId, 366, $"No historical data query found for ticker id:{m.ReqId}");
    }

    public void On(ReqHeadTimestamp m)
    {
        if (!isTooMuch || Hurried(m.ReqId)) history.Answer(session, m, now);
    }

    public void On(in CancelHeadTimestamp m)
    {
        // Answered at once: there is nothing left to cancel, and a real gateway says nothing then.
    }

    public void On(ReqHistogramData m)
    {
        if (!isTooMuch || Hurried(m.ReqId)) history.Answer(session, m, now);
    }

    public void On(in CancelHistogramData m)
    {
        // As with head timestamps.
    }

    public void On(ReqHistoricalTicks m)
    {
        if (MayAskHistory(m.ReqId, m.Contract, m.WhatToShow, $"ticks|{m.StartDateTime}|{m.EndDateTime}|{m.NumberOfTicks}|{m.UseRth}", isFine: true)) history.Answer(session, m, now);
    }

    bool MayAskHistory(int requestId, Contract contract, string show, string request, bool isFine)
    {
        var key = $"{contract.ConId}|{contract.Symbol}|{contract.Exchange}|{show}";
        if (seat.Pacing.OnHistory(key, key + '|' + request, isFine, show == "BID_ASK" ? 2 : 1, now) && !isTooMuch) return true;
        return Hurried(requestId);
    }

    bool Hurried(int requestId)
    {
        Error(requestId, 162, "Historical Market Data Service error message:Historical data request pacing violation");
        return false;
    }

    /// <summary>Three with the 100 lines that every account has, and as many more as there are lines, up to 60.</summary>
    int MostTickByTick => Math.Clamp(options.MarketDataLines * 3 / 100, 3, 60);

    bool MayFollow(int requestId, Contract contract, bool takesLine, out int symbol)
    {
        symbol = contracts.Find(contract, out var problem);
        // Asked before the connection broke: nobody is there to follow.
        if (session.IsClosed) return false;
        var (code, text) = (0, "");
        if (symbol < 0) (code, text) = (200, problem);
        if (code == 0 && takesLine && session.Subscriptions.Lines >= options.MarketDataLines) (code, text) = (101, "Max number of tickers has been reached");
        else if (code == 0 && session.Subscriptions.Has(requestId)) (code, text) = (102, "Duplicate ticker id");
        if (code == 0) return true;
        Error(requestId, code, text);
        return false;
    }

    void NotFollowed(int requestId) => Error(requestId, 300, $"Can't find EId with tickerId:{requestId}");

    void Invalid(int requestId, string part, string cause) => Error(requestId, 321, $"Error validating request.-'{part}' : cause - {cause}");
}
