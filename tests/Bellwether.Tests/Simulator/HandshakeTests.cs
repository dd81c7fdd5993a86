using System.Text;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

public sealed class HandshakeTests
{
    [Theory]
    [InlineData(100, 193, 193)] // Node.js clients
    [InlineData(157, 178, 178)] // the Python asyncio clients
    [InlineData(100, 200, 200)]
    [InlineData(100, 226, 200)] // an official client of today
    [InlineData(176, 176, 176)] // a client of one version
    [InlineData(100, 157, 157)]
    public void The_highest_version_that_both_sides_speak_is_answered(int min, int max, int version)
    {
        var client = new WireClient(new WireDesk().Core).Hello(min, max);
        Assert.Equal(version, client.Version);
        Assert.Equal("20250602 09:30:00 US/Eastern", client.ConnectionTime);
        Assert.False(client.Session.IsClosed);
    }

    [Theory]
    [InlineData(201, 226)]
    [InlineData(1, 99)]
    public void Without_a_common_version_the_connection_is_closed_without_a_word(int min, int max)
    {
        var client = new WireClient(new WireDesk().Core).Hello(min, max);
        Assert.True(client.Session.IsClosed);
        Assert.Empty(client.Bytes);
    }

    [Fact]
    public void The_bytes_of_the_greeting_are_those_of_the_protocol()
    {
        var core = new WireDesk().Core;
        var session = core.Connect();
        // One byte at a time: borders of reads mean nothing.
        foreach (var b in "API\0\0\0\0\x09v100..193"u8) core.Receive(session, [b]);
        Assert.Equal("\0\0\0\u0021193\u000020250602 09:30:00 US/Eastern\0", Encoding.ASCII.GetString(session.Output));
    }

    [Theory]
    [InlineData(157)]
    [InlineData(176)]
    [InlineData(193)]
    [InlineData(200)]
    public void The_connect_burst_names_accounts_the_next_id_and_three_farms(int version)
    {
        var client = new WireClient(new WireDesk().Core).Hello(version, version).Start(3);
        Assert.Equal(3, client.Session.ClientId);
        Assert.Equal("accounts DU1234567; next 1; error -1 2104; error -1 2106; error -1 2158", client.All());
    }

    [Fact]
    public void Notices_carry_the_virtual_time_from_version_194_on()
    {
        var desk = new WireDesk();
        Assert.Equal(1_748_871_000_000, new WireClient(desk.Core).Hello().Start(1).Take<ErrMsg>()[0].ErrorTime); // 2025-06-02 13:30 UTC
        Assert.Null(new WireClient(desk.Core).Hello(193, 193).Start(2).Take<ErrMsg>()[0].ErrorTime);
    }

    [Fact]
    public void A_client_id_in_use_gets_326_and_the_connection_closes()
    {
        var desk = new WireDesk();
        var first = desk.Client(7);
        var second = new WireClient(desk.Core).Hello().Start(7);
        Assert.Equal("error -1 326", second.All());
        Assert.True(second.Session.IsClosed);
        Assert.False(first.Session.IsClosed);

        // The first one's place is still its own, and free once it has left.
        desk.Core.Disconnect(second.Session);
        Assert.Equal("error -1 326", new WireClient(desk.Core).Hello().Start(7).All());
        desk.Core.Disconnect(first.Session);
        Assert.False(new WireClient(desk.Core).Hello().Start(7).Session.IsClosed);
    }

    [Fact]
    public void Anything_before_startApi_is_refused_with_504()
    {
        var client = new WireClient(new WireDesk().Core).Hello().Send(new ReqCurrentTime());
        Assert.Equal("error -1 504", client.All());
        Assert.True(client.Session.IsClosed);
    }

    [Fact]
    public void A_second_startApi_is_an_error_that_leaves_the_connection_open()
    {
        var desk = new WireDesk();
        var client = desk.Client().Start(2);
        desk.Second();
        Assert.Equal("error -1 321", client.All());
        Assert.False(client.Session.IsClosed);
        Assert.Equal(1, client.Session.ClientId);
    }

    [Fact]
    public void Requests_the_gateway_does_not_serve_get_321_and_time_is_virtual()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(new ReqScannerParameters()).Send(new ReqCurrentTime()).Send(new ReqCurrentTimeInMillis()).Send(new ReqIds());
        desk.Second();
        Assert.Equal("error -1 321; time 1748871000; millis 1748871000001; next 1", client.All());
    }

    [Fact]
    public void The_next_id_follows_the_highest_id_the_client_ever_used()
    {
        var desk = new WireDesk();
        var client = desk.Client(1).Limit(41, "BUY", 1, 90).Limit(5, "BUY", 1, 90);
        desk.Client(2);
        desk.Second();
        client.Take();
        client.Send(new ReqIds());
        desk.Second();
        Assert.Equal("next 42", client.All());
        desk.Core.Disconnect(client.Session);
        Assert.Equal(42, new WireClient(desk.Core).Hello().Start(1).Take<NextValidId>().Single().OrderId);
        Assert.Equal(1, new WireClient(desk.Core).Hello().Start(3).Take<NextValidId>().Single().OrderId);
    }

    [Fact]
    public void Lockstep_needs_a_version_with_the_time_in_milliseconds()
    {
        var core = new WireDesk(new GatewayOptions(), open: false).Core;
        var old = new WireClient(core).Hello(196, 196).Start(1, "lockstep");
        Assert.Equal("error -1 321", old.All());
        Assert.True(old.Session.IsClosed);
        Assert.False(new WireClient(core).Hello(197, 197).Start(1, "lockstep").Session.IsClosed);
    }
}
