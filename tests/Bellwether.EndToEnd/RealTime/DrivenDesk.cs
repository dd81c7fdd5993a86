using System.Collections.Concurrent;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Live;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Strategies.Rules;
using NodaTime;

namespace Bellwether.EndToEnd.RealTime;

/// <summary>A desk that enters both symbols at once and is driven as at a real gateway, on the time of the simulated one.</summary>
sealed class DrivenDesk : IDisposable
{
    public const int ClientId = 7;

    readonly CancellationTokenSource stop = new();
    readonly DeskFeed feed = new();
    readonly TradingDesk<NoJournal> desk;
    readonly ConcurrentQueue<string> log = new();
    readonly GatewayTimeProvider time;
    readonly int port;

    /// <param name="gateway">Where it connects, and whose time it has.</param>
    /// <param name="port">Another port than the gateway's; null for the gateway's.</param>
    /// <param name="alternativePorts">Ports that it may be sent to.</param>
    /// <param name="account">The account that it wants; null for the only one.</param>
    public DrivenDesk(LoopbackGateway gateway, int? port = null, IReadOnlyList<int>? alternativePorts = null, string? account = "DU1234567")
    {
        (time, this.port) = (gateway.Time, port ?? gateway.Port);
        Engine = new TradingEngine<NoJournal>(new EngineOptions
        {
            Instruments = LoopbackGateway.Instruments,
            Strategy = new RuleStrategy(new RuleStrategyOptions { Name = "in-at-once", EnterLong = "close > 0", Stop = "close * 0.05", Target = "close * 0.05" }, 2),
            Sizing = new FixedAllocation(Money.FromDecimal(10_000)),
            Limits = new RiskLimits(Money.FromDecimal(50_000), Money.FromDecimal(50_000), Money.FromDecimal(100_000), 2),
            Predictions = new PredictionBook(2, 1, new PredictionLimits(Duration.FromMinutes(3))),
            StartCash = Money.FromDecimal(1_000_000),
            Armed = true,
            StartsReconciled = false,
        }, default);
        var broker = new BrokerOptions(account, false, "0000beef", ClientId, "1 D") { AlternativePorts = alternativePorts ?? [] };
        desk = new TradingDesk<NoJournal>(Engine, new DeskOptions(broker, 0, EngineTime.Second), () => { });
    }

    public TradingEngine<NoJournal> Engine { get; }

    public IReadOnlyCollection<string> Log => log;

    public Task<DriverEnd> Start(CancellationToken cancellation)
    {
        cancellation.Register(stop.Cancel);
        return new RealTimeDriver<NoJournal>(desk, new DriverOptions
        {
            Host = "127.0.0.1",
            Port = port,
            ClientId = ClientId,
            Mode = AccountMode.Simulated,
            ConfigurationHash = "",
            TimeProvider = time,
            Log = log.Enqueue,
        }, null, feed, time).RunAsync(stop.Token);
    }

    /// <summary>Waits for a state of the desk.</summary>
    public Task UntilAsync(Func<DeskSnapshot, bool> condition) => UntilAsync(() => feed.Latest is { } latest && condition(latest));

    public async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (!condition()) await poll.WaitForNextTickAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"the desk did not get there: {feed.Latest?.Time}, {feed.Latest?.Executions.Count} executions, connection {feed.Latest?.Connection}\n{string.Join('\n', log)}");
        }
    }

    public Task StopAsync() => stop.CancelAsync();

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }
}
