using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Indicators;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Simulation;
using Bellwether.Strategies.Rules;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>A desk that only watches indicators, its own symbol's and across symbols, at a gateway in memory; and what they are over the market's whole past.</summary>
sealed partial class SeamRun
{
    static readonly string[] Definitions = ["sma(20)", "ema(9)", "rsi(14)", "vwap(1)", "atr(5)@5m", "beta(ACX,30)", "correlation(ABX,20)", "spread_zscore(ACX,15)", "ema(ACX,9)"];
    public static readonly TradingSession Session = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2025, 3, 3))!;

    readonly InstrumentTable instruments = InstrumentTable.UsEquities("AAX", "ABX", "ACX");
    readonly SyntheticMarket market;
    readonly GatewayCore gateway;
    TradingDesk<NoJournal> desk;
    IndicatorGraph graph;
    IndicatorLine[] lines;
    readonly List<(long Minute, double[] Values, long Taken)> seen = [];
    Filter filter;
    MemoryWire? wire;
    long nextLook;
    long startedAt;

    /// <param name="faults">What goes wrong at the gateway.</param>
    /// <param name="observer">Sees the minutes; null = nobody.</param>
    /// <param name="delayOf">How many seconds a five-second bar is late, by its symbol and open; null = none is. Late data of a closed minute then amend it.</param>
    public SeamRun(FaultPlan faults, Func<InstrumentTable, IMinuteObserver>? observer = null, Func<int, long, int>? delayOf = null)
    {
        this.delayOf = delayOf;
        market = new SyntheticMarket(instruments, new SyntheticMarketOptions { Seed = 5, FirstSession = Session.Date, HistorySessions = 3 });
        gateway = new GatewayCore(market, new GatewayOptions { Seed = 5, Accounts = [SimulatedRun.Account], EnforcesPacing = true, LockstepClients = 0, Speed = 1 }, faults);
        this.observer = observer;
        (graph, lines, desk, filter) = Process();
    }

    readonly Func<InstrumentTable, IMinuteObserver>? observer;

    /// <summary>A process of the client begins.</summary>
    (IndicatorGraph, IndicatorLine[], TradingDesk<NoJournal>, Filter) Process()
    {
        var graph = NewGraph();
        IndicatorLine[] lines = [.. Definitions.Select(graph.Add)];
        var million = Money.FromDecimal(1_000_000);
        var engine = new TradingEngine<NoJournal>(new EngineOptions
        {
            Instruments = instruments,
            Strategy = new RuleStrategy(new RuleStrategyOptions { Name = "never", EnterLong = Never }, graph),
            Alerts = new AlertBook([new AlertRule { Name = "silent", When = "crosses_above(close, ema(9))", Rearm = "falling(rsi(14), 2)", Until = 0 }], graph, []),
            Sizing = new FixedShares(1),
            Limits = new RiskLimits(million, million, million, 1),
            Predictions = new PredictionBook(instruments.Count, 1, new PredictionLimits(Duration.FromMinutes(3))),
            StartCash = million,
            Armed = true,
            StartsReconciled = false,
            RevisesBars = delayOf is not null,
        }, default);
        var desk = new TradingDesk<NoJournal>(engine, new DeskOptions(
            new BrokerOptions(SimulatedRun.Account, false, "0000cafe", ClientId: 1, "2 D"), 0, 0, observer?.Invoke(instruments), delayOf is null ? LatePolicy.Drop : LatePolicy.Amend) { KeepMemory = Keep }, () => { });
        return (graph, lines, desk, new Filter(desk.Broker, this));
    }

    /// <summary>The answer about the first symbol's past is kept back.</summary>
    public bool HoldsHistory { get; set; }

    /// <summary>Five-second bars that get lost on their way, by symbol and open, without anybody saying so.</summary>
    public Func<int, long, bool> LosesBar { get; init; } = (_, _) => false;

    /// <summary>Bars that the first indicator has taken in, over all symbols.</summary>
    public long Taught => lines[0].Series.Updates;

    public List<string> Notices { get; } = [];

    /// <summary>What became of the minutes that late data changed.</summary>
    public RevisionCounts Revisions => desk.Engine.Revisions;

    public InstrumentTable Instruments => instruments;

    /// <summary>Minutes that the market has made of a symbol, those before the session included.</summary>
    public ReadOnlySpan<MarketBar> PastOf(int symbol) => market.History(symbol).Bars;

    /// <summary>The session has got to its end: streams are on, and nothing is waited for.</summary>
    public bool IsReady => desk.Broker.Phase == SessionPhase.Ready;

    /// <summary>The first symbol may be entered.</summary>
    public bool MayEnterFirst => desk.Engine.Risk.EntriesAllowedIn(0);

    IndicatorGraph NewGraph() => new(IndicatorCatalogue.Standard, instruments.Count, name => instruments.TryFind(name, out var instrument) ? instrument.Index : null);

    /// <summary>The desk connects at this second after the opening.</summary>
    public SeamRun Start(int second)
    {
        startedAt = Session.OpenNanoseconds + (second * EngineTime.Second);
        while (gateway.Now < startedAt && gateway.CanMove) gateway.Move();
        nextLook = ((startedAt / EngineTime.Minute) * EngineTime.Minute) + (30 * EngineTime.Second);
        return this;
    }

    public SeamRun Play(int minutes) => PlaySeconds(minutes * 60);

    public SeamRun PlaySeconds(int seconds, bool connects = true)
    {
        var end = gateway.Now + (seconds * EngineTime.Second);
        while (gateway.Now < end)
        {
            if (connects && wire is null) Connect();
            if (gateway.CanMove) gateway.Move();
            wire?.Receive(filter);
            desk.Complete(gateway.Now);
            filter.Release();
            wire?.Send();
            desk.KeepMemory();
            while (desk.Broker.Notices.TryDequeue(out var notice)) Notices.Add(notice);
            if (gateway.Now < nextLook) continue;
            // Half a minute after each close: what the minute before it came to.
            var minute = (gateway.Now / EngineTime.Minute * EngineTime.Minute) - EngineTime.Minute;
            seen.Add((minute, [.. lines.SelectMany(line => Enumerable.Range(0, instruments.Count).Select(symbol => line[symbol]))], takenBefore + lines[0].Series.Updates));
            nextLook += EngineTime.Minute;
        }
        return this;
    }

    void Connect()
    {
        wire = new MemoryWire(gateway, 1, "") { OnRequest = payload => ClientMessages.Dispatch(payload.Span, ServerVersions.Highest, filter) };
        while (!wire.Receive(filter)) gateway.Move();
        desk.Connect(wire);
        wire.Send();
    }

    public SeamRun Lose()
    {
        gateway.Disconnect(wire!.Session);
        wire = null;
        desk.Disconnect("the connection broke");
        desk.Complete(gateway.Now);
        return this;
    }

    /// <summary>From so many minutes after the start on, every value is that of the market's whole past, taken in minute by minute; and every bar was taken in once.</summary>
    /// <param name="from">Minutes after the start.</param>
    /// <param name="eachAlone">A minute of one symbol came later than those of the others: what compares symbols has not seen it.</param>
    public void Check(int from, bool eachAlone = false)
    {
        var reference = NewGraph();
        var expected = Definitions.Select(reference.Add).ToArray();
        var cursors = new int[instruments.Count];
        var bars = Enumerable.Range(0, instruments.Count).Select(s => market.History(s).Bars.ToArray()).ToArray();
        var (last, _, takenThen) = seen[^1];
        var taken = 0L;
        var looks = seen.Where(s => s.Minute >= (startedAt / EngineTime.Minute * EngineTime.Minute) + ((from - 1) * EngineTime.Minute)).ToDictionary(s => s.Minute, s => s.Values);
        Assert.NotEmpty(looks);
        foreach (var time in bars.SelectMany(b => b.Select(x => x.Time)).Distinct().Order())
        {
            if (time > last) break;
            // Averages that feed on themselves know where the past began: there begins the reference as well.
            if (time < pastFrom)
            {
                for (var s = 0; s < bars.Length; s++)
                    while (cursors[s] < bars[s].Length && bars[s][cursors[s]].Time < pastFrom) cursors[s]++;
                continue;
            }
            var symbols = Enumerable.Range(0, instruments.Count).Where(s => cursors[s] < bars[s].Length && bars[s][cursors[s]].Time == time).ToArray();
            var rows = symbols.Select(s => bars[s][cursors[s]++]).ToArray();
            taken += rows.Length;
            var session = ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(time));
            reference.Update(
                new Slice(symbols, [.. rows.Select(r => r.Open)], [.. rows.Select(r => r.High)], [.. rows.Select(r => r.Low)], [.. rows.Select(r => r.Close)], [.. rows.Select(r => r.Volume)]),
                SliceTime.In(session, time, EngineTime.Minute));
            if (!looks.Remove(time, out var values)) continue;
            for (var i = 0; i < values.Length; i++)
            {
                var (line, symbol) = (i / instruments.Count, i % instruments.Count);
                if (eachAlone && Definitions[line].Contains('X')) continue;
                Assert.True(expected[line][symbol].Equals(values[i]) || (double.IsNaN(values[i]) && double.IsNaN(expected[line][symbol])),
                    $"{Definitions[line]} of {instruments[symbol].Symbol}, minute {EngineTime.ToInstant(time)}: expected {expected[line][symbol]:R}, got {values[i]:R}");
            }
        }
        Assert.Empty(looks);
        if (!eachAlone) Assert.DoesNotContain(seen[^1].Values, double.IsNaN);
        Assert.Equal(0, graph.Repeated);
        Assert.Equal(taken, takenThen);
    }

    /// <summary>Hands what comes to the desk, and history of a symbol when it may come.</summary>
    sealed class Filter(BrokerAdapter adapter, SeamRun run) : IServerMessageHandler, IClientMessageHandler
    {
        readonly List<HistoricalData> held = [];
        readonly HashSet<int> aboutFirst = [];
        readonly PriorityQueue<RealTimeBar, long> late = new();
        readonly Dictionary<int, int> barsOf = [];

        public void On(ReqHistoricalData m)
        {
            run.Asked.Add(m.DurationStr);
            if (m.Contract.Symbol == run.instruments[0].Symbol) aboutFirst.Add(m.ReqId);
        }

        IServerMessageHandler Adapter => adapter;

        public void Release()
        {
            while (late.TryPeek(out var bar, out var due) && due <= run.gateway.Now)
            {
                late.Dequeue();
                Adapter.On(in bar);
            }
            if (run.HoldsHistory) return;
            foreach (var message in held) Adapter.On(message);
            held.Clear();
        }

        public void On(HistoricalData m)
        {
            // Answers come in the order of the questions, and the first is about the first symbol.
            if (run.first == 0) (run.first, run.pastFrom) = (m.ReqId, long.Parse(m.Bars[0].Date, System.Globalization.CultureInfo.InvariantCulture) * EngineTime.Second);
            if (run.HoldsHistory && aboutFirst.Contains(m.ReqId)) held.Add(m);
            else Adapter.On(m);
        }

        public void On(in TickPrice m) => Adapter.On(in m);

        public void On(in TickSize m) => Adapter.On(in m);

        public void On(in RealTimeBar m)
        {
            if (run.isAway || run.LosesBar(barsOf[m.ReqId], m.Time * EngineTime.Second)) return;
            var delay = run.delayOf?.Invoke(barsOf[m.ReqId], m.Time * EngineTime.Second) ?? 0;
            if (delay == 0) Adapter.On(in m);
            else late.Enqueue(m, run.gateway.Now + (delay * EngineTime.Second));
        }

        public void On(ReqRealTimeBars m) => barsOf[m.ReqId] = run.instruments.TryFind(m.Contract.Symbol, out var instrument) ? instrument.Index : -1;

        public void On(in MarketDataType m) => Adapter.On(in m);

        public void On(ErrMsg m) => Adapter.On(m);

        public void On(ManagedAccounts m) => Adapter.On(m);

        public void On(in NextValidId m) => Adapter.On(in m);

        public void On(ContractDetails m) => Adapter.On(m);

        public void On(in ContractDetailsEnd m) => Adapter.On(in m);

        public void On(Position m) => Adapter.On(m);

        public void On(in PositionEnd m) => Adapter.On(in m);

        public void On(in OpenOrderEnd m) => Adapter.On(in m);

        public void On(in ExecDetailsEnd m) => Adapter.On(in m);

        public void On(in CompletedOrdersEnd m) => Adapter.On(in m);

        public void On(AccountSummary m) => Adapter.On(m);

        public void On(in AccountSummaryEnd m) => Adapter.On(in m);

        public void On(in CurrentTimeInMillis m) => Adapter.On(in m);
    }

    /// <summary>The gateway loses the link behind it, and finds it again with or without its subscriptions.</summary>
    public SeamRun Away(int seconds, bool areDataKept)
    {
        ((IServerMessageHandler)desk.Broker).On(new ErrMsg { Id = -1, ErrorCode = 1100, ErrorMsg = "Connectivity between IB and TWS has been lost." });
        isAway = true;
        PlaySeconds(seconds);
        isAway = false;
        ((IServerMessageHandler)desk.Broker).On(new ErrMsg { Id = -1, ErrorCode = areDataKept ? 1102 : 1101, ErrorMsg = "Connectivity between IB and TWS has been restored." });
        return this;
    }

    readonly Func<int, long, int>? delayOf;
    bool isAway;
    int first;
    long pastFrom;
}
