using System.Net;
using System.Net.Sockets;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers.Client;

public sealed class ClientSessionTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_is_ready_when_account_and_order_id_are_known()
    {
        await using var bench = await ClientBench.OpenAsync();
        var status = await bench.Client.GetStatusAsync();
        Assert.Equal((ClientState.Ready, 200, "DU1234567"), (status.State, status.ServerVersion, status.Account));
        Assert.Equal(["DU1234567"], status.Accounts);
    }

    [Fact]
    public async Task A_gateway_that_falls_silent_is_probed_after_five_seconds_and_given_up_after_eight()
    {
        await using var bench = await ClientBench.OpenAsync(new());
        bench.Pass(5);
        await bench.ReadAsync(ClientMessageId.ReqCurrentTime);
        bench.Pass(3);
        Assert.Equal(ClientState.Disconnected, await bench.NextStateAsync());
        bench.Pass(1);
        await ClientBench.GreetAsync(bench.Gateway);
        Assert.Equal(ClientState.Connecting, await bench.NextStateAsync());
        Assert.Equal(ClientState.Ready, await bench.NextStateAsync());
    }

    [Fact]
    public async Task A_gateway_that_answers_the_probe_keeps_its_session()
    {
        await using var bench = await ClientBench.OpenAsync(new());
        for (var i = 0; i < 3; i++)
        {
            bench.Pass(5);
            await bench.ReadAsync(ClientMessageId.ReqCurrentTime);
            await bench.SendAsync(new CurrentTime { Time = 1_748_872_800 });
            await HeardAsync(bench);
        }
        Assert.Equal(ClientState.Ready, bench.Client.State);
    }

    [Fact]
    public async Task No_order_is_written_to_a_socket_that_was_silent_for_two_seconds_before_it_has_answered()
    {
        await using var bench = await ClientBench.OpenAsync(new());
        bench.Pass(2);
        var placing = bench.Client.PlaceAsync(ClientBench.Apple, new Order { Action = "BUY", TotalQuantity = 1, OrderType = "MKT" }, cancellationToken: Token);
        await bench.ReadAsync(ClientMessageId.ReqCurrentTime);
        Assert.False(placing.IsCompleted);
        await bench.SendAsync(new CurrentTime { Time = 1_748_872_800 });
        await bench.ReadAsync(ClientMessageId.PlaceOrder);
        Assert.Equal(1, (await placing).OrderId);
    }

    [Fact]
    public async Task An_order_for_a_dead_socket_never_leaves()
    {
        await using var bench = await ClientBench.OpenAsync(new());
        bench.Pass(2);
        var placing = bench.Client.PlaceAsync(ClientBench.Apple, new Order { Action = "BUY", TotalQuantity = 1, OrderType = "MKT" }, cancellationToken: Token);
        await bench.ReadAsync(ClientMessageId.ReqCurrentTime);
        bench.Pass(3);
        var problem = await Assert.ThrowsAsync<OrderNotSentException>(() => placing);
        Assert.Equal(1, problem.OrderId);
        Assert.Equal(ClientState.Disconnected, await bench.NextStateAsync());

        bench.Pass(1);
        await ClientBench.GreetAsync(bench.Gateway);
        // The first message of the new session is the usual one: the order of the old one is not sent into it.
        await bench.ReadAsync(ClientMessageId.ReqMarketDataType);
        Assert.Equal(ClientState.Connecting, await bench.NextStateAsync());
        Assert.Equal(ClientState.Ready, await bench.NextStateAsync());
        var placed = bench.Client.PlaceAsync(ClientBench.Apple, new Order { Action = "BUY", TotalQuantity = 1, OrderType = "MKT" }, cancellationToken: Token);
        Assert.Equal(2, await bench.ReadIdAsync(ClientMessageId.PlaceOrder, 0));
        Assert.Equal(2, (await placed).OrderId);
    }

    [Fact]
    public async Task A_lost_connection_is_made_again_after_one_two_three_and_five_seconds_with_the_same_client_id()
    {
        await using var bench = await ClientBench.OpenAsync();
        foreach (var wait in new[] { 1, 2, 3, 5 })
        {
            bench.Gateway.Close();
            Assert.Equal(ClientState.Disconnected, await bench.NextStateAsync());
            // A session that never gets ready does not start the waiting times anew.
            bench.Pass(wait);
            await bench.Gateway.AcceptAsync();
            await bench.Gateway.SendAsync(new ServerHello(ClientBench.Version, "20250602 10:00:00 US/Eastern"));
            Assert.Equal("71·2·7··", await bench.Gateway.ReadFrameAsync());
            Assert.Equal(ClientState.Connecting, await bench.NextStateAsync());
        }
    }

    [Fact]
    public async Task A_client_id_that_stays_in_use_ends_the_client_after_three_tries_over_thirty_seconds()
    {
        using var gateway = new LoopbackGateway();
        var time = new ManualTime();
        var connecting = IbClient.ConnectAsync(new() { Port = gateway.Port, ClientId = 7, TimeProvider = time }, Token);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await gateway.AcceptAsync();
            await gateway.SendAsync(new ServerHello(ClientBench.Version, "20250602 10:00:00 US/Eastern"));
            await gateway.ReadFrameAsync();
            await gateway.SendAsync(new ErrMsg { ErrorCode = 326, ErrorMsg = "Unable to connect as the client id is already in use." }, ClientBench.Version);
            gateway.Close();
            if (attempt == 3) break;
            Assert.False(connecting.IsCompleted);
            await time.ArmedAsync(TimeSpan.FromSeconds(15));
            time.Advance(TimeSpan.FromSeconds(15));
        }
        var problem = await Assert.ThrowsAsync<IbStoppedException>(() => connecting);
        Assert.Contains("client id 7 is in use", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_account_is_refused_unless_it_was_allowed()
    {
        using var gateway = new LoopbackGateway();
        var refused = IbClient.ConnectAsync(new() { Port = gateway.Port, ClientId = 7 }, Token);
        await ClientBench.GreetAsync(gateway, "U1234567");
        var problem = await Assert.ThrowsAsync<IbStoppedException>(() => refused);
        Assert.Contains("U1234567 is a live account", problem.Message, StringComparison.Ordinal);

        var allowed = IbClient.ConnectAsync(new() { Port = gateway.Port, ClientId = 7, AllowLiveAccount = true }, Token);
        await ClientBench.GreetAsync(gateway, "U1234567");
        await using var client = await allowed;
        Assert.Equal("U1234567", client.Account);
    }

    [Fact]
    public async Task A_gateway_that_is_logged_in_to_another_account_after_a_reconnect_ends_the_client()
    {
        await using var bench = await ClientBench.OpenAsync();
        bench.Gateway.Close();
        Assert.Equal(ClientState.Disconnected, await bench.NextStateAsync());
        bench.Pass(1);
        await ClientBench.GreetAsync(bench.Gateway, "DU7654321");
        Assert.Equal(ClientState.Connecting, await bench.NextStateAsync());
        Assert.Equal(ClientState.Stopped, await bench.NextStateAsync());
        await Assert.ThrowsAsync<IbStoppedException>(() => bench.Client.CurrentTimeAsync(Token));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_told_at_once()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var problem = await Assert.ThrowsAsync<IbConnectionException>(() => IbClient.ConnectAsync(new() { Port = port }, Token));
        Assert.Equal(IbConnectionFailure.Refused, problem.Failure);
    }

    [Fact]
    public async Task A_gateway_that_opens_no_session_behind_a_dialog_is_given_up()
    {
        using var gateway = new LoopbackGateway();
        var time = new ManualTime();
        var connecting = IbClient.ConnectAsync(new() { Port = gateway.Port, ClientId = 7, TimeProvider = time, Heartbeat = ClientBench.Quiet }, Token);
        await gateway.AcceptAsync();
        await gateway.SendAsync(new ServerHello(ClientBench.Version, "20250602 10:00:00 US/Eastern"));
        await gateway.ReadFrameAsync();
        await gateway.SendAsync(new ManagedAccounts { AccountsList = "DU1234567" }, ClientBench.Version);
        await time.ArmedAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        var problem = await Assert.ThrowsAsync<IbSessionException>(() => connecting);
        Assert.Contains("dialog", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_gateway_loses_the_broker_no_order_goes_until_it_is_back()
    {
        await using var bench = await ClientBench.OpenAsync();
        await bench.ErrorAsync(-1, 1100, "Connectivity between IB and TWS has been lost.");
        Assert.Equal(ClientState.BrokerAway, await bench.NextStateAsync());
        await Assert.ThrowsAsync<OrderNotSentException>(() => bench.Client.PlaceAsync(ClientBench.Apple, new Order { Action = "BUY", TotalQuantity = 1, OrderType = "MKT" }, cancellationToken: Token));
        await bench.ErrorAsync(-1, 1102, "Connectivity between IB and TWS has been restored - data maintained.");
        Assert.Equal(ClientState.Ready, await bench.NextStateAsync());
    }

    [Fact]
    public async Task Farms_are_known_one_by_one()
    {
        await using var bench = await ClientBench.OpenAsync();
        await bench.ErrorAsync(-1, 2104, "Market data farm connection is OK:usfarm");
        await bench.ErrorAsync(-1, 2105, "HMDS data farm connection is broken:ushmds");
        await HeardAsync(bench);
        var farms = (await bench.Client.GetStatusAsync()).Farms;
        Assert.Equal([("usfarm", FarmState.Ok), ("ushmds", FarmState.Broken)], farms.Select(f => (f.Name, f.State)));

        // History waits for its farm, and goes when that is back.
        var bars = bench.Client.HistoricalBarsAsync(ClientBench.Apple, "1 min", "1 D", cancellationToken: Token);
        Assert.Equal(1, (await bench.Client.GetStatusAsync()).HistoryWaiting);
        await bench.ErrorAsync(-1, 2106, "HMDS data farm connection is OK:ushmds");
        await bench.ReadAsync(ClientMessageId.ReqHistoricalData);
        Assert.False(bars.IsCompleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_gateway_that_moves_to_another_port_is_followed_only_if_that_is_listed(bool isListed)
    {
        using var moved = new LoopbackGateway();
        await using var bench = await ClientBench.OpenAsync(new() { Heartbeat = ClientBench.Quiet, AlternativePorts = isListed ? [moved.Port] : [] });
        await bench.ErrorAsync(-1, 1300, $"TWS socket port has been reset and this connection is being dropped. Please reconnect on the new port - {moved.Port}");
        bench.Gateway.Close();
        Assert.Equal(ClientState.Disconnected, await bench.NextStateAsync());
        bench.Pass(1);
        await ClientBench.GreetAsync(isListed ? moved : bench.Gateway);
        Assert.Equal(ClientState.Connecting, await bench.NextStateAsync());
        Assert.Equal(ClientState.Ready, await bench.NextStateAsync());
    }

    [Fact]
    public async Task A_burst_is_spread_over_seconds_and_its_end_is_foretold()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = Enumerable.Range(0, 100).Select(_ => bench.Client.CurrentTimeAsync(Token)).ToList();
        // Two messages opened the session; data get 35 of the 40 in a second: 33, 35 and 32.
        for (var second = 0; second < 3; second++)
        {
            for (var i = 0; i < (second == 0 ? 33 : second == 1 ? 35 : 32); i++)
            {
                await bench.ReadAsync(ClientMessageId.ReqCurrentTime);
                await bench.SendAsync(new CurrentTime { Time = 1_748_872_800 });
            }
            var status = await bench.Client.GetStatusAsync();
            Assert.Equal((second == 0 ? 67 : second == 1 ? 32 : 0, 2 - second), (status.DataWaiting, (int)status.Eta.TotalSeconds));
            bench.Pass(1.001);
        }
        await Task.WhenAll(asked);
    }

    [Fact]
    public async Task A_garbled_frame_ends_the_session_and_not_the_client()
    {
        await using var bench = await ClientBench.OpenAsync();
        await bench.Gateway.SendAsync(new byte[] { 0xff, 0xff, 0xff, 0xff, 1, 2, 3 });
        Assert.Equal(ClientState.Disconnected, await bench.NextStateAsync());
        bench.Pass(1);
        await ClientBench.GreetAsync(bench.Gateway);
        Assert.Equal(ClientState.Connecting, await bench.NextStateAsync());
        Assert.Equal(ClientState.Ready, await bench.NextStateAsync());
    }

    [Fact]
    public async Task A_disposed_client_tells_everybody_who_waits()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = bench.Client.CurrentTimeAsync(Token);
        await bench.ReadAsync(ClientMessageId.ReqCurrentTime);
        await bench.Client.DisposeAsync();
        await Assert.ThrowsAsync<IbSessionException>(() => asked);
        await Assert.ThrowsAsync<IbStoppedException>(() => bench.Client.PositionsAsync(Token));
        await Assert.ThrowsAsync<IbStoppedException>(() => bench.Client.PlaceAsync(ClientBench.Apple, new Order(), cancellationToken: Token));
        Assert.Equal(ClientState.Stopped, bench.Client.State);
    }

    /// <summary>Everything that was sent before has been read once the answer to this comes.</summary>
    internal static async Task HeardAsync(ClientBench bench)
    {
        var asked = bench.Client.CurrentTimeAsync(Token);
        await bench.ReadAsync(ClientMessageId.ReqCurrentTime);
        await bench.SendAsync(new CurrentTime { Time = 1_748_872_800 });
        Assert.Equal(new DateTimeOffset(2025, 6, 2, 14, 0, 0, TimeSpan.Zero), await asked);
    }
}
