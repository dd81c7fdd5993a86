using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// Puts a <see cref="GatewayCore"/> on a TCP port: many sockets, one loop that alone touches the core. In lockstep the loop moves the clock as soon as every
/// fence is in (and the pace allows); otherwise the clock follows wall time × speed.
/// </summary>
public sealed partial class GatewayServer : IAsyncDisposable
{
    /// <summary>Bytes that wait for a client that does not read; beyond it the client is dropped. A real gateway's patience ends much the same way.</summary>
    const int LargestBacklog = 16 << 20;

    /// <summary>Bytes that wait for all clients together; beyond it those are dropped that let a mebibyte or more gather.</summary>
    const long LargestBacklogOfAll = 128 << 20;
    const int LargeBacklog = 1 << 20;

    static readonly TimeSpan LongestIdle = TimeSpan.FromMilliseconds(100);

    /// <summary>How soon a socket that took not everything is tried again.</summary>
    static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(5);

    /// <summary>How long a client may take to read what was said before its connection was closed.</summary>
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    /// <summary>A connection that has not started its session after this time of the wall is dropped.</summary>
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    readonly GatewayCore core;
    readonly GatewayOptions options;
    readonly Socket listener;
    readonly Channel<Arrival> arrivals = Channel.CreateUnbounded<Arrival>(new UnboundedChannelOptions { SingleReader = true });
    readonly Dictionary<GatewaySession, Connection> connections = [];
    readonly GatewayPace pace;
    GatewayStateFile? state;
    bool hasBacklog;
    long startsLookedAt = Stopwatch.GetTimestamp();

    GatewayServer(GatewayCore core, GatewayOptions options, Socket listener)
    {
        this.core = core;
        this.options = options;
        this.listener = listener;
        pace = new GatewayPace(options.Speed, options.FollowsWallClock);
        Endpoint = (IPEndPoint)listener.LocalEndPoint!;
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

    /// <summary>Keeps the gateway's books in that file from now on; before <see cref="RunAsync"/>.</summary>
    public void Keep(GatewayStateFile file) => state = file;

    /// <summary>Serves until cancelled.</summary>
    /// <exception cref="GatewayStateException">The state file cannot be written: nobody may be told of what would be forgotten.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var accepting = AcceptAsync(ending.Token);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                while (arrivals.Reader.TryRead(out var arrival)) Take(arrival);
                Send();
                DropWhoNeverStarts();
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
            arrivals.Writer.TryComplete();
            while (arrivals.Reader.TryRead(out var late)) late.Call?.Invoke(core);
            state?.Save();
            foreach (var connection in connections.Values) connection.Socket.Dispose();
            listener.Dispose();
            await accepting.ConfigureAwait(false);
        }
    }

    /// <summary>Does something with the core, between two things that it does itself. May be called from any thread while the gateway runs.</summary>
    /// <exception cref="GatewayHostException">The gateway has ended.</exception>
    public async Task<T> AskAsync<T>(Func<GatewayCore, T> question, CancellationToken cancellationToken = default)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isTaken = arrivals.Writer.TryWrite(new Arrival(null, Call: asked =>
        {
            try
            {
                answer.TrySetResult(question(asked));
            }
            catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
            {
                answer.TrySetException(problem);
            }
        }));
        if (!isTaken) throw new GatewayHostException("the simulated gateway has ended; start it again");
        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
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
            if (hasBacklog) await WaitAsync(Retry, cancellationToken).ConfigureAwait(false);
            else await arrivals.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
            return;
        }
        var wait = pace.Until(core.Now, core.NextInstant);
        if (wait > TimeSpan.Zero)
        {
            await WaitAsync(wait, cancellationToken).ConfigureAwait(false);
            return;
        }
        core.Move();
        Send();
    }

    async Task FollowWallAsync(CancellationToken cancellationToken)
    {
        var reached = pace.Reached(core.Now);
        // A jump over the night moves the clock past what wall time has reached: the pace goes on from there.
        for (var steps = 0; core.NextInstant <= reached && steps < 1000; steps++)
        {
            var before = core.Now;
            core.Move();
            Send();
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
        if (hasBacklog && time > Retry) time = Retry;
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
        if (arrival.Connection is not { } connection)
        {
            arrival.Call?.Invoke(core);
            return;
        }
        if (arrival.IsNew)
        {
            connection.Session = core.Connect();
            connections[connection.Session] = connection;
        }
        else if (arrival.Bytes is { } bytes)
        {
            if (connection.Session is { } session && connections.ContainsKey(session)) core.Receive(session, bytes.AsSpan(0, arrival.Length));
            ArrayPool<byte>.Shared.Return(bytes);
            connection.Room.Release();
        }
        else if (connection.Session is { } session && connections.Remove(session))
        {
            core.Disconnect(session);
            connection.Socket.Dispose();
        }
    }

    /// <summary>
    /// Sends what gathered for each session as far as its socket takes it, and closes those that the core is done with. It never waits: what a socket does not take
    /// stays for the next time, and who lets too much of it gather is dropped.
    /// </summary>
    void Send()
    {
        // Before anybody is told of it.
        state?.SaveIfDue();
        hasBacklog = false;
        var all = 0L;
        for (var i = core.Sessions.Count - 1; i >= 0; i--)
        {
            var session = core.Sessions[i];
            if (!connections.TryGetValue(session, out var connection)) continue;
            var isAlive = Deliver(connection.Socket, session);
            var backlog = session.Backlog;
            all += backlog;
            var isTooMuch = backlog > LargestBacklog || (backlog >= LargeBacklog && all > LargestBacklogOfAll);
            if (session.IsClosed && connection.ClosedAt == 0) connection.ClosedAt = Stopwatch.GetTimestamp();
            var mayStay = !session.IsClosed || (backlog > 0 && Stopwatch.GetElapsedTime(connection.ClosedAt) < LastWords);
            if (isAlive && mayStay && !isTooMuch)
            {
                hasBacklog |= session.Output.Length > 0;
                continue;
            }
            connections.Remove(session);
            core.Disconnect(session);
            End(connection.Socket);
        }
    }

    void DropWhoNeverStarts()
    {
        if (Stopwatch.GetElapsedTime(startsLookedAt) < TimeSpan.FromSeconds(1)) return;
        startsLookedAt = Stopwatch.GetTimestamp();
        foreach (var (session, connection) in connections.Where(c => c.Key.ClientId is null && Stopwatch.GetElapsedTime(c.Value.Since) > StartLimit).ToList())
        {
            connections.Remove(session);
            core.Disconnect(session);
            connection.Socket.Dispose();
        }
    }
}
