using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;
using NodaTime;

namespace Bellwether.Benchmarks.Latency;

/// <summary>
/// Socket to socket: from before the gateway's end sends a bar until the order has reached it. Beside it, in turns, an echo client that sends as many bytes back
/// as an order has and does nothing else: what the machine itself takes.
/// </summary>
sealed class SocketLatency
{
    readonly PlainGateway gateway = new();
    readonly GatewayTime time = new();
    readonly byte[] received = new byte[1 << 16];
    int filled;

    /// <summary>When the latest bytes of the desk had come, before they were looked at.</summary>
    long arrived;

    sealed class GatewayTime : IClock
    {
        long now;

        public long Now
        {
            get => Volatile.Read(ref now);
            set => Volatile.Write(ref now, value);
        }

        public Instant GetCurrentInstant() => EngineTime.ToInstant(Now);
    }

    /// <summary>Microseconds, one each.</summary>
    public async Task<(double[] Desk, double[] Echo)> RunAsync(int warmUp, int count)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var stop = new CancellationTokenSource();
        var minutes = LatencyDesk.Minutes().GetEnumerator();
        minutes.MoveNext();
        time.Now = minutes.Current - EngineTime.Minute;

        var driver = new RealTimeDriver<NoJournal>(LatencyDesk.Create(), new DriverOptions { Host = "127.0.0.1", Port = port, ClientId = 1, Mode = AccountMode.Simulated, ConfigurationHash = "" },
            null, new DeskFeed(), time);
        var running = Task.Run(() => driver.RunAsync(stop.Token));
        using var desk = Accept(listener);
        Greet(desk);

        var echoing = Task.Factory.StartNew(() => Echo(port), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var echo = Accept(listener);

        var result = await Task.Factory.StartNew(() => Measure(desk, echo, minutes, warmUp, count), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await stop.CancelAsync();
        desk.Dispose();
        echo.Dispose();
        await Task.WhenAny(Task.WhenAll(running, echoing), Task.Delay(TimeSpan.FromSeconds(15)));
        return result;
    }

    static Socket Accept(TcpListener listener)
    {
        var socket = listener.AcceptSocket();
        socket.NoDelay = true;
        socket.ReceiveTimeout = 500;
        return socket;
    }

    void Greet(Socket desk)
    {
        var length = 0;
        ReadOnlySpan<byte> rest;
        do
        {
            length += desk.Receive(received, length, received.Length - length, SocketFlags.None);
            rest = received.AsSpan(0, length);
        }
        while (!ClientHello.TryRead(ref rest, out _));
        new ServerHello(PlainGateway.Version, "20250303 09:30:00 US/Eastern").Write(gateway.Output);
        gateway.Greet();
        Send(desk);
    }

    (double[] Desk, double[] Echo) Measure(Socket desk, Socket echo, IEnumerator<long> minutes, int warmUp, int count)
    {
        var (ours, theirs) = (new double[count], new double[count]);
        var orderBytes = new byte[256];
        var measured = -warmUp;
        while (measured < count)
        {
            minutes.MoveNext();
            foreach (var now in LatencyDesk.Within(minutes.Current))
            {
                time.Now = now;
                gateway.Data(now);
                Settle(desk);
            }
            time.Now = minutes.Current - EngineTime.Second;
            // What else is due (comparisons, answers, the cancel of the last order) is done before.
            Settle(desk);
            if (!gateway.IsStreaming) continue;
            gateway.Bar(minutes.Current - (5 * EngineTime.Second));
            time.Now = minutes.Current;
            var began = Stopwatch.GetTimestamp();
            Send(desk);
            if (!Receive(desk) || gateway.Orders.Count != 1)
            {
                // The driver looked at the clock between its change and the bar.
                gateway.CancelAll();
                continue;
            }
            var mine = Stopwatch.GetElapsedTime(began, arrived).TotalMicroseconds;
            gateway.CancelAll();
            Settle(desk);
            began = Stopwatch.GetTimestamp();
            echo.Send(orderBytes.AsSpan(0, 64));
            for (var left = orderBytes.Length; left > 0;) left -= echo.Receive(orderBytes, 0, left, SocketFlags.None);
            var theirsNow = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            if (measured >= 0) (ours[measured], theirs[measured]) = (mine, theirsNow);
            measured++;
        }
        return (ours, theirs);
    }

    /// <summary>Answers until nothing is asked for a millisecond.</summary>
    void Settle(Socket desk)
    {
        do Send(desk);
        while (desk.Poll(1_000, SelectMode.SelectRead) && Receive(desk));
    }

    void Send(Socket to)
    {
        if (gateway.Output.WrittenCount > 0) to.Send(gateway.Output.WrittenSpan);
        gateway.Output.ResetWrittenCount();
    }

    /// <summary>Takes what the desk sends, at least a message of it; false when none came in time. What it takes to decode here is no part of the desk's time.</summary>
    bool Receive(Socket desk)
    {
        while (true)
        {
            try
            {
                filled += desk.Receive(received, filled, received.Length - filled, SocketFlags.None);
                arrived = Stopwatch.GetTimestamp();
            }
            catch (SocketException problem) when (problem.SocketErrorCode == SocketError.TimedOut)
            {
                return false;
            }
            ReadOnlySpan<byte> rest = received.AsSpan(0, filled);
            var messages = 0;
            for (; Frames.TryRead(ref rest, out var payload); messages++) ClientMessages.Dispatch(payload, PlainGateway.Version, gateway);
            rest.CopyTo(received);
            filled = rest.Length;
            if (messages > 0) return true;
        }
    }

    /// <summary>Waits in the socket on a thread of its own, as the driver does: nothing quicker can be written with sockets.</summary>
    static void Echo(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        var buffer = new byte[256];
        try
        {
            while (socket.Receive(buffer) > 0) socket.Send(buffer);
        }
        catch (SocketException)
        {
            // The measurement is over.
        }
    }
}
