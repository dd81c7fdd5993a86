using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Scenarios;

/// <summary>
/// Watches the wire from outside the engine and keeps books of its own: what was sent, and what the broker said was executed. It knows nothing of the
/// engine's state, only what the engine could know from the same bytes.
/// </summary>
sealed class Witness(decimal maxPositionValue, decimal maxGrossExposure, string account, Func<long> now) : IClientMessageHandler, IServerMessageHandler
{
    /// <summary>What must have been asked and answered to the end, since the session began or the broker came back, before anything new is risked.</summary>
    [Flags]
    enum Barrier { None = 0, OpenOrders = 1, Executions = 2, Positions = 4, All = 7 }

    readonly Dictionary<string, int> sent = new(StringComparer.Ordinal);
    readonly Dictionary<string, decimal> open = new(StringComparer.Ordinal);
    readonly Dictionary<string, (string Symbol, decimal Signed)> entries = new(StringComparer.Ordinal);
    readonly Dictionary<string, (int Revision, string Symbol, decimal Signed)> executions = new(StringComparer.Ordinal);
    readonly Dictionary<string, double> last = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> lastTick = new(StringComparer.Ordinal);
    readonly Dictionary<string, (double Bid, double Ask)> quotes = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> crossedSince = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> lastBar = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> dataType = new(StringComparer.Ordinal);
    readonly HashSet<string> withoutData = new(StringComparer.Ordinal);
    readonly Dictionary<int, string> quoted = [];
    readonly Dictionary<int, string> barred = [];
    readonly Dictionary<int, string> references = [];
    readonly Dictionary<string, long> sentAt = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> absentSince = new(StringComparer.Ordinal);
    readonly Dictionary<string, decimal> gone = new(StringComparer.Ordinal);
    readonly HashSet<string> shown = new(StringComparer.Ordinal);
    Barrier asked, answered;
    long snapshotBegan;
    bool away, farmDown;
    int highestOrderId;

    public List<string> Faults { get; } = [];

    /// <summary>Minutes of a symbol are missing: what the desk says of itself, and of no order.</summary>
    public Func<string, bool> LacksMinutes { get; init; } = _ => false;

    public int OrdersSent => sent.Count;

    /// <summary>Orders that went out without a connection to the broker behind the gateway, or with a farm down, are counted as faults; these are the others.</summary>
    public int Entries { get; private set; }

    public int Executions => executions.Count;

    /// <summary>Orders that were changed after they were sent.</summary>
    public int Changes { get; private set; }

    /// <summary>Stops that were sent without an entry above them.</summary>
    public int StopsAnew { get; private set; }

    /// <summary>Executions that came with a higher revision.</summary>
    public int Corrections { get; private set; }

    /// <summary>Time of the latest entry, nanoseconds since the Unix epoch.</summary>
    public long LastEntry { get; private set; }

    /// <summary>Codes that came, with how often.</summary>
    public Dictionary<int, int> Codes { get; } = [];

    /// <summary>When a code came first, nanoseconds since the Unix epoch.</summary>
    public long FirstSaid(int code) => firstSaid[code];

    /// <summary>When a symbol was entered.</summary>
    public IReadOnlyList<long> EntryTimes(string symbol) => entryTimes.GetValueOrDefault(symbol, []);

    /// <summary>When anything was entered.</summary>
    public IEnumerable<long> AllEntryTimes => entryTimes.Values.SelectMany(t => t);

    readonly Dictionary<int, long> firstSaid = [];
    readonly Dictionary<string, List<long>> entryTimes = new(StringComparer.Ordinal);

    /// <summary>What the broker said of requests that came too fast.</summary>
    public List<string> Hurries { get; } = [];

    /// <summary>Quotes that were asked for, with the time.</summary>
    public List<(long Time, string Symbol)> Subscriptions { get; } = [];

    /// <summary>When 1101 or 1102 came last.</summary>
    public long RestoredAt { get; private set; }

    /// <summary>Nanoseconds since a byte came, when time runs by itself.</summary>
    public long Silence { get; set; }

    /// <summary>When the gateway is known to restart, nanoseconds since the Unix epoch; 0 for never.</summary>
    public long RestartAt { get; set; }

    /// <summary>Entries that went out in the quarter of an hour before nothing new may be risked: if there are none, their absence later proves nothing.</summary>
    public int EntriesBeforeBlackout { get; private set; }

    /// <summary>Sessions that were opened.</summary>
    public int Sessions { get; private set; }

    /// <summary>The id of the order that was sent last; null before the first.</summary>
    public int? LatestOrderId => highestOrderId > 0 ? highestOrderId : null;

    /// <summary>Request ids of quotes and bars.</summary>
    public IReadOnlyList<int> DataRequests => [.. quoted.Keys, .. barred.Keys];

    /// <summary>Orders that were sent in that session or a later one, counted from 1.</summary>
    public int OrdersSince(int session) => orderSessions.Count(s => s >= session);

    readonly List<int> orderSessions = [];

    /// <summary>What nextValidId said, in order.</summary>
    public List<int> NextIds { get; } = [];

    public decimal Position(string symbol) => executions.Values.Where(e => e.Symbol == symbol).Sum(e => e.Signed) + splitShares.GetValueOrDefault(symbol);

    /// <summary>Shares that splits added to what was executed.</summary>
    readonly Dictionary<string, decimal> splitShares = new(StringComparer.Ordinal);

    public void OnSplit(Simulation.MarketSplit split)
    {
        var before = Position(split.Symbol);
        splitShares[split.Symbol] = splitShares.GetValueOrDefault(split.Symbol) + decimal.Truncate(before * split.Ratio.New / split.Ratio.Old) - before;
        if (last.TryGetValue(split.Symbol, out var price)) last[split.Symbol] = split.Ratio.OfPrice(price);
    }

    public long LastTick(string symbol) => lastTick.GetValueOrDefault(symbol);

    public long LastBar(string symbol) => lastBar.GetValueOrDefault(symbol);

    public void OnConnected()
    {
        Sessions++;
        snapshotBegan = 0;
        (asked, answered, away, farmDown, Silence) = (Barrier.None, Barrier.None, false, false, 0);
        withoutData.Clear();
        dataType.Clear();
    }

    public void On(ReqMktData m)
    {
        Subscriptions.Add((now(), m.Contract.Symbol));
        quoted[m.ReqId] = m.Contract.Symbol;
        withoutData.Remove(m.Contract.Symbol);
    }

    public void On(ReqRealTimeBars m) => barred[m.ReqId] = m.Contract.Symbol;

    public void On(in ReqAllOpenOrders m)
    {
        asked |= Barrier.OpenOrders;
        shown.Clear();
        snapshotBegan = now();
    }

    public void On(OpenOrder m)
    {
        var reference = m.Order.OrderRef;
        shown.Add(reference);
        absentSince.Remove(reference);
        // Back from the dead: it counts again.
        if (gone.Remove(reference, out var rest) && m.State.Status.Kind is OrderStatusKind.PreSubmitted or OrderStatusKind.Submitted) open[reference] = rest;
    }

    public void On(ReqExecutions m) => asked |= Barrier.Executions;

    public void On(in ReqPositions m) => asked |= Barrier.Positions;

    public void On(in OpenOrderEnd m)
    {
        if ((asked & ~answered & Barrier.OpenOrders) == 0 && snapshotBegan == 0) return;
        answered |= asked & Barrier.OpenOrders;
        // An order that two complete answers, half a minute apart, do not show is not there.
        foreach (var reference in open.Where(o => o.Value > 0 && !shown.Contains(o.Key) && snapshotBegan - sentAt[o.Key] >= 15 * EngineTime.Second).Select(o => o.Key).ToList())
        {
            if (absentSince.TryAdd(reference, now()) || now() - absentSince[reference] < 30 * EngineTime.Second) continue;
            gone[reference] = open[reference];
            open[reference] = 0;
        }
        snapshotBegan = 0;
    }

    public void On(in ExecDetailsEnd m) => answered |= asked & Barrier.Executions;

    public void On(in PositionEnd m) => answered |= asked & Barrier.Positions;

    public void On(in NextValidId m) => NextIds.Add(m.OrderId);

    public void On(in MarketDataType m)
    {
        if (quoted.TryGetValue(m.ReqId, out var symbol)) dataType[symbol] = m.Type;
    }

    public void On(ErrMsg m)
    {
        Codes[m.ErrorCode] = Codes.GetValueOrDefault(m.ErrorCode) + 1;
        firstSaid.TryAdd(m.ErrorCode, now());
        if (m.ErrorCode is 100 || (m.ErrorCode == 420 && !m.ErrorMsg.Contains("permissions", StringComparison.Ordinal)) || m.ErrorMsg.Contains("pacing", StringComparison.Ordinal)) Hurries.Add($"{m.ErrorCode}: {m.ErrorMsg}");
        switch (m.ErrorCode)
        {
            case 1100 or 2110: away = true; break;
            case 1101 or 1102:
                (away, asked, answered) = (false, Barrier.None, Barrier.None);
                RestoredAt = now();
                break;
            case 2103: farmDown = true; break;
            case 2104: farmDown = false; break;
            case 10197 when quoted.TryGetValue(m.Id, out var symbol): withoutData.Add(symbol); break;
        }
    }

    /// <summary>By symbol: when it reopened; the largest time while it is halted.</summary>
    readonly Dictionary<string, long> halted = new(StringComparer.Ordinal);

    /// <summary>How old the quote of its symbol was at most when an entry was sent, nanoseconds.</summary>
    public long OldestQuoteAtEntry { get; private set; }

    /// <summary>Entries that rested when their symbol was halted.</summary>
    public HashSet<string> EntriesInHalt { get; } = new(StringComparer.Ordinal);

    /// <summary>Orders that the client wanted to be cancelled.</summary>
    public HashSet<string> Cancels { get; } = new(StringComparer.Ordinal);

    /// <summary>The request under which the quotes of a symbol come.</summary>
    public int QuotesOf(string symbol) => quoted.Last(q => q.Value == symbol).Key;

    public bool IsBarOf(int request, string symbol) => barred.GetValueOrDefault(request) == symbol;

    public bool IsQuoteOf(int request, string symbol) => quoted.GetValueOrDefault(request) == symbol;

    public void On(in TickGeneric m)
    {
        if (m.TickType != 49 || !quoted.TryGetValue(m.ReqId, out var symbol)) return;
        if (m.Value is 1 or 2)
        {
            halted[symbol] = long.MaxValue;
            foreach (var (reference, entry) in entries)
                if (entry.Symbol == symbol && open[reference] > 0) EntriesInHalt.Add(reference);
        }
        else if (halted.TryGetValue(symbol, out var since) && since == long.MaxValue) halted[symbol] = now();
    }

    public void On(in TickPrice m)
    {
        if (!quoted.TryGetValue(m.ReqId, out var symbol)) return;
        if (m.TickType is 1 or 2 or 4)
        {
            lastTick[symbol] = now();
            withoutData.Remove(symbol);
        }
        if (m.TickType == 2 && m.Price is > 0 and < 1e9) last[symbol] = m.Price;
        if (m.TickType is not (1 or 2)) return;
        var (bid, ask) = quotes.GetValueOrDefault(symbol, (double.NaN, double.NaN));
        var price = m.Price is > 0 and < 1e9 ? m.Price : double.NaN;
        (bid, ask) = quotes[symbol] = m.TickType == 1 ? (price, ask) : (bid, price);
        if (bid > ask) crossedSince.TryAdd(symbol, now());
        else crossedSince.Remove(symbol);
    }

    public void On(in RealTimeBar m)
    {
        if (barred.TryGetValue(m.ReqId, out var symbol)) lastBar[symbol] = now();
    }

    public void On(CancelOrder m)
    {
        NeedsProvenSocket($"a cancel of order {m.OrderId}");
        if (references.TryGetValue(m.OrderId, out var reference)) Cancels.Add(reference);
    }

    public void On(PlaceOrder m)
    {
        var reference = m.Order.OrderRef;
        if (reference.Length == 0) Faults.Add("an order went out without a reference");
        if (references.TryGetValue(m.OrderId, out var known) && known == reference)
        {
            // The same order under the same id: a change of it.
            Changes++;
            NeedsProvenSocket($"a change of order {reference}");
            if (entries.ContainsKey(reference)) Faults.Add($"entry {reference} was changed");
            return;
        }
        if (sent.TryGetValue(reference, out var times)) Faults.Add($"I6: order {reference} was sent {times + 1} times");
        sent[reference] = times + 1;
        sentAt[reference] = now();
        orderSessions.Add(Sessions);
        if (m.OrderId <= highestOrderId) Faults.Add($"I8: order {reference} got the id {m.OrderId} after {highestOrderId}");
        highestOrderId = Math.Max(highestOrderId, m.OrderId);
        if (m.Order.Account != account) Faults.Add($"I34: order {reference} names the account \"{m.Order.Account}\", not {account}");
        NeedsProvenSocket($"order {reference}");
        references[m.OrderId] = reference;
        var signed = m.Order.Action == "BUY" ? m.Order.TotalQuantity : -m.Order.TotalQuantity;
        open[reference] = m.Order.TotalQuantity;
        var symbol = m.Contract.Symbol;
        if (m.Order is { OrderType: "STP", ParentId: 0 }) StopsAnew++;
        if (m.Order.LmtPrice is { } limit) NearTheMarket(reference, symbol, limit);
        if (m.Order.AuxPrice is { } stop) NearTheMarket(reference, symbol, stop);
        var position = Position(symbol);
        var isExit = m.Order.ParentId == 0 && position != 0 && Math.Sign(signed) == -Math.Sign(position);
        if (m.Order.ParentId != 0 || isExit) return;
        Entries++;
        LastEntry = now();
        if (!entryTimes.TryGetValue(symbol, out var entered)) entryTimes[symbol] = entered = [];
        entered.Add(now());
        entries[reference] = (symbol, signed);
        if (RestartAt > 0 && now() < RestartAt - (5 * EngineTime.Minute)) EntriesBeforeBlackout++;
        if (RestartAt > 0 && now() >= RestartAt - (5 * EngineTime.Minute) && now() < RestartAt) Faults.Add($"NET6: entry {reference} went out {(RestartAt - now()) / EngineTime.Second} s before the restart");
        if (lastTick.TryGetValue(symbol, out var ticked)) OldestQuoteAtEntry = Math.Max(OldestQuoteAtEntry, now() - ticked);
        if (halted.TryGetValue(symbol, out var since) && since == long.MaxValue) Faults.Add($"MKT1: entry {reference} went out while {symbol} was halted");
        else if (halted.ContainsKey(symbol) && now() - since < 60 * EngineTime.Second) Faults.Add($"MKT1: entry {reference} went out {(now() - since) / EngineTime.Second} s after {symbol} had reopened");
        if (LacksMinutes(symbol)) Faults.Add($"MKT7: entry {reference} went out while minutes of {symbol} were missing");
        if (away) Faults.Add($"I9: entry {reference} went out while the gateway had lost the broker");
        if (answered != Barrier.All) Faults.Add($"I27: entry {reference} went out before the snapshot of this session was complete: {answered} of {Barrier.All}");
        if (farmDown) Faults.Add($"I14: entry {reference} went out while the market data farm was down");
        if (withoutData.Contains(symbol)) Faults.Add($"I14: entry {reference} went out while another session had the data of {symbol}");
        // Time moves in steps of up to a second; what was decided within one is sent at its end.
        if (crossedSince.TryGetValue(symbol, out var crossed) && now() - crossed > 3 * EngineTime.Second) Faults.Add($"MKT3: entry {reference} went out on a quote that had been crossed for {(now() - crossed) / 1e9:0.0} s");
        if (dataType.GetValueOrDefault(symbol, 1) != 1) Faults.Add($"MKT5: entry {reference} went out on data of type {dataType[symbol]}");
        // The gate values at the quote of the decision, this at the last quote seen: one per cent covers the difference.
        if (Worst(symbol) is var worst && worst > maxPositionValue * 1.01m) Faults.Add($"I11: {symbol}: worst case {worst:0} above the limit of {maxPositionValue:0}");
        if (last.Keys.Sum(Worst) is var gross && gross > maxGrossExposure * 1.01m) Faults.Add($"I12: gross worst case {gross:0} above the limit of {maxGrossExposure:0}");
    }

    void NeedsProvenSocket(string what)
    {
        if (RestartAt > 0 && now() > RestartAt - EngineTime.Minute + EngineTime.Second && now() < RestartAt + (5 * EngineTime.Minute) && (now() < RestartAt || answered != Barrier.All))
            Faults.Add($"NET6: {what} was written {(RestartAt - now()) / EngineTime.Second} s before the restart, or after it before the broker was compared with");
        if (Silence >= 2 * EngineTime.Second) Faults.Add($"I9: {what} was written to a connection that had been silent for {Silence / EngineTime.Second} s");
    }

    /// <summary>Distances of stops and targets may be of another scale than prices: nobody told the client of a split.</summary>
    public bool MayBeFar { get; set; }

    void NearTheMarket(string reference, string symbol, double price)
    {
        if (!MayBeFar && last.TryGetValue(symbol, out var market) && Math.Abs((price / market) - 1) > 0.2) Faults.Add($"I39: order {reference} has the price {price}, far from {market}");
    }

    /// <summary>What the position would be worth if everything that works on the worse side were executed.</summary>
    decimal Worst(string symbol)
    {
        var position = Position(symbol);
        var buys = position + Working(symbol, 1);
        var sells = -position + Working(symbol, -1);
        return Math.Max(Math.Abs(position), Math.Max(buys, sells)) * (decimal)last.GetValueOrDefault(symbol);
    }

    decimal Working(string symbol, int side) => entries.Where(e => e.Value.Symbol == symbol && Math.Sign(e.Value.Signed) == side).Sum(e => open[e.Key]);

    public void On(ExecDetails m)
    {
        var dot = m.ExecId.LastIndexOf('.');
        var (family, revision) = (m.ExecId[..dot], int.Parse(m.ExecId.AsSpan(dot + 1), System.Globalization.CultureInfo.InvariantCulture));
        var signed = m.Side == "BOT" ? m.Shares : -m.Shares;
        var known = executions.TryGetValue(family, out var before);
        if (known && before.Revision >= revision) return;
        if (known) Corrections++;
        executions[family] = (revision, m.Contract.Symbol, signed);
        if (open.TryGetValue(m.OrderRef, out var rest) && rest > 0) open[m.OrderRef] = rest - Math.Abs(signed) + Math.Abs(before.Signed);
    }

    public void On(in OrderStatus m)
    {
        if (m.Status.Kind is OrderStatusKind.Cancelled or OrderStatusKind.ApiCancelled && references.TryGetValue(m.OrderId, out var reference)) open[reference] = 0;
    }
}
