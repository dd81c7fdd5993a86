using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Live;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Simulation;
using Bellwether.Storage;
using Bellwether.Strategies.Rules;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>
/// The whole live path in one thread on virtual time: simulated market, gateway core, wire in memory, client codec, adapter, engine, risk, orders, journal.
/// One seed is one run is one hash.
/// </summary>
sealed class SimulatedRun : IDisposable
{
    const decimal MaxPositionValue = 30_000;
    const decimal MaxGrossExposure = 60_000;
    readonly Scenario scenario;
    readonly GatewayCore gateway;
    readonly TradingDesk<FileJournal> desk;
    readonly MemoryStream disk = new();
    readonly JournalWriter journal;
    readonly InstrumentTable instruments;
    readonly Witness witness = new(MaxPositionValue, MaxGrossExposure);
    readonly Both handler;
    MemoryWire? wire;
    SplitMix64 chance;
    long nextBrokerTry;

    SimulatedRun(Scenario scenario)
    {
        this.scenario = scenario;
        chance = SplitMix64.For(scenario.Seed, 3);
        instruments = InstrumentTable.UsEquities(new[] { "AAA", "BBB", "CCC", "DDD" }.Take(scenario.Symbols));
        var market = new SyntheticMarket(instruments, new SyntheticMarketOptions { Seed = scenario.Seed, FirstSession = Scenario.Session, HistorySessions = 1 });
        gateway = new GatewayCore(market, new GatewayOptions { Seed = scenario.Seed }, scenario.Faults);
        journal = JournalWriter.Over(disk, new JournalHeader(1, "scenario", "", "", "", [.. instruments.All.ToArray().Select(i => i.Symbol)]));
        var strategy = new RuleStrategy(new RuleStrategyOptions
        {
            Name = "busy",
            Indicators = [("atr", "atr(5)")],
            Prediction = new PredictionGate(0.5, Long: true, Short: true),
            Stop = "1.0 * atr",
            Target = "1.0 * atr",
            FlatBeforeClose = Duration.FromMinutes(390 - (scenario.Minutes - 2)),
        }, instruments.Count);
        var engine = new TradingEngine<FileJournal>(new EngineOptions
        {
            Instruments = instruments,
            Strategy = strategy,
            Sizing = new EagerSizing(scenario.Seed),
            Limits = new RiskLimits(Money.FromDecimal(35_000), Money.FromDecimal(MaxPositionValue), Money.FromDecimal(MaxGrossExposure), 3),
            Predictions = new PredictionBook(instruments.Count, 1, new PredictionLimits(Duration.FromMinutes(3))),
            StartCash = Money.FromDecimal(1_000_000),
            Armed = true,
            StartsReconciled = false,
        }, new FileJournal(journal));
        desk = new TradingDesk<FileJournal>(engine, new DeskOptions(new BrokerOptions(null, false, "0000cafe", ClientId: 1, "1 D"), EngineTime.Minute / 2, 0), journal.Flush);
        handler = new Both(desk.Broker, witness);
    }

    /// <summary>Runs a scenario and returns what it came to; throws with everything needed to see it again when a rule is broken.</summary>
    public static ScenarioResult Run(Scenario scenario)
    {
        try
        {
            using var run = new SimulatedRun(scenario);
            return run.Run();
        }
        catch (ScenarioFailedException)
        {
            throw;
        }
        catch (Exception problem)
        {
            throw new ScenarioFailedException(scenario, problem.ToString());
        }
    }

    public void Dispose()
    {
        journal.Dispose();
        disk.Dispose();
    }

    ScenarioResult Run()
    {
        var open = ExchangeCalendar.NewYork.SessionOn(Scenario.Session)!.OpenNanoseconds;
        var end = open + (scenario.Minutes * EngineTime.Minute);
        while (gateway.Now < end)
        {
            if (wire is null) Connect();
            else Step();
            if (desk.Engine.Violation is { } broken) throw Failed($"{broken.Invariant}: {broken.Detail}");
            if (witness.Faults.Count > 0) throw Failed(witness.Faults[0]);
        }
        if (wire is null) throw Failed("the run ended without a connection");
        Settle();
        CheckAgainstBroker();
        CheckJournal();
        return new ScenarioResult(desk.Engine.DecisionHash.ToString(), witness.OrdersSent, witness.Executions);
    }

    void Connect()
    {
        // While the gateway is away nobody is let in: its clock runs through the outage by itself.
        if (gateway.Now < nextBrokerTry && gateway.CanMove)
        {
            gateway.Move();
            return;
        }
        wire = new MemoryWire(gateway, 1, LockstepDriver<FileJournal>.Capability) { OnRequest = payload => ClientMessages.Dispatch(payload.Span, ServerVersions.Highest, witness) };
        for (var tries = 0; !wire.Receive(handler); tries++)
        {
            if (tries > 1000) throw Failed("no greeting from the gateway");
            if (gateway.CanMove) gateway.Move();
        }
        desk.Connect(wire);
        wire.Receive(handler);
        Fence();
    }

    void Step()
    {
        if (gateway.CanMove) gateway.Move();
        if (wire!.Session.IsClosed)
        {
            Lose();
            return;
        }
        wire.Receive(handler);
        if (desk.Broker.Fatal is { } fatal) throw Failed(fatal.Message);
        if (desk.Broker.FenceAnswer is not { } answer) return;
        desk.Broker.FenceAnswer = null;
        desk.Complete(answer * EngineTime.Millisecond);
        Predict();
        Redeliver();
        Fence();
    }

    void Fence()
    {
        wire!.Write(new ReqCurrentTimeInMillis(), RequestLane.Orders);
        wire.Send();
    }

    void Lose()
    {
        wire = null;
        gateway.Disconnect(gateway.Sessions[^1]);
        desk.Disconnect("the connection broke");
        desk.Complete(desk.Time);
        var live = desk.Engine.Orders.LiveCount;
        for (var i = 0; i < live; i++)
            if (desk.Engine.Orders.Live(i) is { Uncertainty: Orders.Uncertainty.None, Stage: >= Orders.OrderStage.Sent } order) throw Failed($"order {order.Number} is certain without a connection");
        if (desk.Engine.Risk.EntriesAllowed) throw Failed("entries are allowed without a connection");
        nextBrokerTry = gateway.Now + EngineTime.Second;
    }

    /// <summary>A service in the same process: opinions from the seed, most of them strong, answered after a latency of their own.</summary>
    void Predict()
    {
        if (desk.PredictionsWanted is not { } asOf) return;
        desk.PredictionsWanted = null;
        var random = SplitMix64.For(scenario.Seed, 4, asOf);
        var predictions = new List<Prediction>();
        for (var symbol = 0; symbol < instruments.Count; symbol++)
            predictions.Add(new Prediction(symbol, random.NextInt(3) - 1, 0.4 + (0.6 * random.NextDouble()), asOf, 30 * EngineTime.Minute, 0));
        desk.Expect(asOf + ((20 + random.NextInt(1500)) * EngineTime.Millisecond), predictions);
    }

    /// <summary>I24: what was reported is reported once more, and nothing may change.</summary>
    void Redeliver()
    {
        if (wire!.OrderFrames.Count == 0 || chance.NextDouble() >= scenario.Redelivery) return;
        var before = Fingerprint();
        wire.Redeliver([.. wire.OrderFrames], desk.Broker);
        desk.Complete(desk.Time);
        var after = Fingerprint();
        if (before != after) throw Failed($"I24: reports delivered again changed the books from\n{before}\nto\n{after}");
    }

    string Fingerprint()
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

    /// <summary>Lets a minute pass with no predictions, so that every report is in.</summary>
    void Settle()
    {
        var until = gateway.Now + (2 * EngineTime.Minute);
        while (gateway.Now < until)
        {
            if (wire is null) Connect();
            else Step();
        }
        if (desk.Engine.Violation is { } broken) throw Failed($"{broken.Invariant}: {broken.Detail}");
    }

    /// <summary>A second, unfenced client asks the gateway what is so; the engine must hold the same.</summary>
    void CheckAgainstBroker()
    {
        var truth = new Truth();
        var observer = new MemoryWire(gateway, 99, "");
        observer.Receive(truth);
        observer.Write(new ReqPositions(), RequestLane.Data);
        observer.Write(new ReqExecutions { ReqId = 1 }, RequestLane.Data);
        observer.Send();
        for (var i = 0; i < 50 && !truth.IsComplete; i++)
        {
            Step();
            observer.Receive(truth);
        }
        if (!truth.IsComplete) throw Failed("the gateway did not answer the observer");
        for (var symbol = 0; symbol < instruments.Count; symbol++)
        {
            var (ours, theirs) = (desk.Engine.Positions[symbol].Quantity.ToDecimal(), truth.Positions.GetValueOrDefault(instruments[symbol].Symbol));
            if (ours != theirs) throw Failed($"I1: {instruments[symbol].Symbol}: the engine holds {ours}, the broker {theirs}");
        }
        if (truth.Executions.Count != desk.Engine.Executions.Executions) throw Failed($"I21: the broker made {truth.Executions.Count} executions, the ledger has {desk.Engine.Executions.Executions}");
        for (var number = 1L; number <= desk.Engine.Orders.LastNumber; number++)
        {
            var filled = truth.Executions.Values.Where(e => e.Reference == $"BW-0000cafe-{number}").Sum(e => e.Shares);
            if (desk.Engine.Orders[number].Filled.ToDecimal() != filled) throw Failed($"I2: order {number}: filled {desk.Engine.Orders[number].Filled}, the broker's executions add up to {filled}");
        }
    }

    /// <summary>Every record reads back, in order, without a gap.</summary>
    void CheckJournal()
    {
        journal.Flush();
        var reader = JournalReader.Open("scenario", disk.ToArray());
        var count = reader.Entries().Count(entry => RecordDecoder.Decode(entry.Kind, entry.Payload, symbol => instruments[symbol].Symbol).Count > 0);
        if (reader.TornTail is not null || count == 0) throw Failed("the journal does not read back");
    }

    ScenarioFailedException Failed(string why) => new(scenario, $"at {RecordDecoder.Time(gateway.Now)}: {why}");

    sealed class Truth : IServerMessageHandler
    {
        bool positionsDone, executionsDone;

        public bool IsComplete => positionsDone && executionsDone;

        public Dictionary<string, decimal> Positions { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, (string Reference, decimal Shares)> Executions { get; } = new(StringComparer.Ordinal);

        public void On(Position m) => Positions[m.Contract.Symbol] = m.Quantity;

        public void On(in PositionEnd m) => positionsDone = true;

        public void On(ExecDetails m) => Executions[m.ExecId] = (m.OrderRef, m.Shares);

        public void On(in ExecDetailsEnd m) => executionsDone = true;
    }
}

/// <param name="Hash">The decision hash.</param>
sealed record ScenarioResult(string Hash, int Orders, int Executions);

/// <summary>A rule was broken; the message says how to see it again.</summary>
sealed class ScenarioFailedException(Scenario scenario, string why)
    : Exception($"{scenario}\n{why}\nReplay with: BELLWETHER_SEED={scenario.Seed} ./test --filter One_seed_from_the_environment_replays");
