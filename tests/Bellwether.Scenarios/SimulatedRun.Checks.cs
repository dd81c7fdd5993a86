using System.Buffers.Binary;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;
using Bellwether.Orders;
using Bellwether.Storage;

namespace Bellwether.Scenarios;

/// <content>What must be so in the end.</content>
sealed partial class SimulatedRun
{
    /// <summary>After the faults and two quiet minutes the desk is at work again: connected, streaming, free to trade, with data that move.</summary>
    void CheckQuiet()
    {
        if (wire is null) throw Failed("the run ended without a connection");
        if (desk.Broker.Phase != SessionPhase.Ready) throw Failed($"the session is {desk.Broker.Phase} at the end, not Ready");
        if (desk.Engine.Risk.EntriesAllowed == scenario.EndsDisarmed) throw Failed(scenario.EndsDisarmed ? "new risk is still allowed at the end" : "new risk is not allowed again at the end");
        if (gateway.PeakMessagesPerSecond(1) > 50) throw Failed($"I10: {gateway.PeakMessagesPerSecond(1)} messages in a second, the broker takes 50");
        if (gateway.HistoryViolations(1) > 0) throw Failed($"I10: {gateway.HistoryViolations(1)} history requests were too many or too soon, at most {gateway.PeakOpenHistory(1)} were open");
        if (gateway.StreamViolations(1) > 0) throw Failed($"I10: {gateway.StreamViolations(1)} streams were asked for too soon");
        if (witness.Hurries.Count > 0) throw Failed($"I10: {witness.Hurries[0]}");
        if (gateway.Now >= session.CloseNanoseconds) return;
        for (var symbol = 0; symbol < instruments.Count; symbol++)
        {
            if (instruments[symbol].Symbol == scenario.Unpaid) continue;
            var age = gateway.Now - witness.LastTick(instruments[symbol].Symbol);
            if (age > 60 * EngineTime.Second) throw Failed($"I37: the last quote of {instruments[symbol].Symbol} is {age / EngineTime.Second} s old at the end: its subscription is dead");
            var bar = gateway.Now - witness.LastBar(instruments[symbol].Symbol);
            if (bar > 60 * EngineTime.Second) throw Failed($"I37: the last bar of {instruments[symbol].Symbol} is {bar / EngineTime.Second} s old at the end: its subscription is dead");
        }
    }

    /// <summary>A second, unfenced client asks the gateway what is so; the engine must hold the same.</summary>
    void CheckAgainstBroker()
    {
        // A position that is held may be closed in the very moment of the comparison; what is really different stays different.
        for (var tries = 1; ; tries++)
        {
            Broker = new Truth();
            (Protected, Excuses) = (0, 0);
            try
            {
                Compare(Broker);
                return;
            }
            catch (ScenarioFailedException) when (tries < 4)
            {
                RunUntil(gateway.Now + (11 * EngineTime.Second));
            }
        }
    }

    void Compare(Truth truth)
    {
        var observer = new MemoryWire(gateway, 99 + observers++, "");
        for (var i = 0; i < 50 && !truth.IsComplete; i++)
        {
            observer.Receive(truth);
            if (i == 0)
            {
                observer.Write(new ReqPositions());
                observer.Write(new ReqExecutions { ReqId = 1, LastNDays = 7 });
                observer.Write(new ReqAllOpenOrders());
                observer.Write(new ReqAccountSummary { ReqId = 2, Group = "All", Tags = "TotalCashValue" });
                observer.Send();
            }
            Step();
        }
        if (!truth.IsComplete) throw Failed("the gateway did not answer the observer");
        var engine = desk.Engine;
        for (var symbol = 0; symbol < instruments.Count; symbol++)
        {
            var (ours, theirs) = (engine.Positions[symbol].Quantity.ToDecimal(), truth.Positions.GetValueOrDefault(instruments[symbol].Symbol));
            if (ours != theirs) throw Failed($"I1: {instruments[symbol].Symbol}: the engine holds {ours}, the broker {theirs}");
        }
        if (truth.Executions.Count != engine.Executions.Executions) throw Failed($"I21: the broker made {truth.Executions.Count} executions, the ledger has {engine.Executions.Executions}");
        for (var number = 1L; number <= engine.Orders.LastNumber; number++)
        {
            // Records that were not durable when a process was killed explain nothing that was sent: their numbers are free.
            if (!engine.Orders.Contains(number)) continue;
            ref readonly var order = ref engine.Orders[number];
            var reference = Reference(number);
            var filled = truth.Executions.Values.Where(e => e.Reference == reference).Sum(e => e.Shares);
            if (order.Filled.ToDecimal() != filled) throw Failed($"I2: order {number}: filled {order.Filled}, the broker's executions add up to {filled}");
            if (order.IsLive && truth.Open.Contains(reference)) continue;
            if (!order.IsLive && !truth.Open.Contains(reference)) continue;
            if (scenario.MayEndInDoubt && order.Uncertainty != Uncertainty.None) continue;
            throw Failed($"I27: order {number} is {order.Stage} ({order.Uncertainty}) here and {(truth.Open.Contains(reference) ? "open" : "not open")} at the broker");
        }
        for (var symbol = 0; symbol < instruments.Count; symbol++) CheckProtection(symbol, truth);
        if (Math.Abs(engine.Positions.Cash.ToDecimal() - truth.Cash) > 0.01m) throw Failed($"I5: the engine has {engine.Positions.Cash} in cash, the broker {truth.Cash}");
    }

    /// <summary>I15, I16, I19: what the broker holds against a position fits it; or nothing new may be risked in it, and somebody was told.</summary>
    void CheckProtection(int symbol, Truth truth)
    {
        var name = instruments[symbol].Symbol;
        var position = truth.Positions.GetValueOrDefault(name);
        var ours = truth.Orders.Values.Where(o => o.Symbol == name && o.Reference.StartsWith($"BW-{Nonce}-", StringComparison.Ordinal)).ToList();
        var against = ours.Where(o => position != 0 && o.Action == (position > 0 ? "SELL" : "BUY")).GroupBy(o => o.Group.Length > 0 ? o.Group : o.Reference).ToList();
        var stops = against.Sum(group => group.Where(o => o.Type == "STP").Select(o => o.Remaining).DefaultIfEmpty(0).Max());
        var reducing = against.Sum(group => group.Max(o => o.Remaining));
        if (position == 0 && ours.Count > 0) Excused("I19", $"flat, and {ours.Count} orders of ours are open");
        if (position != 0 && stops < Math.Abs(position) && desk.Engine.ProtectionOf(symbol).IsActive) Excused("I15", $"{position} shares, and stops for {stops}");
        if (reducing > Math.Abs(position)) Excused("I16", $"{position} shares, and orders against them for {reducing}");
        if (position != 0 && desk.Engine.ProtectionOf(symbol).IsActive) Protected++;

        void Excused(string invariant, string what)
        {
            Excuses++;
            if (scenario.MayEndInDoubt || (desk.Engine.Risk.IsSymbolFrozen(symbol) && Alerts.Any(a => a.Severity == AlertSeverity.Critical && a.Title.StartsWith(name + ":", StringComparison.Ordinal)))) return;
            throw Failed($"{invariant}: {name}: {what}");
        }
    }

    /// <summary>Positions that were open and protected at the end.</summary>
    public int Protected { get; private set; }

    /// <summary>Flaws that stood at the end behind an alarm and a freeze.</summary>
    public int Excuses { get; private set; }

    static string Reference(long number) => $"BW-{Nonce}-{number}";

    /// <summary>Every record reads back, in order, without a gap.</summary>
    void CheckJournal()
    {
        journal.Flush();
        var reader = JournalReader.Open("scenario", disk.ToArray());
        var count = reader.Entries().Count(entry => RecordDecoder.Decode(entry.Kind, entry.Payload, symbol => instruments[symbol].Symbol).Count > 0);
        if (reader.TornTail is not null || count == 0) throw Failed("the journal does not read back");
    }

    /// <summary>MKT7: every minute that the engine decided on is one that the market made, whole; a part of one never passes for it.</summary>
    void CheckBars()
    {
        journal.Flush();
        var next = new int[instruments.Count];
        foreach (var entry in JournalReader.Open("scenario", disk.ToArray()).Entries().Where(e => e.Kind == RecordKind.InputSlice))
        {
            ReadOnlySpan<byte> payload = entry.Payload;
            if (payload[8] == TradingEngine<FileJournal>.WarmUp) continue;
            // What was seen before a split is in other shares than the market's history is now.
            if (scenario.Splits.Any(s => entry.Time < KnownActions.At(s))) continue;
            var rows = BinaryPrimitives.ReadInt32LittleEndian(payload[17..]);
            for (var row = 0; row < rows; row++)
            {
                var at = payload[(21 + (row * 44))..];
                var symbol = BinaryPrimitives.ReadInt32LittleEndian(at);
                var seen = (Open: Number(at, 0), High: Number(at, 1), Low: Number(at, 2), Close: Number(at, 3), Volume: Number(at, 4));
                var made = market.History(symbol).Bars;
                while (next[symbol] < made.Length && made[next[symbol]] is var bar && (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume) != seen) next[symbol]++;
                if (next[symbol] == made.Length) throw Failed($"MKT7: {instruments[symbol].Symbol}: the engine saw the minute {seen} at {RecordDecoder.Time(entry.Time)}, which the market did not make");
                Minutes++;
            }
        }

        static double Number(ReadOnlySpan<byte> row, int column) => BinaryPrimitives.ReadDoubleLittleEndian(row[(4 + (column * 8))..]);
    }

    /// <summary>How far a bid, ask or last price that the engine saw was from the minute before or after it at most, as a part of it.</summary>
    public double WildestQuote
    {
        get
        {
            var wildest = 0.0;
            foreach (var entry in JournalReader.Open("scenario", disk.ToArray()).Entries().Where(e => e.Kind == RecordKind.InputQuote && e.Time > session.OpenNanoseconds + EngineTime.Minute))
            {
                var made = market.History(BinaryPrimitives.ReadInt32LittleEndian(entry.Payload.AsSpan(8)));
                var close = made.Bars[Math.Min(made.FirstFrom(entry.Time - EngineTime.Minute), made.Count - 1)].Close;
                foreach (var column in (ReadOnlySpan<int>)[12, 20, 44])
                    if (BinaryPrimitives.ReadDoubleLittleEndian(entry.Payload.AsSpan(column)) is var price && !double.IsNaN(price)) wildest = Math.Max(wildest, Math.Abs((price / close) - 1));
            }
            return wildest;
        }
    }

    /// <summary>Minute bars that the engine saw, of all symbols.</summary>
    public int Minutes { get; private set; }

    /// <summary>The books, to compare.</summary>
    public string Fingerprint()
    {
        var engine = desk.Engine;
        var lines = new List<string> { $"cash {engine.Positions.Cash} commission {engine.Positions.Commission} executions {engine.Executions.Executions}" };
        for (var symbol = 0; symbol < instruments.Count; symbol++)
            lines.Add($"{instruments[symbol].Symbol} {engine.Positions[symbol].Quantity} cost {engine.Positions[symbol].Cost} realised {engine.Positions[symbol].Realised}");
        for (var number = 1L; number <= engine.Orders.LastNumber; number++)
        {
            ref readonly var order = ref engine.Orders[number];
            lines.Add($"order {number} {order.Stage} {order.Filled} {order.FilledValue} {order.Pending}");
        }
        return string.Join('\n', lines);
    }

    /// <summary>Fails the run.</summary>
    public ScenarioFailedException Failed(string why) =>
        new(scenario, $"at {RecordDecoder.Time(gateway.Now)}: {why}\nalerts: {string.Join("\n  ", Alerts.Take(12).Select(a => $"{a.Time} {a.Title}: {a.Text}"))}");

    /// <summary>What the broker told somebody else, at the end.</summary>
    public Truth Broker { get; private set; } = new();

    int observers;

    public sealed class Truth : IServerMessageHandler
    {
        int ends;

        public bool IsComplete => ends == 15;

        public Dictionary<string, decimal> Positions { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, (string Reference, decimal Shares)> Executions { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Open { get; } = new(StringComparer.Ordinal);

        /// <summary>Open orders by permanent id.</summary>
        public Dictionary<long, (string Symbol, string Reference, string Action, string Type, string Group, decimal Remaining)> Orders { get; } = [];

        public decimal Cash { get; private set; }

        public void On(Position m) => Positions[m.Contract.Symbol] = m.Quantity;

        public void On(in PositionEnd m) => ends |= 1;

        public void On(ExecDetails m) => Executions[m.ExecId] = (m.OrderRef, m.Shares);

        public void On(in ExecDetailsEnd m) => ends |= 2;

        public void On(OpenOrder m)
        {
            Open.Add(m.Order.OrderRef);
            Orders[m.Order.PermId] = (m.Contract.Symbol, m.Order.OrderRef, m.Order.Action, m.Order.OrderType, m.Order.OcaGroup, m.Order.TotalQuantity);
        }

        public void On(in OrderStatus m)
        {
            if (Orders.TryGetValue(m.PermId, out var order)) Orders[m.PermId] = order with { Remaining = m.Remaining };
        }

        public void On(in OpenOrderEnd m) => ends |= 4;

        public void On(AccountSummary m) => Cash = decimal.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture);

        public void On(in AccountSummaryEnd m) => ends |= 8;
    }
}
