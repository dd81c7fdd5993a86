using System.Net.Sockets;
using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulator;

/// <summary>Over real sockets: whatever one client does, the others are served.</summary>
public sealed class HostingTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    sealed class Ticks : IServerMessageHandler
    {
        public int Count { get; private set; }

        public long? Time { get; private set; }

        public void OnOther(ServerMessageId id)
        {
        }

        public void On(in TickPrice m) => Count++;

        public void On(in CurrentTime m) => Time = m.Time;
    }

    sealed class RunningGateway : IAsyncDisposable
    {
        readonly CancellationTokenSource ending = new();
        readonly GatewayServer server;
        readonly Task running;

        public RunningGateway()
        {
            var options = new GatewayOptions { LockstepClients = 0, Speed = 60, EnforcesPacing = true };
            var market = new SyntheticMarket(InstrumentTable.UsEquities("AAPL", "MSFT"), new SyntheticMarketOptions { FirstSession = new LocalDate(2025, 3, 3) });
            server = GatewayServer.Listen(new GatewayCore(market, options), options);
            running = Task.Run(() => server.RunAsync(ending.Token));
        }

        public int Port => server.Endpoint.Port;

        public Socket Raw()
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Connect("127.0.0.1", Port);
            return socket;
        }

        public async Task<(IbConnection, Ticks)> FollowerAsync(int clientId)
        {
            var client = await IbConnection.ConnectAsync("127.0.0.1", Port, clientId, cancellationToken: Token);
            client.Write(new ReqMktData { ReqId = 1, Contract = WireClient.Stock("AAPL") });
            await client.FlushAsync(Token);
            return (client, new Ticks());
        }

        public async ValueTask DisposeAsync()
        {
            await ending.CancelAsync();
            await running;
            await server.DisposeAsync();
            ending.Dispose();
        }
    }

    /// <summary>A well-behaved client reads until it has seen so many more quotes.</summary>
    static async Task ServesAsync(IbConnection client, Ticks ticks, int more = 20)
    {
        var until = ticks.Count + more;
        while (ticks.Count < until) Assert.True(await client.ReadAsync(ticks, Token));
    }

    static readonly byte[] Hello = [.. "API\0\0\0\0\x09v100..200"u8];

    [Fact]
    public async Task Garbage_huge_lengths_and_early_ends_stop_nobody_else()
    {
        await using var gateway = new RunningGateway();
        var (client, ticks) = await gateway.FollowerAsync(1);
        await using var _ = client;
        byte[][] attacks = [[.. "GET / HTTP/1.1\r\n\r\n"u8], [.. Hello, 0x7F, 0xFF, 0xFF, 0xFF], [.. Hello, 0, 0, 0, 0], [.. Hello, 0, 0, 0, 9, .. "not it\0\0\0"u8], [.. Hello[..7]], [0xFF]];
        foreach (var attack in attacks)
        {
            using var socket = gateway.Raw();
            socket.Send(attack);
            await ServesAsync(client, ticks, 5);
        }
    }

    [Fact]
    public async Task A_client_that_never_reads_stops_nobody_else()
    {
        await using var gateway = new RunningGateway();
        var (client, ticks) = await gateway.FollowerAsync(1);
        await using var _ = client;
        using var deaf = gateway.Raw();
        deaf.ReceiveBufferSize = 4096;
        deaf.Send(Hello);
        deaf.Send([0, 0, 0, 8, .. "71\x002\x009\0\0"u8]);
        // History by the megabyte, and not a byte of it is read. Sending stops when the gateway has had enough.
        var request = new System.Buffers.ArrayBufferWriter<byte>();
        var asked = 0;
        try
        {
            for (; asked < 400; asked++)
            {
                request.ResetWrittenCount();
                new FrameWriter().WriteClient(request, new ReqHistoricalData { ReqId = 100 + asked, Contract = WireClient.Stock("AAPL"), DurationStr = "5 D", BarSizeSetting = "1 min", WhatToShow = "TRADES", FormatDate = 1 }, 200);
                deaf.Send(request.WrittenSpan);
                if (asked % 20 == 0) await ServesAsync(client, ticks, 2);
            }
        }
        catch (SocketException)
        {
            // Dropped: that is its right.
        }
        await ServesAsync(client, ticks);
    }

    [Fact]
    public async Task A_flood_of_messages_is_cut_off_and_stops_nobody_else()
    {
        await using var gateway = new RunningGateway();
        var (client, ticks) = await gateway.FollowerAsync(1);
        await using var _ = client;
        await using var flooder = await IbConnection.ConnectAsync("127.0.0.1", gateway.Port, 2, cancellationToken: Token);
        for (var i = 0; i < 20_000; i++) flooder.Write(new ReqCurrentTime());
        var isOpen = true;
        try
        {
            await flooder.FlushAsync(Token);
            while (isOpen) isOpen = await flooder.ReadAsync(new Ticks(), Token);
        }
        catch (IbConnectionException)
        {
            isOpen = false;
        }
        Assert.False(isOpen);
        await ServesAsync(client, ticks);
    }

    [Fact]
    public async Task More_connections_than_there_is_room_for_are_turned_away_and_the_room_comes_back()
    {
        await using var gateway = new RunningGateway();
        var (client, ticks) = await gateway.FollowerAsync(1);
        await using var _ = client;
        var crowd = new List<Socket>();
        for (var i = 0; i < 400; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            crowd.Add(socket);
            try
            {
                socket.Connect("127.0.0.1", gateway.Port);
            }
            catch (SocketException)
            {
                // Turned away at once.
            }
        }
        await ServesAsync(client, ticks, 5);
        foreach (var socket in crowd) socket.Dispose();

        IbConnection? late = null;
        while (late is null)
        {
            try
            {
                late = await IbConnection.ConnectAsync("127.0.0.1", gateway.Port, 2, cancellationToken: Token);
            }
            catch (IbConnectionException)
            {
                await ServesAsync(client, ticks, 1);
            }
        }
        await using var __ = late;
        late.Write(new ReqCurrentTime());
        await late.FlushAsync(Token);
        var answer = new Ticks();
        while (answer.Time is null) Assert.True(await late.ReadAsync(answer, Token));
    }
}
