using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Live;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Simulation;
using Bellwether.Strategies.Rules;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>A desk with a universe that changes from one session to the next, at a gateway in memory: it enters in the first minutes and late, and leaves in between.</summary>
sealed class UniverseRun : IClientMessageHandler
{
    readonly SyntheticMarket market;
    readonly GatewayCore gateway;
    MemoryWire? wire;

    /// <param name="members">By session: the tickers that belong.</param>
    /// <param name="lines">Market data lines of the account.</param>
    public UniverseRun(Func<LocalDate, string[]> members, int lines = 1_000)
    {
        market = new SyntheticMarket(Instruments, new SyntheticMarketOptions { Seed = 7, FirstSession = Monday.Date, HistorySessions = 2 });
        gateway = new GatewayCore(market, new GatewayOptions { Seed = 7, Accounts = [SimulatedRun.Account], LockstepClients = 1 }, new FaultPlan());
        var million = Money.FromDecimal(1_000_000);
        Engine = new TradingEngine<NoJournal>(new EngineOptions
        {
            Instruments = Instruments,
            Strategy = new RuleStrategy(new RuleStrategyOptions
            {
                Name = "early-and-late",
                EnterLong = "minutes_since_open < 5 or minutes_since_open > 40",
                ExitLong = "minutes_since_open > 20 and minutes_since_open < 30 and sma(30) > 0",
            }, Instruments.Count),
            Sizing = new FixedShares(1),
            Limits = new RiskLimits(million, million, million, 10),
            Predictions = new PredictionBook(Instruments.Count, 1, new PredictionLimits(Duration.FromMinutes(3))),
            StartCash = million,
            Armed = true,
            StartsReconciled = false,
        }, default);
        Desk = new TradingDesk<NoJournal>(Engine, new DeskOptions(new BrokerOptions(SimulatedRun.Account, false, "0000cafe", ClientId: 1, "2 D") { MarketDataLines = lines, RealTimeBarsPerTenMinutes = null }, 0, 0)
        {
            Universe = new Scripted(Instruments, members),
        }, () => { });
    }

    public static TradingSession Monday { get; } = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2025, 3, 3))!;

    public static TradingSession Tuesday { get; } = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2025, 3, 4))!;

    public static InstrumentTable Instruments { get; } = InstrumentTable.UsEquities("AAX", "ABX", "ACX");

    public TradingEngine<NoJournal> Engine { get; }

    public TradingDesk<NoJournal> Desk { get; }

    /// <summary>Streams of quotes and of five-second bars that run, by ticker.</summary>
    public IEnumerable<string> Streams => streams.Values.Order(StringComparer.Ordinal);

    /// <summary>Tickers of which history was asked for, in order.</summary>
    public List<string> Histories { get; } = [];

    readonly SortedDictionary<int, string> streams = [];

    public string Held => string.Join(' ', Instruments.All.ToArray().Where(i => !Engine.Positions[i.Index].IsFlat).Select(i => i.Symbol));

    /// <summary>Plays until this many seconds after the open of a session.</summary>
    public UniverseRun PlayTo(TradingSession session, int seconds)
    {
        var end = session.OpenNanoseconds + (seconds * EngineTime.Second);
        while (gateway.Now < end)
        {
            if (wire is null) Connect();
            if (gateway.CanMove) gateway.Move();
            wire!.Receive(Desk.Broker);
            if (Desk.Broker.FenceAnswer is not { } answer) continue;
            Desk.Broker.FenceAnswer = null;
            Desk.Complete(answer * EngineTime.Millisecond);
            wire.Write(new ReqCurrentTimeInMillis());
            wire.Send();
        }
        return this;
    }

    void Connect()
    {
        wire = new MemoryWire(gateway, 1, "lockstep") { OnRequest = payload => ClientMessages.Dispatch(payload.Span, ServerVersions.Highest, this) };
        while (!wire.Receive(Desk.Broker)) gateway.Move();
        Desk.Connect(wire);
        wire.Write(new ReqCurrentTimeInMillis());
        wire.Send();
    }

    /// <summary>The connection breaks; the next step begins another one.</summary>
    public UniverseRun Lose()
    {
        gateway.Disconnect(wire!.Session);
        wire = null;
        streams.Clear();
        Desk.Disconnect("the connection broke");
        Desk.Complete(gateway.Now);
        return this;
    }

    public void On(ReqMktData m)
    {
        if (!m.Snapshot) streams[m.ReqId] = m.Contract.Symbol + " quotes";
    }

    public void On(ReqRealTimeBars m) => streams[m.ReqId] = m.Contract.Symbol + " bars";

    public void On(in CancelMktData m) => streams.Remove(m.ReqId);

    public void On(in CancelRealTimeBars m) => streams.Remove(m.ReqId);

    public void On(ReqHistoricalData m) => Histories.Add(m.Contract.Symbol);

    sealed class Scripted(InstrumentTable instruments, Func<LocalDate, string[]> members) : IUniverseSource
    {
        public UniverseChoice? Choose(LocalDate session) =>
            new([.. instruments.All.ToArray().Select(i => members(session).Contains(i.Symbol) ? null : "not today")], $"{session:uuuu-MM-dd}");
    }
}
