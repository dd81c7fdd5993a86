using System.Net;
using System.Net.Sockets;
using System.Text;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

public sealed class IbConnectionTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_agrees_on_a_version_and_opens_the_session()
    {
        using var gateway = new LoopbackGateway();
        var connecting = IbConnection.ConnectAsync("127.0.0.1", gateway.Port, 7, new() { OptionalCapabilities = "x" }, Token);
        Assert.Equal(new ClientHello(176, 200), await gateway.AcceptAsync());
        await gateway.SendAsync(new ServerHello(193, "20260405 23:49:26 Central European Standard Time"));
        await using var connection = await connecting;
        Assert.Equal((193, "20260405 23:49:26 Central European Standard Time"), (connection.ServerVersion, connection.ConnectionTime));
        Assert.Equal("71·2·7·x·", await gateway.ReadFrameAsync());
    }

    [Fact]
    public async Task Messages_pass_in_both_directions_wherever_the_network_splits_them()
    {
        using var gateway = new LoopbackGateway();
        await using var connection = await OpenAsync(gateway, 200);
        connection.Write(new ReqIds());
        connection.Write(new ReqMarketDataType { MarketDataType = 3 });
        await connection.FlushAsync(Token);
        Assert.Equal("8·1·1·", await gateway.ReadFrameAsync());
        Assert.Equal("59·1·3·", await gateway.ReadFrameAsync());

        // One burst, then a frame in two halves with a larger one behind it.
        var accounts = new ManagedAccounts { AccountsList = new string('a', 100_000) };
        await gateway.SendAsync(new NextValidId { OrderId = 41 }, 200);
        await gateway.SendAsync(Encoding.ASCII.GetBytes("\0\0\0\u000546\06"));
        var handler = new Listener();
        while (handler.Heard.Count < 1) Assert.True(await connection.ReadAsync(handler, Token));
        await gateway.SendAsync(Encoding.ASCII.GetBytes("\0"));
        await gateway.SendAsync(accounts, 200);
        var bad = await Assert.ThrowsAsync<ProtocolException>(async () =>
        {
            while (await connection.ReadAsync(handler, Token))
            {
            }
        });
        Assert.Equal(("TickString", "reqId"), (bad.Subject, bad.Field));
        while (handler.Heard.Count < 2) Assert.True(await connection.ReadAsync(handler, Token));
        Assert.Equal(["next 41", "accounts 100000"], handler.Heard);

        gateway.Close();
        Assert.False(await connection.ReadAsync(handler, Token));
        Assert.False(await connection.ReadAsync(handler, Token));
    }

    [Fact]
    public async Task The_connect_burst_may_arrive_with_the_answer_to_the_greeting()
    {
        using var gateway = new LoopbackGateway();
        var connecting = IbConnection.ConnectAsync("127.0.0.1", gateway.Port, 0, null, Token);
        await gateway.AcceptAsync();
        await gateway.SendAsync(Encoding.ASCII.GetBytes("\0\0\0\u0006200\0t\0\0\0\0\u00069\01\01\0"));
        await using var connection = await connecting;
        var handler = new Listener();
        Assert.True(await connection.ReadAsync(handler, Token));
        Assert.Equal(["next 1"], handler.Heard);
    }

    [Fact]
    public async Task Nobody_listening_is_refused_with_the_address_and_what_to_check()
    {
        var port = FreePort();
        var failure = await Assert.ThrowsAsync<IbConnectionException>(() => IbConnection.ConnectAsync("127.0.0.1", port, 0, null, Token));
        Assert.Equal(IbConnectionFailure.Refused, failure.Failure);
        Assert.Contains($"127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("API", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_does_not_answer_times_out()
    {
        using var gateway = new LoopbackGateway();
        var time = new ManualTime();
        var connecting = IbConnection.ConnectAsync("127.0.0.1", gateway.Port, 0, new() { TimeProvider = time }, Token);
        await gateway.AcceptAsync();
        Assert.False(connecting.IsCompleted);
        time.Elapse();
        var failure = await Assert.ThrowsAsync<IbConnectionException>(() => connecting);
        Assert.Equal(IbConnectionFailure.Timeout, failure.Failure);
        Assert.Contains("10 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_caller_may_give_up_waiting()
    {
        using var gateway = new LoopbackGateway();
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var connecting = IbConnection.ConnectAsync("127.0.0.1", gateway.Port, 0, null, caller.Token);
        await gateway.AcceptAsync();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Theory]
    [InlineData(150, "Update")]
    [InlineData(201, "check what listens")]
    public async Task A_version_outside_the_range_is_refused(int version, string advice)
    {
        using var gateway = new LoopbackGateway();
        var connecting = IbConnection.ConnectAsync("127.0.0.1", gateway.Port, 0, null, Token);
        await gateway.AcceptAsync();
        await gateway.SendAsync(new ServerHello(version, "20260405 23:49:26 UTC"));
        var failure = await Assert.ThrowsAsync<IbConnectionException>(() => connecting);
        Assert.Equal(IbConnectionFailure.VersionNotSupported, failure.Failure);
        Assert.Contains(advice, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gateway_that_closes_during_the_handshake_says_so(bool reset)
    {
        using var gateway = new LoopbackGateway();
        var connecting = IbConnection.ConnectAsync("127.0.0.1", gateway.Port, 0, null, Token);
        await gateway.AcceptAsync();
        await gateway.SendAsync(new byte[] { 0, 0 });
        if (reset) gateway.Reset();
        else gateway.Close();
        var failure = await Assert.ThrowsAsync<IbConnectionException>(() => connecting);
        Assert.Equal(IbConnectionFailure.ClosedDuringHandshake, failure.Failure);
        Assert.Contains("trusted", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_server_is_not_a_gateway()
    {
        using var gateway = new LoopbackGateway();
        var connecting = IbConnection.ConnectAsync("127.0.0.1", gateway.Port, 0, null, Token);
        await gateway.AcceptAsync();
        await gateway.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        var failure = await Assert.ThrowsAsync<IbConnectionException>(() => connecting);
        Assert.Equal(IbConnectionFailure.NotAGateway, failure.Failure);
    }

    [Fact]
    public async Task A_connection_that_ends_within_a_frame_is_broken()
    {
        using var gateway = new LoopbackGateway();
        await using var connection = await OpenAsync(gateway, 200);
        await gateway.SendAsync(new byte[] { 0, 0, 0, 9, (byte)'9' });
        gateway.Close();
        var failure = await Assert.ThrowsAsync<IbConnectionException>(async () =>
        {
            while (await connection.ReadAsync(new Listener(), Token))
            {
            }
        });
        Assert.Equal(IbConnectionFailure.Broken, failure.Failure);
    }

    [Fact]
    public async Task Closing_ends_a_read_that_waits()
    {
        using var gateway = new LoopbackGateway();
        var connection = await OpenAsync(gateway, 200);
        var reading = connection.ReadAsync(new Listener(), Token).AsTask();
        await connection.DisposeAsync();
        var failure = await Assert.ThrowsAsync<IbConnectionException>(() => reading);
        Assert.Equal(IbConnectionFailure.Broken, failure.Failure);
    }

    [Fact]
    public async Task Contradictory_options_are_refused_before_anything_is_sent()
    {
        var range = await Assert.ThrowsAsync<ArgumentException>(() => IbConnection.ConnectAsync("127.0.0.1", 1, 0, new() { MaxVersion = 201 }, Token));
        Assert.Contains("100 to 200", range.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => IbConnection.ConnectAsync("127.0.0.1", 1, 0, new() { Timeout = TimeSpan.Zero }, Token));
    }

    static async Task<IbConnection> OpenAsync(LoopbackGateway gateway, int version)
    {
        var connecting = IbConnection.ConnectAsync("127.0.0.1", gateway.Port, 0, null, Token);
        await gateway.AcceptAsync();
        await gateway.SendAsync(new ServerHello(version, "20260405 23:49:26 UTC"));
        var connection = await connecting;
        Assert.Equal("71·2·0··", await gateway.ReadFrameAsync());
        return connection;
    }

    static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    sealed class Listener : IServerMessageHandler
    {
        public List<string> Heard { get; } = [];

        public void On(in NextValidId m) => Heard.Add($"next {m.OrderId}");

        public void On(ManagedAccounts m) => Heard.Add($"accounts {m.AccountsList.Length}");
    }

    /// <summary>A clock whose timers all fire when the test says so.</summary>
    sealed class ManualTime : TimeProvider
    {
        readonly List<ManualTimer> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new ManualTimer(() => callback(state));
            _timers.Add(timer);
            return timer;
        }

        public void Elapse()
        {
            foreach (var timer in _timers) timer.Fire();
        }

        sealed class ManualTimer(Action fire) : ITimer
        {
            public void Fire() => fire();

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
