using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Live;
using Bellwether.Orders;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Simulation;
using Bellwether.Strategies.Rules;
using NodaTime;

namespace Bellwether.EndToEnd.RealTime;

/// <summary>
/// The driver of real gateways, without lockstep, over a real socket: its clock is the simulated gateway's, which runs sixty times as fast as the wall.
/// </summary>
public sealed class RealTimeDriverTests
{
    static readonly LocalDate Session = new(2025, 3, 3);

    [Fact]
    public async Task It_trades_a_bracket_in_wall_time_and_ends_in_good_order()
    {
        using var world = new World();
        var driver = world.Start(TestContext.Current.CancellationToken);
        await world.UntilAsync(desk => desk.Executions.Count >= 2 && desk.Orders.Any(o => o.IsLive && o.Role == OrderRole.Stop));

        await world.StopAsync();
        var end = await driver;

        Assert.False(end.IsDeterministic);
        Assert.Null(world.Engine.Violation);
        Assert.True(world.Engine.Orders.Counts.Filled >= 2);
        Assert.True(world.Engine.IsStopped);
        for (var i = 0; i < world.Engine.Orders.LiveCount; i++) Assert.NotEqual(OrderRole.Entry, world.Engine.Orders.Live(i).Role);
    }

    [Fact]
    public async Task It_reconnects_with_its_orders_in_doubt_until_the_broker_has_shown_them()
    {
        using var world = new World(drop: true);
        var driver = world.Start(TestContext.Current.CancellationToken);
        await world.UntilAsync(desk => desk.Alerts.Any(a => a.Title == "The broker is gone"));
        await world.UntilAsync(desk => desk.Alerts.Count(a => a.Title == "Reconciled with the broker") >= 2 && desk.Orders.All(o => !o.IsLive || o.IsConfirmed));

        await world.StopAsync();
        await driver;

        Assert.Null(world.Engine.Violation);
        Assert.Equal(world.Engine.Executions.Received, world.Engine.Executions.Applied + world.Engine.Executions.Repeated);
    }

    sealed class World : IDisposable
    {
        readonly CancellationTokenSource stop = new();
        readonly CancellationTokenSource gatewayEnd = new();
        readonly GatewayCore core;
        readonly GatewayServer server;
        readonly DeskFeed feed = new();
        readonly TradingDesk<NoJournal> desk;
        readonly List<string> log = [];

        public World(bool drop = false)
        {
            var instruments = InstrumentTable.UsEquities("AAA", "BBB");
            var options = new GatewayOptions { LockstepClients = 0, Speed = 60 };
            var open = ExchangeCalendar.NewYork.SessionOn(Session)!.Open;
            var faults = new FaultPlan { Drops = drop ? [new SessionDrop(open + Duration.FromMinutes(5), 7, Duration.FromSeconds(20))] : [] };
            core = new GatewayCore(new SyntheticMarket(instruments, new SyntheticMarketOptions { FirstSession = Session, HistorySessions = 1 }), options, faults);
            server = GatewayServer.Listen(core, options);
            Engine = new TradingEngine<NoJournal>(new EngineOptions
            {
                Instruments = instruments,
                Strategy = new RuleStrategy(new RuleStrategyOptions { Name = "in-at-once", EnterLong = "close > 0", Stop = "close * 0.05", Target = "close * 0.05" }, 2),
                Sizing = new FixedAllocation(Money.FromDecimal(10_000)),
                Limits = new RiskLimits(Money.FromDecimal(50_000), Money.FromDecimal(50_000), Money.FromDecimal(100_000), 2),
                Predictions = new PredictionBook(2, 1, new PredictionLimits(Duration.FromMinutes(3))),
                StartCash = Money.FromDecimal(1_000_000),
                Armed = true,
                StartsReconciled = false,
            }, default);
            desk = new TradingDesk<NoJournal>(Engine, new DeskOptions(new BrokerOptions("DU1234567", false, "0000beef", 7, "1 D"), 0, EngineTime.Second), () => { });
        }

        public TradingEngine<NoJournal> Engine { get; }

        public Task<DriverEnd> Start(CancellationToken cancellation)
        {
            cancellation.Register(stop.Cancel);
            _ = server.RunAsync(gatewayEnd.Token);
            return new RealTimeDriver<NoJournal>(desk, new DriverOptions
            {
                Host = "127.0.0.1",
                Port = server.Endpoint.Port,
                ClientId = 7,
                Mode = AccountMode.Simulated,
                ConfigurationHash = "",
                Log = line => { lock (log) log.Add(line); },
            }, null, feed, new GatewayClock(core)).RunAsync(stop.Token);
        }

        public async Task UntilAsync(Func<DeskSnapshot, bool> condition)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            try
            {
                while (feed.Latest is not { } latest || !condition(latest)) await poll.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                lock (log) Assert.Fail($"the desk did not get there: {feed.Latest?.Time}, {feed.Latest?.Executions.Count} executions, connection {feed.Latest?.Connection}\n{string.Join('\n', log)}");
            }
        }

        public Task StopAsync() => stop.CancelAsync();

        public void Dispose()
        {
            stop.Cancel();
            gatewayEnd.Cancel();
        }

        sealed class GatewayClock(GatewayCore core) : IClock
        {
            public Instant GetCurrentInstant() => EngineTime.ToInstant(core.Now);
        }
    }
}
