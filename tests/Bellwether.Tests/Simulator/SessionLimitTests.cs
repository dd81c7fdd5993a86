using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>A connection may make the gateway remember only so much.</summary>
public sealed class SessionLimitTests
{
    static readonly byte[] Piece = new byte[16 * 1024];

    /// <summary>Sends pieces until the gateway has had enough.</summary>
    static int PiecesTaken(GatewayCore core, GatewaySession session, int most)
    {
        for (var i = 0; i < most; i++)
        {
            core.Receive(session, Piece);
            if (session.IsClosed) return i;
        }
        return most;
    }

    [Fact]
    public void A_frame_of_a_client_that_has_not_started_ends_the_connection_at_64_KiB()
    {
        var desk = new WireDesk();
        var session = new WireClient(desk.Core).Hello().Session;
        desk.Core.Receive(session, [0, 0xFF, 0xFF, 0xFF]);
        Assert.InRange(PiecesTaken(desk.Core, session, 1_000), 3, 4);
    }

    [Fact]
    public void A_frame_of_a_started_client_ends_the_connection_at_4_MiB_and_stops_nobody_else()
    {
        var desk = new WireDesk();
        var (greedy, other) = (desk.Client(1), desk.Client(2));
        desk.Core.Receive(greedy.Session, [0, 0xFF, 0xFF, 0xFF]);
        Assert.InRange(PiecesTaken(desk.Core, greedy.Session, 2_000), 255, 256);
        other.Limit(1, "BUY", 1, 90);
        desk.Second();
        Assert.StartsWith("open 1", other.Orders(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lockstep_client_that_fenced_and_sends_on_is_cut_off_in_the_end()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 2 }, open: false);
        var client = new WireClient(desk.Core).Hello(200, 200).Start(1, "lockstep");
        client.Fence();
        // The other client never comes: the clock stands, and nothing is read any more.
        Assert.InRange(PiecesTaken(desk.Core, client.Session, 2_000), 255, 256);
    }

    [Fact]
    public void Thirty_two_clients_are_let_in_and_the_next_one_when_one_of_them_has_gone()
    {
        var desk = new WireDesk();
        var clients = Enumerable.Range(1, 32).Select(id => desk.Client(id)).ToList();
        Assert.All(clients, c => Assert.False(c.Session.IsClosed));

        var next = new WireClient(desk.Core).Hello().Start(33);
        Assert.True(next.Session.IsClosed);
        Assert.Empty(next.Take());

        desk.Core.Disconnect(clients[4].Session);
        Assert.False(new WireClient(desk.Core).Hello().Start(33).Session.IsClosed);
        // Whoever comes back under an id of its own is no new client, but none is left over for it either.
        Assert.True(new WireClient(desk.Core).Hello().Start(5).Session.IsClosed);
    }

    [Fact]
    public void Whoever_tries_all_client_ids_is_not_remembered_for_each_and_those_with_orders_are()
    {
        var desk = new WireDesk();
        var keeper = desk.Client(500).Limit(7, "BUY", 1, 90);
        desk.Second();
        desk.Core.Disconnect(keeper.Session);
        for (var id = 0; id < 3_000; id++)
        {
            if (id == 500) continue;
            var session = new WireClient(desk.Core).Hello().Start(id).Session;
            desk.Core.Disconnect(session);
        }
        Assert.InRange(desk.Core.Seats.Count, 1, 1_000);
        Assert.Equal(desk.Core.Seats.Select(s => s.ClientId).Order(), desk.Core.Seats.Select(s => s.ClientId));
        Assert.Equal(8, new WireClient(desk.Core).Hello().Start(500).Take<Bellwether.InteractiveBrokers.Protocol.NextValidId>().Single().OrderId);
    }
}
