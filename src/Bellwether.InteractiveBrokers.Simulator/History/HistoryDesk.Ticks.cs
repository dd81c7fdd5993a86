using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Past ticks: from the tape, and before it begins, one trade for each second of which there is a bar.</content>
sealed partial class HistoryDesk
{
    /// <summary>Ticks that one answer holds at most, save that those of its last second are complete.</summary>
    const int MostTicks = 1_000;
    const long Stretch = 10 * EngineTime.Minute;

    readonly List<(long Time, MarketTick Tick)> ticks = [];

    public void Answer(GatewaySession session, ReqHistoricalTicks request, long now)
    {
        if (!MaySee(session, request.ReqId, request.Contract, now, out var symbol)) return;
        var forward = request.StartDateTime.Length > 0;
        var refusal = request switch
        {
            _ when forward == request.EndDateTime.Length > 0 => "give a start or an end, not both and not neither",
            { NumberOfTicks: < 1 or > MostTicks } => $"number of ticks {request.NumberOfTicks} is invalid: expected 1 to {MostTicks}",
            { WhatToShow: not ("TRADES" or "BID_ASK" or "MIDPOINT") } => $"What to show '{request.WhatToShow}' is invalid. Legal ones are: TRADES, BID_ASK, MIDPOINT",
            _ => null,
        };
        if (refusal is not null)
        {
            session.SendError(request.ReqId, 321, "Error validating request.-'cx' : cause - " + refusal, now);
            return;
        }
        if (!TryTime(session, request.ReqId, forward ? "Start" : "End", forward ? request.StartDateTime : request.EndDateTime, now, out var time)) return;
        Find(symbol, time, forward, request.NumberOfTicks, request.WhatToShow, request.UseRth, now);
        SendTicks(session, request.ReqId, symbol, request.WhatToShow);
    }

    /// <summary>The latest ticks up to now, as the beginning of a tick-by-tick stream.</summary>
    public void SendLatest(GatewaySession session, int requestId, int symbol, string show, int count, long now)
    {
        Find(symbol, now, forward: false, Math.Min(count, MostTicks), show, regularHours: false, now);
        SendTicks(session, requestId, symbol, show);
    }

    void Find(int symbol, long time, bool forward, int count, string show, bool regularHours, long now)
    {
        ticks.Clear();
        var first = past.FirstDate(symbol) is { } date ? GatewayTime.Midnight(date) : long.MaxValue;
        var (from, to) = forward ? (Math.Max(time, first), Math.Max(time, first) + Stretch) : (time - Stretch, time);
        var found = new List<(long, MarketTick)>();
        var none = 0;
        // Nobody trades for days at most; a stretch grows while nothing is found.
        while (ticks.Count < count && (forward ? from < now : to > first) && none < 1_000)
        {
            found.Clear();
            Stretched(symbol, from, Math.Min(to, now + 1), show, regularHours, found);
            none = found.Count == 0 ? none + 1 : 0;
            if (forward) ticks.AddRange(found);
            else ticks.InsertRange(0, found);
            (from, to) = forward ? (to, to + Stretch) : (from - Stretch, from);
        }
        if (ticks.Count <= count) return;
        // The second at the border stays whole.
        var border = (forward ? ticks[count - 1] : ticks[^count]).Time / EngineTime.Second;
        if (forward) ticks.RemoveAll(t => t.Time / EngineTime.Second > border);
        else ticks.RemoveAll(t => t.Time / EngineTime.Second < border);
    }

    /// <summary>Ticks of <c>[from, to)</c> that the word of a request means.</summary>
    void Stretched(int symbol, long from, long to, string show, bool regularHours, List<(long, MarketTick)> into)
    {
        var since = tape.TicksSince(symbol) + 1;
        if (from < since)
        {
            fine.Clear();
            past.Collect(symbol, PriceKind.Trades, 1, from, Math.Min(to, since), fine);
            var step = 0.01;
            foreach (var bar in fine)
            {
                if (bar.Trades == 0 && bar.Volume == 0) continue;
                Take(bar.Time, new MarketTick(Math.Round(bar.Close - step, 6), Math.Round(bar.Close + step, 6), 100, 100, bar.Close, Math.Max(1, bar.Volume)));
            }
        }
        var ring = tape.Ticks(symbol);
        for (var i = ring.FirstAfter(Math.Max(from, since) - 1); i < ring.Count && ring.TimeOf(i) < to; i++) Take(ring.TimeOf(i), ring[i]);

        void Take(long time, in MarketTick tick)
        {
            if (show == "TRADES" ? !(tick.Traded > 0) : !(tick.Bid > 0 && tick.Ask > 0)) return;
            if (regularHours && (market.Hours.On(GatewayTime.DateOf(time)) is not { } hours || time < hours.OpenNanoseconds || time > hours.CloseNanoseconds)) return;
            into.Add((time, tick));
        }
    }

    void SendTicks(GatewaySession session, int requestId, int symbol, string show)
    {
        var exchange = contracts[symbol].PrimaryExchange;
        switch (show)
        {
            case "TRADES":
                session.Send(new HistoricalTicksLast
                {
                    ReqId = requestId, Done = true,
                    Ticks = [.. ticks.Select(t => new HistoricalTickLast { Time = t.Time / EngineTime.Second, Price = t.Tick.Last, Size = Sizes.Of(t.Tick.Traded), Exchange = exchange })],
                });
                break;
            case "BID_ASK":
                session.Send(new HistoricalTicksBidAsk
                {
                    ReqId = requestId, Done = true,
                    Ticks = [.. ticks.Select(t => new HistoricalTickBidAsk
                    {
                        Time = t.Time / EngineTime.Second, PriceBid = t.Tick.Bid, PriceAsk = t.Tick.Ask, SizeBid = Sizes.Of(t.Tick.BidSize), SizeAsk = Sizes.Of(t.Tick.AskSize),
                    })],
                });
                break;
            default:
                session.Send(new HistoricalTicks
                {
                    ReqId = requestId, Done = true,
                    Ticks = [.. ticks.Select(t => new HistoricalTick { Time = t.Time / EngineTime.Second, Price = Math.Round((t.Tick.Bid + t.Tick.Ask) / 2, 6) })],
                });
                break;
        }
    }
}
