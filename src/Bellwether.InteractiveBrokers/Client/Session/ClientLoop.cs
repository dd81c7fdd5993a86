using System.Collections.Concurrent;
using System.Threading.Channels;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// The one loop that touches a client's core: it connects and reconnects, reads, applies what callers asked for, writes what the scheduler releases, and
/// sleeps until something happens. It never waits for a caller.
/// </summary>
sealed class ClientLoop : IAsyncDisposable
{
    /// <summary>Whole buffers of messages that are dispatched before writing gets a turn.</summary>
    const int ReadsInARow = 16;

    /// <summary>Bounds of a sleep: timers are no finer, and a wrong due time must not be a sleep for ever.</summary>
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    readonly IbClientOptions _options;
    readonly ClientCore _core;
    readonly TimeProvider _time;
    readonly long _origin;
    readonly ConcurrentQueue<Action> _calls = new();
    readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource _stop = new();
    readonly ReconnectPolicy _policy = new();
    Task<IbConnection>? _connecting;
    IbConnection? _connection;
    Task? _receiving;
    Task? _flushing;
    long? _retryAt;
    int _port;
    bool _wasReady;
    Exception? _fault;

    public ClientLoop(IbClientOptions options, ClientCore core)
    {
        _options = options;
        _core = core;
        _time = options.TimeProvider;
        _origin = _time.GetTimestamp();
        _port = options.Port;
        Running = Task.Run(RunAsync);
    }

    /// <summary>Completes when the first session is ready; fails when it cannot be.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes when the loop has ended.</summary>
    public Task Running { get; }

    /// <summary>Why the loop ended; null when it was stopped by its owner, or runs.</summary>
    public Exception? Fault => _fault;

    /// <summary>Nanoseconds since the client was made.</summary>
    public long Now => _time.GetElapsedTime(_origin).Ticks * 100;

    /// <summary>Lets the loop run something on the core. What it does not get to because it ends is found by waiting for <see cref="Running"/>, too.</summary>
    public void Post(Action call)
    {
        _calls.Enqueue(call);
        Wake();
    }

    /// <summary>Ends the loop and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Running.IsCompleted)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            Wake();
        }
        await Running.ConfigureAwait(false);
        _stop.Dispose();
    }

    void Wake() => _wake.Writer.TryWrite(true);

    void WakeAfter(Task task) => task.ContinueWith(static (_, loop) => ((ClientLoop)loop!).Wake(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    async Task RunAsync()
    {
        var timer = _time.CreateTimer(static loop => ((ClientLoop)loop!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            _retryAt = Now;
            while (!_stop.IsCancellationRequested && _fault is null)
            {
                while (_calls.TryDequeue(out var call)) call();
                await ConnectAsync().ConfigureAwait(false);
                await ReadAsync().ConfigureAwait(false);
                if (_connection is not null && _core.Advance(Now) is { } problem) await LoseAsync(problem).ConfigureAwait(false);
                await WriteAsync().ConfigureAwait(false);
                SetTimer(timer);
                if (_stop.IsCancellationRequested || _fault is not null) break;
                await _wake.Reader.ReadAsync().ConfigureAwait(false);
            }
        }
        catch (Exception unexpected)
        {
            // A defect of the client itself: it stops, and everybody who waits is told.
            _fault = new IbStoppedException($"the client stopped because of a defect: {unexpected.Message}", unexpected);
        }
        finally
        {
            await timer.DisposeAsync().ConfigureAwait(false);
            await EndAsync().ConfigureAwait(false);
        }
    }

    async Task EndAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_connection is not null) await _connection.DisposeAsync().ConfigureAwait(false);
        await DropLateConnectionAsync().ConfigureAwait(false);
        var reason = _fault ?? new IbStoppedException("the client was disposed");
        _core.Stop(reason, isFault: _fault is not null);
        // Calls that came too late find the core stopped and fail as without a session.
        while (_calls.TryDequeue(out var call)) call();
        _ready.TrySetException(reason);
        _ = _ready.Task.Exception;
    }

    async Task DropLateConnectionAsync()
    {
        if (_connecting is null) return;
        try
        {
            await (await _connecting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is OperationCanceledException or IbConnectionException)
        {
            // It never came to be.
        }
    }

    async ValueTask ConnectAsync()
    {
        if (_connection is null && _connecting is null && _retryAt <= Now)
        {
            _retryAt = null;
            _connecting = IbConnection.ConnectAsync(_options.Host, _port, _options.ClientId, _options.ToConnectOptions(), _stop.Token);
            WakeAfter(_connecting);
        }
        if (_connecting is not { IsCompleted: true } connected) return;
        _connecting = null;
        try
        {
            _connection = await connected.ConfigureAwait(false);
            _core.Opened(_connection.ServerVersion, _connection.ConnectionTime, Now);
            Receive();
        }
        catch (OperationCanceledException)
        {
            // The client is being disposed.
        }
        catch (IbConnectionException problem)
        {
            Retry(Now, problem);
        }
    }

    void Receive()
    {
        _receiving = _connection!.ReceiveAsync(CancellationToken.None).AsTask();
        if (!_receiving.IsCompleted) WakeAfter(_receiving);
    }

    async ValueTask ReadAsync()
    {
        for (var reads = 0; _receiving is { IsCompleted: true } received; reads++)
        {
            if (reads == ReadsInARow)
            {
                Wake();
                return;
            }
            try
            {
                await received.ConfigureAwait(false);
                _core.Received(Now);
                var isOpen = _connection!.Dispatch(_core);
                if (_core.Fatal is { } fatal) _fault = fatal;
                else if (!isOpen) await LoseAsync("the gateway closed the connection").ConfigureAwait(false);
                else
                {
                    if (!_wasReady && _core.State == ClientState.Ready) BecomeReady();
                    else if (_core.State == ClientState.Ready) _policy.Succeeded();
                    Receive();
                }
                if (_fault is not null) return;
            }
            catch (Exception problem) when (problem is IbConnectionException or ProtocolException)
            {
                await LoseAsync(problem.Message, problem).ConfigureAwait(false);
            }
        }
    }

    void BecomeReady()
    {
        _wasReady = true;
        _policy.Succeeded();
        _ready.TrySetResult();
    }

    async ValueTask WriteAsync()
    {
        // While the socket takes nothing, what waits stays where it can still be withdrawn, and the heartbeat goes on counting.
        if (_flushing is { IsCompleted: true } flushed)
        {
            _flushing = null;
            try
            {
                await flushed.ConfigureAwait(false);
            }
            catch (IbConnectionException problem)
            {
                await LoseAsync(problem.Message, problem).ConfigureAwait(false);
            }
        }
        if (_connection is null) return;
        var now = Now;
        var action = _core.Heartbeat.Poll(now);
        if (action is HeartbeatAction.None or HeartbeatAction.Wait && _core.Scheduler.OrdersWaiting > 0) action = _core.Heartbeat.BeforeOrder(now);
        if (action == HeartbeatAction.Lost)
        {
            await LoseAsync("the gateway does not answer: the connection is dead").ConfigureAwait(false);
            return;
        }
        if (_flushing is not null) return;
        var wrote = action == HeartbeatAction.Probe;
        if (wrote) _connection.WriteFrame(_core.Probe(now));
        while (_core.Scheduler.TryTake(now, mayWriteOrders: action == HeartbeatAction.None, out var request))
        {
            _connection.WriteFrame(request.Frame);
            _core.Sent(request, now);
            wrote = true;
        }
        if (!wrote) return;
        _flushing = _connection.FlushAsync(CancellationToken.None).AsTask();
        WakeAfter(_flushing);
    }

    async ValueTask LoseAsync(string reason, Exception? problem = null)
    {
        if (_connection is null) return;
        await _connection.DisposeAsync().ConfigureAwait(false);
        _connection = null;
        _receiving = null;
        _flushing = null;
        if (_core.MovedTo is { } port) _port = port;
        var now = Now;
        _core.Lost(reason, now);
        if (_core.IsIdInUse) RetryId(now);
        else Retry(now, problem ?? new IbSessionException($"{_options.Host}:{_port}: {reason}"));
    }

    void Retry(long now, Exception problem)
    {
        // A first connection that fails is the caller's to judge: address, port or settings are more likely wrong than the network.
        if (!_wasReady || !_options.Reconnects)
        {
            _fault = problem;
            return;
        }
        _retryAt = now + (_policy.AfterLoss().Ticks * 100);
    }

    void RetryId(long now)
    {
        if (_policy.AfterIdInUse() is { } wait) _retryAt = now + (wait.Ticks * 100);
        else
            _fault = new IbStoppedException(
                $"client id {_options.ClientId} is in use at {_options.Host}:{_port}, three times over 30 s: another program, or another instance of this one, uses it. End that program or choose another client id");
    }

    void SetTimer(ITimer timer)
    {
        var now = Now;
        var due = (_connection is null ? _retryAt : _flushing is null ? _core.NextDue(now) : _core.Heartbeat.NextDue) ?? long.MaxValue;
        if (due == long.MaxValue) timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        else if (due <= now) Wake();
        else timer.Change(TimeSpan.FromTicks(Math.Clamp((due - now + 99) / 100, Shortest.Ticks, Longest.Ticks)), Timeout.InfiniteTimeSpan);
    }
}
