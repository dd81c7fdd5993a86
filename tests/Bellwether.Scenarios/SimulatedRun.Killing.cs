using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Live;
using Bellwether.Orders;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Scenarios;

/// <content>The client's process is killed, and another one goes on from what it left on its disk.</content>
sealed partial class SimulatedRun
{
    int killedWith = -1;

    /// <summary>How often the client was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Executions that the broker made while no client ran, as the next one learnt of them.</summary>
    public int FilledWhileAway { get; private set; }

    /// <summary>Stops of a killed client that still stood when the next one had compared itself with the broker, and that it knew as its own.</summary>
    public int StopsTakenUp { get; private set; }

    readonly List<long> stopsLeft = [];

    /// <summary>The first comparison after a kill is done.</summary>
    void CheckTakenUp()
    {
        FilledWhileAway += desk.Engine.Executions.Executions - killedWith;
        killedWith = -1;
        StopsTakenUp += stopsLeft.Count(number => desk.Engine.Orders[number] is { IsLive: true, Uncertainty: Uncertainty.None, Role: OrderRole.Stop });
        if (Alerts.Any(a => a.Title.Contains("not ours", StringComparison.Ordinal) || a.Title.Contains("second instance", StringComparison.Ordinal))) throw Failed("something of ours was taken for somebody else's");
    }

    /// <summary>Kills the client without a word; another one starts after a while over the same journal.</summary>
    /// <param name="away">How long nobody is there.</param>
    /// <param name="isTorn">The last record was being written.</param>
    public void Kill(Duration away, bool isTorn)
    {
        Kills++;
        if (wire is not null) gateway.Disconnect(wire.Session);
        wire = null;
        var before = desk.Engine;
        // What was not handed to the disk is gone. Half of the time there is no such thing, and then the next process must know all that this one knew.
        var isWhole = chance.NextInt(2) == 0;
        if (isWhole) journal.Flush();
        var bytes = disk.ToArray();
        if (isTorn) bytes = [.. bytes, .. Half(bytes)];
        stopsLeft.Clear();
        for (var i = 0; i < before.Orders.LiveCount; i++)
            if (before.Orders.Live(i) is { Role: OrderRole.Stop, Stage: OrderStage.Held or OrderStage.Working } stop) stopsLeft.Add(stop.Number);

        disk = new MemoryStream();
        (journal, desk, handler) = Process();
        killedWith = 0;
        // A process that dies before anything was on its disk leaves nothing to go on from, and nothing at the broker.
        if (EarlierRun.Read("killed", bytes) is { } earlier)
        {
            desk.Recover(earlier);
            killedWith = desk.Engine.Executions.Executions;
        }
        if (isWhole && Known(before) is var was && Known(desk.Engine) is var known && !was.SequenceEqual(known))
            throw Failed($"I26: the earlier run knew\n{string.Join('\n', was.Except(known))}\nits journal gives\n{string.Join('\n', known.Except(was))}");
        if (desk.Engine.Violation is { } broken) throw Failed($"{broken.Invariant}: {broken.Detail}");
        if (desk.Engine.Risk.EntriesAllowed) throw Failed("entries are allowed before the first comparison");
        nextBrokerTry = gateway.Now + (long)away.TotalNanoseconds;
    }

    /// <summary>The first half of the header's record: as what follows, a record that is not whole.</summary>
    static byte[] Half(byte[] journal) => journal[8..48];

    /// <summary>What a process knows of the account, whatever it has asked for.</summary>
    List<string> Known(TradingEngine<FileJournal> engine)
    {
        var positions = engine.Positions;
        var lines = new List<string> { $"cash {positions.Cash} start {positions.StartEquity} commission {positions.Commission} realised {positions.Realised} executions {engine.Executions.Executions} orders {engine.Orders.Counts} signals {engine.Signals}" };
        for (var symbol = 0; symbol < instruments.Count; symbol++)
        {
            ref readonly var p = ref positions[symbol];
            lines.Add($"{instruments[symbol].Symbol} {p.Quantity} cost {p.Cost} realised {p.Realised} commission {p.Commission} since {p.OpenedAt} risk {engine.InitialRisk(symbol)} plan {(p.IsFlat ? "" : engine.ProtectionOf(symbol).ToString())}");
        }
        for (var number = 1L; number <= engine.Orders.LastNumber; number++)
        {
            ref readonly var o = ref engine.Orders[number];
            lines.Add($"order {number} {o.Role} {o.Terms} {o.Links} {(o.IsLive ? "live" : o.Stage.ToString())} {o.Filled} {o.FilledValue}");
        }
        return lines;
    }
}
