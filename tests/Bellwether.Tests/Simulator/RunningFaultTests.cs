using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Tests.Simulator;

/// <summary>Faults that are added, fired and taken away while the gateway runs, and connections that are broken by hand.</summary>
public sealed class RunningFaultTests
{
    readonly WireDesk desk = new(new GatewayOptions { LockstepClients = 0, Speed = 1, TakesFaults = true });

    static FaultTime In(int seconds) => FaultTime.AfterStart(Duration.FromSeconds(seconds));

    [Fact]
    public void A_time_of_an_added_fault_counts_from_when_it_was_added()
    {
        desk.To(100);
        var client = desk.Client();
        var added = desk.Core.AddFault(new CompetingSession { At = In(5), Lasts = Duration.FromSeconds(1) });
        Assert.Equal((1, 0, true), (added.Id, added.Happened, added.Due is not null));
        client.Send(new ReqMktData { ReqId = 4, Contract = WireClient.Stock("AAPL") });
        desk.To(104);
        Assert.DoesNotContain("10197", client.All(), StringComparison.Ordinal);
        desk.To(105);
        Assert.Contains("error 4 10197", client.All(), StringComparison.Ordinal);
        Assert.Equal((1, null), desk.Core.Faults.Select(f => (f.Happened, f.Due)).Single());
    }

    [Fact]
    public void A_fault_that_is_fired_does_not_happen_again_at_its_time()
    {
        var client = desk.Client();
        var restart = desk.Core.AddFault(new ClientIdInUse { ClientId = 9, At = In(50), Lasts = Duration.FromSeconds(10) });
        Assert.False(new WireClient(desk.Core).Hello().Start(8).Session.IsClosed);
        Assert.Equal(1, desk.Core.FireFault(restart.Id)!.Happened);
        Assert.True(new WireClient(desk.Core).Hello().Start(9).Session.IsClosed);
        desk.To(55);
        var nine = new WireClient(desk.Core).Hello().Start(9);
        Assert.False(nine.Session.IsClosed);
        Assert.False(client.Session.IsClosed);
        Assert.Equal(1, desk.Core.Faults.Single().Happened);
    }

    [Fact]
    public void A_fault_that_was_removed_does_not_happen_whatever_its_kind()
    {
        var client = desk.Client();
        Fault[] faults =
        [
            new ConnectionCut { At = In(3) }, new ConnectionCut { AfterMessages = 1, Times = 9 }, new PortReset { At = In(3), Port = 1 }, new WrongGreeting { Kind = GreetingKind.Garbage, From = In(3) },
            new WrongAccounts { Accounts = ["DU7654321"], From = In(3) }, new SwallowedOrder { From = In(3) }, new GatewayRestart { At = In(3), Outage = Duration.Zero, LosesLast = Duration.FromSeconds(3) },
        ];
        foreach (var fault in faults) Assert.True(desk.Core.RemoveFault(desk.Core.AddFault(fault).Id));
        Assert.False(desk.Core.RemoveFault(1));
        Assert.Empty(desk.Core.Faults);
        desk.To(5);
        client.Limit(1, "BUY", 1, 90);
        desk.To(7);
        Assert.StartsWith("open 1", client.Orders(), StringComparison.Ordinal);
        Assert.Contains("accounts DU1234567", new WireClient(desk.Core).Hello().Start(2).All(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_chance_that_is_fired_strikes_at_the_next_occasion_and_then_by_its_chance_again()
    {
        var client = desk.Client();
        var swallow = desk.Core.AddFault(new SwallowedOrder { Probability = 0 });
        client.Limit(1, "BUY", 1, 90);
        desk.Second();
        Assert.NotEqual("", client.Orders());
        desk.Core.FireFault(swallow.Id);
        client.Limit(2, "BUY", 1, 90);
        desk.Second();
        Assert.Equal("", client.Orders());
        client.Limit(3, "BUY", 1, 90);
        desk.Second();
        Assert.StartsWith("open 3", client.Orders(), StringComparison.Ordinal);
        Assert.Equal(1, desk.Core.Faults.Single().Happened);
    }

    [Fact]
    public void A_fault_that_cannot_be_and_a_gateway_that_takes_none_are_refused()
    {
        Assert.Contains("expected 1 or more", Assert.Throws<ArgumentException>(() => desk.Core.AddFault(new IdRollback { At = In(0), By = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("TakesFaults", Assert.Throws<InvalidOperationException>(() => new WireDesk().Core.AddFault(new IdRollback { At = In(0), By = 1 })).Message, StringComparison.Ordinal);
        Assert.Null(desk.Core.FireFault(7));
        Assert.False(desk.Core.DropConnection(7, Duration.Zero));
        Assert.False(desk.Core.HalfOpenConnection(7, Duration.Zero));
    }

    [Fact]
    public void A_connection_is_dropped_by_its_number_and_the_others_stay()
    {
        var (first, second) = (desk.Client(1), desk.Client(2));
        Assert.True(desk.Core.DropConnection(1, Duration.FromSeconds(5)));
        Assert.Equal((true, false), (first.Session.IsClosed, second.Session.IsClosed));
        Assert.Equal([(2, 2)], desk.Core.Connections.Select(c => (c.Number, c.ClientId!.Value)));
        var back = new WireClient(desk.Core);
        Assert.Equal(0, back.Session.Output.Length);
    }

    [Fact]
    public void A_connection_that_is_left_half_open_hears_nothing_more()
    {
        var client = desk.Client(1);
        Assert.True(desk.Core.HalfOpenConnection(1, Duration.Zero));
        client.Send(new ReqCurrentTime());
        desk.Second();
        Assert.Equal("", client.All());
        Assert.False(client.Session.IsClosed);
        Assert.True(desk.Core.Connections.Single().IsHalfOpen);
    }

    [Fact]
    public void A_slow_connection_gets_so_many_bytes_a_second_in_order_and_all_of_them_in_the_end()
    {
        desk.Core.AddFault(new SlowConnection { ClientId = 1, BytesPerSecond = 30, At = In(0), Lasts = Duration.FromSeconds(10) });
        var (slow, quick) = (desk.Client(2), desk.Client(3));
        desk.Second();
        var session = new WireClient(desk.Core).Hello().Session;
        session.ClearOutput();
        desk.Core.Receive(session, slow.Frame(new StartApi { ClientId = 1 }));
        Assert.Equal(0, session.Output.Length);
        var told = 0;
        var total = desk.Core.Connections.Single(c => c.Number == session.Number).Backlog;
        Assert.True(total > 150, $"{total} bytes");
        for (var second = 0; second < 4; second++)
        {
            desk.Second();
            Assert.InRange(session.Output.Length, 28, 30);
            told += session.Output.Length;
            session.ClearOutput();
        }
        quick.Send(new ReqCurrentTime());
        desk.To(20);
        // The time is over: the rest comes at once.
        Assert.Equal(total, told + session.Output.Length);
        Assert.Single(quick.Take<CurrentTime>());
    }
}
