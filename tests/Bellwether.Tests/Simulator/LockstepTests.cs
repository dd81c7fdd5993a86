using System.Security.Cryptography;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulator;

public sealed class LockstepTests
{
    static readonly long OpenMillis = ScriptedMarket.Open / EngineTime.Millisecond;

    static WireDesk Desk(int clients = 1, params SessionDrop[] drops) =>
        new(new GatewayOptions { LockstepClients = clients }, new FaultPlan { Drops = drops }, open: false);

    static WireClient Client(WireDesk desk, int id)
    {
        var client = new WireClient(desk.Core).Hello().Start(id, "lockstep");
        client.Take();
        return client;
    }

    [Fact]
    public void The_clock_stands_without_a_fence()
    {
        var desk = Desk();
        Assert.False(desk.Core.CanMove);
        var client = Client(desk, 1);
        Assert.False(desk.Core.CanMove);
        client.Send(new ReqPositions());
        Assert.False(desk.Core.CanMove);
        Assert.Throws<InvalidOperationException>(desk.Core.Move);
        Assert.Equal("", client.All());

        client.Fence();
        Assert.True(desk.Core.CanMove);
        desk.Core.Move();
        // The request takes effect a millisecond later; the fence is answered after what it brought.
        Assert.Equal($"position end; millis {OpenMillis - 4_999}", client.All());
        Assert.False(desk.Core.CanMove);
    }

    [Fact]
    public void Without_anything_to_tell_the_clock_moves_by_whole_seconds()
    {
        var desk = Desk();
        var client = Client(desk, 1);
        for (var second = -4; second <= 3; second++)
        {
            client.Fence();
            desk.Core.Move();
            Assert.Equal($"millis {OpenMillis + (second * 1_000)}", client.All());
        }
    }

    [Fact]
    public void Everything_of_an_instant_comes_before_the_answer_to_the_fence()
    {
        var desk = Desk();
        desk.Market.Quote(-3, 99, 100, shares: 10);
        var client = Client(desk, 1).Send(new ReqMktData { ReqId = 1, Contract = WireClient.Stock("AAPL") }).Fence();
        desk.Core.Move();
        client.Take();
        while (desk.Now < -3)
        {
            client.Fence();
            desk.Core.Move();
        }
        var messages = client.Take();
        Assert.Equal(OpenMillis - 3_000, Assert.IsType<CurrentTimeInMillis>(messages[^1]).TimeInMillis);
        Assert.Contains(messages[..^1], m => m is TickPrice { TickType: 1, Price: 99 });
    }

    [Fact]
    public void Two_clients_are_waited_for_and_served_by_client_id_then_sequence()
    {
        var desk = Desk(2);
        var second = Client(desk, 2);
        second.Fence();
        Assert.False(desk.Core.CanMove);
        var first = Client(desk, 1);
        second.Take();
        Assert.False(desk.Core.CanMove);
        // The fence of the second client is in already; what the first one writes counts before it all the same.
        first.Limit(1, "BUY", 11, 90).Limit(2, "BUY", 12, 90);
        Assert.False(desk.Core.CanMove);
        first.Fence();
        desk.Core.Move();
        second.Limit(1, "BUY", 21, 90).Limit(2, "BUY", 22, 90).Fence();
        first.Limit(3, "BUY", 13, 90).Fence();
        for (var i = 0; i < 8; i++)
        {
            desk.Core.Move();
            if (i == 7) first.Send(new ReqAllOpenOrders());
            first.Fence();
            second.Fence();
        }
        first.Take();
        desk.Core.Move();
        var ids = first.Take<OpenOrder>().OrderBy(o => o.Order.PermId).Select(o => o.Order.TotalQuantity);
        Assert.Equal([11m, 12m, 13m, 21m, 22m], ids);
    }

    [Fact]
    public void What_follows_a_fence_belongs_to_the_next_instant()
    {
        var desk = Desk();
        var client = Client(desk, 1).Fence().Send(new ReqIds()).Fence();
        desk.Core.Move();
        Assert.Equal($"millis {OpenMillis - 4_000}", client.All());
        Assert.True(desk.Core.CanMove);
        desk.Core.Move();
        Assert.Equal($"next 1; millis {OpenMillis - 3_999}", client.All());
    }

    [Fact]
    public void The_clock_stands_while_a_lockstep_client_is_away_for_reasons_of_its_own()
    {
        var desk = Desk();
        var client = Client(desk, 1).Fence();
        desk.Core.Disconnect(client.Session);
        Assert.False(desk.Core.CanMove);
        var back = Client(desk, 1);
        Assert.False(desk.Core.CanMove);
        back.Fence();
        Assert.True(desk.Core.CanMove);
    }

    [Fact]
    public void Clients_without_lockstep_do_not_hold_the_clock_and_their_times_are_no_fences()
    {
        var desk = Desk();
        var client = Client(desk, 1);
        var other = new WireClient(desk.Core).Hello().Start(9);
        other.Take();
        client.Fence();
        Assert.True(desk.Core.CanMove);
        other.Send(new ReqCurrentTimeInMillis());
        desk.Core.Move();
        Assert.Equal($"millis {OpenMillis - 4_999}", other.All());
    }

    [Fact]
    public void A_dropped_session_closes_the_outage_passes_and_the_clock_waits_for_the_client()
    {
        var desk = Desk(1, new SessionDrop(EngineTime.ToInstant(ScriptedMarket.Open - (3 * EngineTime.Second)), 1, Duration.FromMilliseconds(2_500)));
        var client = Client(desk, 1).Fence();
        desk.Core.Move();
        Assert.Equal($"millis {OpenMillis - 4_000}", client.All());
        client.Fence();
        desk.Core.Move();
        Assert.True(client.Session.IsClosed);
        Assert.Equal("", client.All());
        desk.Core.Disconnect(client.Session);

        var back = new WireClient(desk.Core).Hello();
        Assert.Empty(back.Bytes);
        while (desk.Core.CanMove) desk.Core.Move();
        Assert.Equal(-0.5, desk.Now);
        // Let in at the end of the outage: its greeting had come already.
        back.Read();
        Assert.Equal(200, back.Version);
        back.Start(1, "lockstep").Fence();
        desk.Core.Move();
        Assert.Equal($"millis {OpenMillis}", back.All()[^20..]);
    }

    [Fact]
    public void After_the_close_the_clock_jumps_to_five_seconds_before_the_next_opening()
    {
        var desk = Desk();
        desk.Market.NextDay();
        var client = Client(desk, 1);
        while (desk.Now < ScriptedMarket.CloseSecond + 60)
        {
            client.Fence();
            desk.Core.Move();
            client.Take();
        }
        Assert.Equal(ScriptedMarket.CloseSecond + 60, desk.Now);
        client.Fence();
        desk.Core.Move();
        Assert.Equal(86_395, desk.Now);
    }

    [Fact]
    public void Two_runs_are_equal_byte_for_byte_and_another_seed_gives_another_run()
    {
        var first = Run(seed: 5, chunk: 1_000);
        Assert.Equal(first, Run(seed: 5, chunk: 7)); // borders of reads mean nothing
        Assert.NotEqual(first, Run(seed: 6, chunk: 1_000));
    }

    /// <summary>Two clients trade for ten minutes, with parts, duplicates and a drop; the hash is over all bytes either of them got.</summary>
    static string Run(ulong seed, int chunk)
    {
        var market = new SyntheticMarket(InstrumentTable.UsEquities("AAPL", "MSFT", "SPY"), new SyntheticMarketOptions { Seed = seed, HistorySessions = 1 });
        var options = new GatewayOptions { LockstepClients = 2, Seed = seed };
        var drop = new SessionDrop(new LocalDate(2025, 6, 2).At(new LocalTime(9, 35)).InZoneStrictly(ExchangeCalendar.NewYork.Zone).ToInstant(), 2, Duration.FromSeconds(7));
        var core = new GatewayCore(market, options, new FaultPlan { Seed = seed, DuplicateReports = 0.2, PartialFills = 0.4, Drops = [drop] });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var clients = new[] { new WireClient(core).Hello(), new WireClient(core).Hello() };
        var next = new[] { 1, 1 };
        for (var turn = 0; turn < 900; turn++)
        {
            for (var i = 0; i < 2; i++)
            {
                var client = clients[i];
                client.Read();
                if (client.Session.IsClosed)
                {
                    hash.AppendData(client.Bytes);
                    core.Disconnect(client.Session);
                    clients[i] = client = new WireClient(core).Hello();
                }
                if (client.Version == 0) continue; // shut out until the outage is over
                if (client.Session.ClientId is null) Enter(client, i + 1);
                if (turn % 20 == i)
                    Speak(client, client.Frame(new PlaceOrder
                    {
                        OrderId = next[i]++, Contract = WireClient.Stock(turn % 3 == 0 ? "SPY" : "MSFT"),
                        Order = new Order { Action = turn % 40 < 20 ? "BUY" : "SELL", TotalQuantity = 100 + turn, OrderType = "MKT" },
                    }));
                Speak(client, client.Frame(new ReqCurrentTimeInMillis()));
            }
            core.Move();
        }
        foreach (var client in clients)
        {
            client.Read();
            hash.AppendData(client.Bytes);
        }
        Assert.True(next[1] > 20, "both clients traded");
        return Convert.ToHexString(hash.GetHashAndReset());

        void Enter(WireClient client, int id)
        {
            client.Start(id, "lockstep");
            Speak(client, client.Frame(new ReqMktData { ReqId = 1, Contract = WireClient.Stock("SPY") }));
            Speak(client, client.Frame(new ReqPositions()));
        }

        void Speak(WireClient client, byte[] bytes)
        {
            foreach (var part in bytes.Chunk(chunk)) core.Receive(client.Session, part);
        }
    }
}
