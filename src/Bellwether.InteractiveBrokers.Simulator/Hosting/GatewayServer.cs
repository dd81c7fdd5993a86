using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// Puts a <see cref="GatewayCore"/> on a TCP port: many sockets, one loop that alone touches the core. In lockstep the loop moves the clock as soon as every
/// fence is in (and the pace allows); otherwise the clock follows wall time × speed.
/// </summary>
public sealed class GatewayServer : IAsyncDisposable
{
    /// <summary>A client that does not read for this long is dropped: it must not stop the market of the others.</summary>
    static readonly TimeSpan SlowReader = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestIdle = TimeSpan.FromMilliseconds(100);

    readonly GatewayCore core;
    readonly GatewayOptions options;
    readonly Socket listener;
    readonly Channel<Arrival> arrivals = Channel.CreateUnbounded<Arrival>(new UnboundedChannelOptions { SingleReader = true });
    readonly Dictionary<GatewaySession, Socket> sockets = [];
    readonly GatewayPace pace;

    GatewayServer(GatewayCore core, GatewayOptions options, Socket listener)
    {
        this.core = core;
        this.options = options;
        this.listener = listener;
        pace = new GatewayPace(options.Speed);
        Endpoint = (IPEndPoint)listener.LocalEndPoint!;
    }

    /// <summary>What a socket brought to the loop: a new connection, bytes, or (without either) its end.</summary>
    readonly record struct Arrival(Connection Connection, byte[]? Bytes, int Length, bool IsNew);

    sealed class Connection(Socket socket)
    {
        public Socket Socket { get; } = socket;

        public GatewaySession? Session { get; set; }
    }

    /// <summary>Where it listens, with the port that was taken.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Takes the port; clients may connect from here on and are served once <see cref="RunAsync"/> runs.</summary>
    /// <exception cref="GatewayHostException">The port is in use, or the address is none of this machine.</exception>
    public static GatewayServer Listen(GatewayCore core, GatewayOptions options)
    {
        var listener = new Socket(options.Host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(options.Host, options.Port));
            listener.Listen(64);
            return new GatewayServer(core, options, listener);
        }
        catch (SocketException problem)
        {
            listener.Dispose();
            throw new GatewayHostException(problem.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"the simulated gateway cannot listen on {options.Host}: port {options.Port} is in use by another program; end that program or choose another port with --port"
                : $"the simulated gateway cannot listen on {options.Host} port {options.Port}: {problem.Message}; choose an address of this machine and a port that this user may open", problem);
        }
    }

    /// <summary>Serves until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var accepting = AcceptAsync(ending.Token);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                while (arrivals.Reader.TryRead(out var arrival)) Take(arrival);
                await SendAsync().ConfigureAwait(false);
                if (options.LockstepClients > 0) await StepAsync(cancellationToken).ConfigureAwait(false);
                else await FollowWallAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller ended it.
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            foreach (var socket in sockets.Values) socket.Dispose();
            listener.Dispose();
            await accepting.ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>One instant of lockstep: waits for fences, or for the pace, then moves.</summary>
    async Task StepAsync(CancellationToken cancellationToken)
    {
        if (!core.CanMove)
        {
            await arrivals.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
            return;
        }
        var wait = pace.Until(core.Now, core.NextInstant);
        if (wait > TimeSpan.Zero)
        {
            await WaitAsync(wait, cancellationToken).ConfigureAwait(false);
            return;
        }
        core.Move();
        await SendAsync().ConfigureAwait(false);
    }

    async Task FollowWallAsync(CancellationToken cancellationToken)
    {
        var reached = pace.Reached(core.Now);
        // A jump over the night moves the clock past what wall time has reached: the pace goes on from there.
        for (var steps = 0; core.NextInstant <= reached && steps < 1000; steps++)
        {
            var before = core.Now;
            core.Move();
            await SendAsync().ConfigureAwait(false);
            if (core.Now - before <= 2 * EngineTime.Second) continue;
            pace.Restart(core.Now);
            return;
        }
        if (core.NextInstant <= reached) pace.Restart(core.Now); // The machine cannot keep up with the speed asked for.
        core.Glide(reached);
        var jumps = core.NextInstant - core.Now > 2 * EngineTime.Second;
        if (jumps)
        {
            core.Move();
            pace.Restart(core.Now);
            return;
        }
        var wait = TimeSpan.FromSeconds((core.NextInstant - reached) / (options.Speed * EngineTime.Second));
        await WaitAsync(wait < LongestIdle ? wait : LongestIdle, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the time to pass or for something to arrive, whichever is first.</summary>
    async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (time <= TimeSpan.Zero) return;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(time < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : time);
        try
        {
            await arrivals.Reader.WaitToReadAsync(timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    void Take(in Arrival arrival)
    {
        var connection = arrival.Connection;
        if (arrival.IsNew)
        {
            connection.Session = core.Connect();
            sockets[connection.Session] = connection.Socket;
        }
        else if (arrival.Bytes is { } bytes)
        {
            if (connection.Session is { } session && sockets.ContainsKey(session)) core.Receive(session, bytes.AsSpan(0, arrival.Length));
            ArrayPool<byte>.Shared.Return(bytes);
        }
        else if (connection.Session is { } session && sockets.Remove(session))
        {
            core.Disconnect(session);
            connection.Socket.Dispose();
        }
    }

    /// <summary>Sends what gathered for each session, and closes those that the core is done with.</summary>
    async ValueTask SendAsync()
    {
        for (var i = core.Sessions.Count - 1; i >= 0; i--)
        {
            var session = core.Sessions[i];
            if (!sockets.TryGetValue(session, out var socket)) continue;
            var delivered = session.OutputMemory.Length == 0 || await DeliverAsync(socket, session.OutputMemory).ConfigureAwait(false);
            session.ClearOutput();
            if (delivered && !session.IsClosed) continue;
            sockets.Remove(session);
            core.Disconnect(session);
            End(socket);
        }
    }

    /// <summary>Lets the client read the last words before the connection closes.</summary>
    static void End(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The client was faster.
        }
        socket.Dispose();
    }

    static async ValueTask<bool> DeliverAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
            {
                var sending = socket.SendAsync(bytes, SocketFlags.None);
                var sent = sending.IsCompletedSuccessfully ? sending.Result : await sending.AsTask().WaitAsync(SlowReader).ConfigureAwait(false);
                bytes = bytes[sent..];
            }
            return true;
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException or TimeoutException)
        {
            return false;
        }
    }

    async Task AcceptAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
                socket.NoDelay = true;
                _ = ReceiveAsync(new Connection(socket), cancellationToken);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    async Task ReceiveAsync(Connection connection, CancellationToken cancellationToken)
    {
        arrivals.Writer.TryWrite(new Arrival(connection, null, 0, IsNew: true));
        try
        {
            while (true)
            {
                var bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
                var length = await connection.Socket.ReceiveAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false);
                if (length == 0)
                {
                    ArrayPool<byte>.Shared.Return(bytes);
                    break;
                }
                arrivals.Writer.TryWrite(new Arrival(connection, bytes, length, IsNew: false));
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection is gone, whoever ended it.
        }
        arrivals.Writer.TryWrite(new Arrival(connection, null, 0, IsNew: false));
    }
}
