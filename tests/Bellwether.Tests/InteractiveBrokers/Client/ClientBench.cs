using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers.Client;

/// <summary>A client whose gateway is played by the test, on time that the test lets pass.</summary>
sealed class ClientBench : IAsyncDisposable
{
    public const int Version = 200;
    public static readonly HeartbeatLimits Quiet = new() { ProbeAfter = long.MaxValue / 4, OrdersAfter = long.MaxValue / 4 };
    readonly IAsyncEnumerator<ClientStateChange>? _states;

    ClientBench(LoopbackGateway gateway, ManualTime time, IbClient client, IAsyncEnumerator<ClientStateChange> states) => (Gateway, Time, Client, _states) = (gateway, time, client, states);

    public LoopbackGateway Gateway { get; }

    public ManualTime Time { get; }

    public IbClient Client { get; }

    public static Contract Apple => new() { ConId = 265598, Symbol = "AAPL", SecType = "STK", Exchange = "SMART", Currency = "USD" };

    /// <summary>Opens a session; silence means nothing unless the options say so.</summary>
    public static async Task<ClientBench> OpenAsync(IbClientOptions? options = null)
    {
        var gateway = new LoopbackGateway();
        var time = new ManualTime();
        var connecting = IbClient.ConnectAsync((options ?? new() { Heartbeat = Quiet }) with { Port = gateway.Port, ClientId = 7, TimeProvider = time });
        await GreetAsync(gateway);
        var client = await connecting;
        var states = client.StateChangesAsync().GetAsyncEnumerator();
        Assert.Equal("59·1·1·", await gateway.ReadFrameAsync());
        // The reader of states has joined once the client has answered a question that was asked after it.
        var next = states.MoveNextAsync().AsTask();
        await client.GetStatusAsync();
        return new(gateway, time, client, states) { _next = next };
    }

    Task<bool> _next = Task.FromResult(false);

    /// <summary>The gateway's side of a new session.</summary>
    public static async Task GreetAsync(LoopbackGateway gateway, string accounts = "DU1234567", int nextOrderId = 1)
    {
        await gateway.AcceptAsync();
        await gateway.SendAsync(new ServerHello(Version, "20250602 10:00:00 US/Eastern"));
        Assert.Equal("71·2·7··", await gateway.ReadFrameAsync());
        await gateway.SendAsync(new ManagedAccounts { AccountsList = accounts }, Version);
        await gateway.SendAsync(new NextValidId { OrderId = nextOrderId }, Version);
    }

    public Task SendAsync<T>(T message) where T : IServerMessage<T> => Gateway.SendAsync(message, Version);

    public Task ErrorAsync(int id, int code, string text) => SendAsync(new ErrMsg { Id = id, ErrorCode = code, ErrorMsg = text });

    /// <summary>The next frame, which must be of the message; its fields without the message id.</summary>
    public async Task<string[]> ReadAsync(ClientMessageId message)
    {
        var frame = await Gateway.ReadFrameAsync();
        var fields = frame.Split('·');
        Assert.True(fields[0] == ((int)message).ToString(System.Globalization.CultureInfo.InvariantCulture), $"expected {message}, the client sent {frame}");
        return fields[1..];
    }

    public async Task<int> ReadIdAsync(ClientMessageId message, int field) => int.Parse((await ReadAsync(message))[field], System.Globalization.CultureInfo.InvariantCulture);

    public void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Waits for the next change of state.</summary>
    public async Task<ClientState> NextStateAsync()
    {
        Assert.True(await _next, "the client has stopped");
        var state = _states!.Current.State;
        _next = _states.MoveNextAsync().AsTask();
        return state;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (_states is not null)
        {
            try
            {
                while (await _next) _next = _states.MoveNextAsync().AsTask();
            }
            finally
            {
                await _states.DisposeAsync();
            }
        }
        Gateway.Dispose();
    }
}
