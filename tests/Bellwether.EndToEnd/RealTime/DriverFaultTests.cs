using System.Net;
using System.Net.Sockets;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Live;
using NodaTime;

namespace Bellwether.EndToEnd.RealTime;

/// <summary>Rows NET1, NET5 and NET9 of the catalogue of faults, as the driver meets them: when it tries again, where, and when it gives up.</summary>
public sealed class DriverFaultTests
{
    /// <summary>Of the wall, for what should come within a second or two.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static readonly FaultTime AtOnce = FaultTime.AfterStart(Duration.Zero);

    [Fact]
    public async Task NET9_an_id_that_stays_in_use_is_tried_three_times_over_thirty_seconds_and_never_changed()
    {
        await using var gateway = new LoopbackGateway(new FaultPlan { Faults = [new ClientIdInUse { ClientId = DrivenDesk.ClientId, At = AtOnce, Lasts = Duration.FromHours(5) }] });
        using var desk = new DrivenDesk(gateway);

        var refused = await Assert.ThrowsAsync<DeskException>(() => desk.Start(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken));
        await gateway.StopAsync();

        Assert.Contains("client id 7 is in use", refused.Message);
        Assert.Equal(Seconds(15, 15), gateway.Time.Waits);
        // Nobody else than the observer of the gateway's own making was ever let in: no other id was tried.
        Assert.DoesNotContain(gateway.Core.Sessions, s => s.ClientId is not null);
        Assert.Equal(0, desk.Engine.Orders.LastNumber);
    }

    [Fact]
    public async Task NET9_an_id_that_a_dead_session_held_for_a_while_is_had_at_the_third_try()
    {
        // Held at the second try, which is 15 s after the first, and free at the third: whenever within its first 13 s the gateway is tried first.
        await using var gateway = new LoopbackGateway(new FaultPlan { Faults = [new ClientIdInUse { ClientId = DrivenDesk.ClientId, At = AtOnce, Lasts = Duration.FromSeconds(28) }] }, speed: 10);
        using var desk = new DrivenDesk(gateway);
        var driver = desk.Start(TestContext.Current.CancellationToken);
        await desk.UntilAsync(d => d.Alerts.Any(a => a.Title == "Reconciled with the broker"));
        await desk.StopAsync();
        await driver;

        Assert.Equal(Seconds(15, 15), gateway.Time.Waits);
    }

    [Fact]
    public async Task NET1_nobody_at_the_port_is_tried_ever_more_slowly_down_to_every_thirty_seconds()
    {
        await using var gateway = new LoopbackGateway(speed: 200);
        using var desk = new DrivenDesk(gateway, port: UnusedPort());
        var driver = desk.Start(TestContext.Current.CancellationToken);
        await desk.UntilAsync(() => gateway.Time.Waits.Count >= 10);
        await desk.StopAsync();
        await driver;

        Assert.Equal(Seconds(1, 2, 3, 5, 8, 13, 21, 30, 30, 30), gateway.Time.Waits.Take(10));
    }

    [Fact]
    public async Task NET1_a_session_that_stood_makes_the_next_wait_a_short_one_again()
    {
        await using var gateway = new LoopbackGateway(new FaultPlan
        {
            Faults = [new ConnectionCut { ClientId = DrivenDesk.ClientId, At = FaultTime.AfterStart(Duration.FromSeconds(60)) }, new ConnectionCut { ClientId = DrivenDesk.ClientId, At = FaultTime.AfterStart(Duration.FromSeconds(120)) }],
        }, speed: 20);
        using var desk = new DrivenDesk(gateway);
        var driver = desk.Start(TestContext.Current.CancellationToken);
        await desk.UntilAsync(d => d.Alerts.Count(a => a.Title == "Reconciled with the broker") >= 3);
        await desk.StopAsync();
        await driver;

        Assert.Equal(Seconds(1, 1), gateway.Time.Waits);
    }

    [Fact]
    public async Task NET5_after_1300_it_goes_to_a_port_of_the_list_and_compares_itself_there()
    {
        await using var next = new LoopbackGateway();
        await using var gateway = Moving(next.Port);
        using var desk = new DrivenDesk(gateway, alternativePorts: [next.Port]);
        var driver = desk.Start(TestContext.Current.CancellationToken);
        await desk.UntilAsync(d => d.Alerts.Count(a => a.Title == "Reconciled with the broker") >= 2);
        await desk.StopAsync();
        await driver;
        await next.StopAsync();

        Assert.NotEqual(0, next.Core.PeakMessagesPerSecond(DrivenDesk.ClientId));
        Assert.Contains(desk.Log, l => l.Contains($"moves to port {next.Port}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NET5_a_port_that_is_not_in_the_list_is_not_gone_to()
    {
        await using var trap = new LoopbackGateway();
        await using var gateway = Moving(trap.Port);
        using var desk = new DrivenDesk(gateway, alternativePorts: [trap.Port - 1]);
        var driver = desk.Start(TestContext.Current.CancellationToken);
        await desk.UntilAsync(d => d.Alerts.Count(a => a.Title == "Reconciled with the broker") >= 2);
        await desk.StopAsync();
        await driver;
        await trap.StopAsync();

        Assert.Equal(0, trap.Core.PeakMessagesPerSecond(DrivenDesk.ClientId));
        Assert.Contains(desk.Log, l => l.Contains("not in gateway.ports", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NET5_the_account_is_looked_at_again_at_the_new_port()
    {
        await using var next = new LoopbackGateway(account: "DU7654321");
        await using var gateway = Moving(next.Port);
        using var desk = new DrivenDesk(gateway, alternativePorts: [next.Port]);

        var refused = await Assert.ThrowsAsync<DeskException>(() => desk.Start(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken));
        await next.StopAsync();

        Assert.Contains("DU1234567 is not an account of this gateway", refused.Message);
        Assert.Contains(desk.Log, l => l.Contains($"moves to port {next.Port}", StringComparison.Ordinal));
    }

    /// <summary>A gateway that says it moves, half a minute after its start.</summary>
    static LoopbackGateway Moving(int port) => new(new FaultPlan { Faults = [new PortReset { At = FaultTime.AfterStart(Duration.FromSeconds(30)), Port = port }] }, speed: 20);

    static TimeSpan[] Seconds(params int[] seconds) => [.. seconds.Select(s => TimeSpan.FromSeconds(s))];

    static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
