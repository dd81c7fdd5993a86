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
/// <remarks>How time passes and what the client does is here; what must be so in the end is in <c>SimulatedRun.Checks</c>.</remarks>
sealed partial class SimulatedRun : IDisposable
{
    public const string Account = "DU1234567";
    const string Nonce = "0000cafe";
    const decimal MaxPositionValue = 30_000;
    const decimal MaxGrossExposure = 60_000;
    readonly Scenario scenario;
    readonly IMarket market;
    readonly GatewayCore gateway;
    TradingDesk<FileJournal> desk;
    MemoryStream disk = new();
    JournalWriter journal;
    readonly InstrumentTable instruments;
    readonly Witness witness;
    Both handler;
    readonly TradingSession session;
    MemoryWire? wire;
    SplitMix64 chance;
    MemoryWire? stranger;
    int meanwhile;
    int split;
    long nextBrokerTry;

    SimulatedRun(Scenario scenario)
    {
        this.scenario = scenario;
        chance = SplitMix64.For(scenario.Seed, 3);
        session = ExchangeCalendar.NewYork.SessionOn(scenario.Session)!;
        instruments = InstrumentTable.UsEquities(Enumerable.Range(0, scenario.Symbols).Select(i => $"{(char)('A' + (i / 26))}{(char)('A' + (i % 26))}X"));
        var plain = new SyntheticMarket(instruments, new SyntheticMarketOptions { Seed = scenario.Seed, FirstSession = scenario.Session, HistorySessions = 1 });
        market = scenario.Splits.Count > 0 ? new SplittingMarket(plain, scenario.Splits) : plain;
        var options = scenario.Gateway with { Seed = scenario.Seed, Accounts = [Account], EnforcesPacing = true, RealTimeBarsPerTenMinutes = scenario.RealTimeBarsPerTenMinutes ?? 100_000 };
        gateway = new GatewayCore(market, scenario.IsLockstep ? options : options with { LockstepClients = 0, Speed = 1 }, scenario.Faults);
        witness = new Witness(MaxPositionValue, MaxGrossExposure, Account, () => gateway.Now) { MayBeFar = !scenario.KnowsSplits, LacksMinutes = symbol => instruments.TryFind(symbol, out var instrument) && desk!.IsBehind(instrument!.Index) };
        (journal, desk, handler) = Process();
        if (scenario.RestartsAt is { } restart) witness.RestartAt = EngineTime.From(scenario.Session.At(restart).InZoneStrictly(ExchangeCalendar.NewYork.Zone).ToInstant());
    }

    /// <summary>A process of the client begins, with a journal of its own on an empty disk.</summary>
    (JournalWriter Journal, TradingDesk<FileJournal> Desk, Both Handler) Process()
    {
        var journal = JournalWriter.Over(disk, new JournalHeader(1, Nonce, "", "", "", [.. instruments.All.ToArray().Select(i => i.Symbol)]));
        var length = (int)((session.CloseNanoseconds - session.OpenNanoseconds) / EngineTime.Minute);
        var strategy = new RuleStrategy(new RuleStrategyOptions
        {
            Name = "busy",
            Indicators = [("atr", "atr(5)")],
            Prediction = new PredictionGate(0.5, Long: true, Short: true),
            Stop = "1.0 * atr",
            Target = "1.0 * atr",
            FlatBeforeClose = Duration.FromMinutes(length - (scenario.Minutes - scenario.FlatMinutes)),
        }, instruments.Count);
        Strategy = strategy;
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
            OrderCapacity = scenario.Splits.Count > 0 ? 1 << 12 : 1 << 10,
            ExecutionCapacity = 1 << 10,
        }, new FileJournal(journal));
        var desk = new TradingDesk<FileJournal>(engine, new DeskOptions(new BrokerOptions(scenario.Account, false, Nonce, ClientId: 1, "1 D")
        {
            Blackout = scenario.RestartsAt is { } daily ? new BlackoutCalendar(daily, ExchangeCalendar.NewYork.Zone) : null,
            RealTimeBarsPerTenMinutes = scenario.RealTimeBarsPerTenMinutes,
            AlternativePorts = scenario.AlternativePorts,
        }, EngineTime.Minute / 2, 0, Actions: Actions), journal.Flush);
        return (journal, desk, new Both(desk.Broker, witness));
    }

    /// <summary>What the client knows of corporate actions; may change while it runs.</summary>
    public KnownActions Actions => known ??= new KnownActions(scenario.KnowsSplits ? scenario.Splits : [], instruments);

    KnownActions? known;

    /// <summary>The strategy of the latest process.</summary>
    public RuleStrategy Strategy { get; private set; } = null!;

    public TradingSession Session => session;

    public int Symbols => instruments.Count;

    public Witness Witness => witness;

    public TradingEngine<FileJournal> Engine => desk.Engine;

    public TradingDesk<FileJournal> Desk => desk;

    public GatewayCore Gateway => gateway;

    /// <summary>Alerts of the engine, newest first.</summary>
    public IEnumerable<AlertRow> Alerts => Enumerable.Range(0, desk.Engine.Alerts.Count).Select(i => desk.Engine.Alerts.Newest(i));

    public ulong Seed => scenario.Seed;

    /// <summary>The port that the client would have gone to after the latest loss; null for the old one.</summary>
    public int? MovedTo { get; private set; }

    /// <summary>Connections that the client lost.</summary>
    public int Losses { get; private set; }

    /// <summary>Most bytes that waited to be sent to the client.</summary>
    public long LargestBacklog { get; private set; }

    /// <summary>The longest time, nanoseconds, that the client took a silent connection for a living one.</summary>
    public long LongestSilence { get; private set; }

    /// <summary>Runs a scenario and returns what it came to; throws with everything needed to see it again when a rule is broken.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="expect">Looks at the end of the run, when all rules have held.</param>
    public static ScenarioResult Run(Scenario scenario, Action<SimulatedRun>? expect = null)
    {
        try
        {
            using var run = new SimulatedRun(scenario);
            return run.Run(expect);
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

    ScenarioResult Run(Action<SimulatedRun>? expect)
    {
        try
        {
            RunUntil(session.OpenNanoseconds + (scenario.Minutes * EngineTime.Minute));
            // Two minutes with no predictions, so that every report is in; more while there is no connection.
            predicts = false;
            RunUntil(gateway.Now + (2 * EngineTime.Minute));
            for (var minutes = 0; (wire is null || desk.Broker.Phase != SessionPhase.Ready) && minutes < 5; minutes++) RunUntil(gateway.Now + EngineTime.Minute);
        }
        catch (DeskException refusal) when (scenario.EndsWith is { } expected && refusal.Message.Contains(expected, StringComparison.Ordinal))
        {
            Losses++;
            expect?.Invoke(this);
            return Result();
        }
        if (scenario.EndsWith is { } missing) throw Failed($"the run was to end with a refusal ({missing}), and did not");
        CheckQuiet();
        CheckAgainstBroker();
        CheckJournal();
        CheckBars();
        expect?.Invoke(this);
        return Result();
    }

    ScenarioResult Result() => new(desk.Engine.DecisionHash.ToString(), witness.OrdersSent, witness.Executions, Losses);

    void RunUntil(long end)
    {
        var (at, stood) = (gateway.Now, 0);
        while (gateway.Now < end)
        {
            stood = gateway.Now == at ? stood + 1 : 0;
            at = gateway.Now;
            if (stood > 10_000) throw Failed("the clock stands");
            if (killedWith >= 0 && wire is not null && desk.Broker.Phase == SessionPhase.Ready) CheckTakenUp();
            while (meanwhile < scenario.Meanwhile.Count && at >= session.OpenNanoseconds + (long)scenario.Meanwhile[meanwhile].After.TotalNanoseconds) scenario.Meanwhile[meanwhile++].Do(this);
            if (wire is null) Connect();
            else Step();
            while (split < scenario.Splits.Count && gateway.Now >= KnownActions.At(scenario.Splits[split])) witness.OnSplit(scenario.Splits[split++]);
            if (desk.Engine.Violation is { } broken) throw Failed($"{broken.Invariant}: {broken.Detail}");
            if (witness.Faults.Count > 0) throw Failed(witness.Faults[0]);
        }
    }

    void Connect()
    {
        // While the gateway is away nobody is let in: its clock runs through the outage by itself.
        if (gateway.Now < nextBrokerTry && gateway.CanMove)
        {
            gateway.Move();
            if (!scenario.IsLockstep) desk.Complete(ClientNow);
            return;
        }
        wire = new MemoryWire(gateway, 1, scenario.IsLockstep ? LockstepDriver<FileJournal>.Capability : "") { OnRequest = payload => ClientMessages.Dispatch(payload.Span, ServerVersions.Highest, witness) };
        var begun = gateway.Now;
        for (var tries = 0; !Receive(); tries++)
        {
            if (wire is null) return;
            if (tries > 1000) throw Failed("no greeting from the gateway");
            if (wire.Session.IsClosed || gateway.Now > begun + (10 * EngineTime.Second))
            {
                Lose("no session");
                return;
            }
            if (gateway.CanMove) gateway.Move();
        }
        witness.OnConnected();
        desk.Connect(wire);
        if (Receive()) EndTurn();
    }

    void Step()
    {
        if (gateway.CanMove) gateway.Move();
        var closed = wire!.Session.IsClosed;
        // Bytes that were on their way when the connection broke may arrive, or not.
        if (!closed || chance.NextInt(2) == 0) Receive();
        if (wire is null) return;
        if (desk.Broker.Fatal is { } fatal) throw fatal;
        if (closed)
        {
            Lose("the connection broke");
            return;
        }
        if (scenario.IsLockstep)
        {
            if (desk.Broker.FenceAnswer is not { } answer) return;
            desk.Broker.FenceAnswer = null;
            desk.Complete(answer * EngineTime.Millisecond);
        }
        else
        {
            desk.Complete(ClientNow);
            LongestSilence = Math.Max(LongestSilence, gateway.Now - wire.LastReceived);
            witness.Silence = gateway.Now - wire.LastReceived;
            if (scenario.Faults.Faults.Any(f => f is SlowConnection)) LargestBacklog = Math.Max(LargestBacklog, gateway.Connections.Max(c => c.Backlog));
        }
        if (desk.Broker.GivesUp is { } reason)
        {
            Lose(reason);
            return;
        }
        Predict();
        Redeliver();
        EndTurn();
    }

    /// <summary>Takes what came. A frame that cannot be trusted ends the connection.</summary>
    bool Receive()
    {
        try
        {
            return wire!.Receive(handler);
        }
        catch (Exception problem) when (problem is ProtocolException or InvalidDataException)
        {
            Lose(problem.Message);
            return false;
        }
    }

    void EndTurn()
    {
        if (scenario.IsLockstep) wire!.Write(new ReqCurrentTimeInMillis());
        wire!.Send();
    }

    void Lose(string reason)
    {
        gateway.Disconnect(wire!.Session);
        wire = null;
        Losses++;
        desk.Disconnect(reason);
        MovedTo = desk.Broker.MovedTo;
        if (desk.StartedAt > 0 || !scenario.IsLockstep) desk.Complete(scenario.IsLockstep ? desk.Time : ClientNow);
        var live = desk.Engine.Orders.LiveCount;
        for (var i = 0; i < live; i++)
            if (desk.Engine.Orders.Live(i) is { Uncertainty: Orders.Uncertainty.None, Stage: >= Orders.OrderStage.Sent } order) throw Failed($"order {order.Number} is certain without a connection");
        if (desk.Engine.Risk.EntriesAllowed) throw Failed("entries are allowed without a connection");
        nextBrokerTry = gateway.Now + EngineTime.Second;
    }

    /// <summary>Somebody else, with another client id, sends an order to the same account.</summary>
    public void OrderOfAnother(int id, string action, decimal shares, string type, double? limit = null, string reference = "")
    {
        if (stranger is null)
        {
            stranger = new MemoryWire(gateway, 7, "");
            stranger.Receive(new Nobody());
        }
        stranger.Write(new PlaceOrder
        {
            OrderId = id,
            Contract = new Contract { Symbol = instruments[0].Symbol, SecType = "STK", Exchange = "SMART", Currency = "USD" },
            Order = new Order { Action = action, TotalQuantity = shares, OrderType = type, LmtPrice = limit, Tif = "DAY", OrderRef = reference, Account = Account, Transmit = true },
        });
        stranger.Send();
    }

    sealed class Nobody : IServerMessageHandler;

    /// <summary>The quotes of a symbol stand still from now on, until they are asked for anew.</summary>
    public void StallQuotes(string symbol) => handler.Muted.Add(witness.QuotesOf(symbol));

    /// <summary>The next so many five-second bars of a symbol get lost on their way, and nobody says so.</summary>
    public void LoseBars(string symbol, int count) => handler.LosesBar = m => witness.IsBarOf(m.ReqId, symbol) && count-- > 0;

    /// <summary>Prices are changed on their way from now on.</summary>
    public void BendPrices(Func<TickPrice, TickPrice>? bend) => handler.Bends = bend;

    /// <summary>How far the client's clock is ahead of the gateway's from now on, when time runs by itself.</summary>
    public Duration ClockError { get; set; }

    long ClientNow => gateway.Now + (long)ClockError.TotalNanoseconds;

    /// <summary>The broker says something of its own accord.</summary>
    public void Tell(ErrMsg message)
    {
        ((IServerMessageHandler)desk.Broker).On(message);
        desk.Complete(desk.Time);
    }

    bool predicts = true;

    /// <summary>A service in the same process: opinions from the seed, most of them strong, answered after a latency of their own.</summary>
    void Predict()
    {
        if (desk.PredictionsWanted is not { } asOf) return;
        desk.PredictionsWanted = null;
        if (!predicts) return;
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
        // What is told again while a snapshot is under way counts as part of it, which is news.
        if (scenario.MayEndInDoubt && desk.Broker.IsTakingSnapshot) return;
        var before = Fingerprint();
        wire.Redeliver([.. wire.OrderFrames], desk.Broker);
        desk.Complete(desk.Time);
        var after = Fingerprint();
        if (before != after) throw Failed($"I24: reports delivered again changed the books from\n{before}\nto\n{after}");
    }
}

/// <param name="Hash">The decision hash.</param>
/// <param name="Orders">Sent.</param>
/// <param name="Executions">Told.</param>
/// <param name="Losses">Connections that were lost.</param>
sealed record ScenarioResult(string Hash, int Orders, int Executions, int Losses);

/// <summary>A rule was broken; the message says how to see it again.</summary>
sealed class ScenarioFailedException(Scenario scenario, string why)
    : Exception($"{scenario}\n{why}\nReplay with: BELLWETHER_SEED={scenario.Seed} ./test --filter {scenario.Test}");
