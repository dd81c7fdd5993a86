using System.Diagnostics;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;

namespace Bellwether.Live;

/// <summary>
/// Drives a desk against a real IB Gateway in wall time: reads what came, stamps it, steps the desk, and sends within the broker's message rate.
/// Reconnects with the same client id for as long as it is not stopped.
/// </summary>
public sealed class RealTimeDriver<TJournal> where TJournal : struct, IJournalSink
{
    /// <summary>Timers are looked at this often when the broker is silent.</summary>
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(8);

    readonly TradingDesk<TJournal> desk;
    readonly DriverOptions options;
    readonly IPredictionSource? predictions;
    readonly DeskWindow<TJournal> window;
    readonly SteadyClock clock;
    readonly long until;
    Task<PredictionAnswer>? asked;
    bool isStopping;
    long stopSince;

    public RealTimeDriver(TradingDesk<TJournal> desk, DriverOptions options, IPredictionSource? predictions, DeskFeed feed, IClock clock)
    {
        this.desk = desk;
        this.options = options;
        this.predictions = predictions;
        this.clock = new SteadyClock(clock, options.TimeProvider);
        window = new DeskWindow<TJournal>(desk, options, feed);
        until = options.Until is { } end ? EngineTime.From(end) : long.MaxValue;
    }

    /// <inheritdoc cref="LockstepDriver{TJournal}.RunAsync"/>
    public async Task<DriverEnd> RunAsync(CancellationToken stop)
    {
        var policy = new ReconnectPolicy();
        var port = options.Port;
        while (true)
        {
            IbConnection? connection = null;
            try
            {
                connection = await IbConnection.ConnectAsync(options.Host, port, options.ClientId,
                    new IbConnectOptions { Capture = options.Capture }, stop).ConfigureAwait(false);
                window.BrokerUp();
                var open = connection;
                var pumping = Task.Factory.StartNew(() => Pump(open, policy, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                if (await pumping.ConfigureAwait(false) is not { } ended) break;
                Lost(ended);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception problem) when (problem is IbConnectionException or ProtocolException)
            {
                Lost(problem.Message);
            }
            finally
            {
                if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
            }
            port = desk.Broker.MovedTo ?? port;
            var wait = desk.Broker.IsIdInUse ? policy.AfterIdInUse() ?? throw desk.Broker.IdIsTaken : policy.AfterLoss();
            options.Log($"next try in {wait.TotalSeconds:0} s");
            if (!await Waiting.ForAsync(wait, options.TimeProvider, stop).ConfigureAwait(false)) break;
        }
        desk.Engine.Checkpoint();
        window.Publish(now: true);
        return new DriverEnd(IsDeterministic: false);
    }

    long Now => clock.Now;

    void Lost(string problem)
    {
        window.BrokerDown(problem);
        desk.Disconnect(problem);
        desk.Complete(Now);
        window.Publish(now: true);
    }

    /// <summary>
    /// Null when the run is over; otherwise why the connection ended before it. It has a thread of its own, which waits in the socket: bytes that arrive wake
    /// nothing in between.
    /// </summary>
    string? Pump(IbConnection connection, ReconnectPolicy policy, CancellationToken stop)
    {
        clock.Follow();
        desk.Connect(new DirectWriter(connection, isLockstep: false));
        while (true)
        {
            var isOpen = true;
            if (connection.Receive(Tick))
            {
                desk.Heard();
                isOpen = connection.Dispatch(desk.Broker);
            }
            if (desk.Broker.Fatal is { } fatal) throw fatal;
            if (!isOpen) return "the gateway closed the connection";
            if (desk.Broker.Phase == SessionPhase.Ready) policy.Succeeded();
            FollowClock();
            var now = Now;
            TakePredictions(now);
            desk.Complete(now);
            if (desk.Broker.GivesUp is { } reason) return reason;
            // What this instant decided leaves before anything else is done about it.
            if (!connection.Flush(FlushLimit)) return "the gateway takes no bytes any more: the connection is dead";
            Ask();
            if (HasStopped(stop))
            {
                connection.Flush(FlushLimit);
                return null;
            }
            if (stop.IsCancellationRequested && !connection.Flush(FlushLimit)) return "the gateway takes no bytes any more: the connection is dead";
            window.Publish();
            desk.KeepMemory();
            if (now >= until) return null;
        }
    }

    /// <summary>A wall clock that was set is an input, and no time: it is followed once the broker's clock has shown that ours went wrong.</summary>
    void FollowClock()
    {
        if (clock.TryStep(out var by)) desk.ClockStepped(by);
        if (!clock.IsApart || !desk.Broker.IsClockOff) return;
        clock.Follow();
        desk.Broker.CompareClocks();
    }

    void TakePredictions(long now)
    {
        if (asked is not { IsCompleted: true } done) return;
        asked = null;
        var answer = done.GetAwaiter().GetResult();
        window.Predicted(answer.Failure);
        if (answer.Predictions.Count > 0) desk.Expect(now, answer.Predictions);
    }

    void Ask()
    {
        if (desk.PredictionsWanted is not { } asOf) return;
        desk.PredictionsWanted = null;
        if (predictions is null || asked is not null) return;
        asked = predictions.AskAsync(EngineTime.ToInstant(asOf), CancellationToken.None);
    }

    /// <summary>After a stop was asked for: true once no entry works any more, or when that takes too long.</summary>
    bool HasStopped(CancellationToken stop)
    {
        if (!stop.IsCancellationRequested) return false;
        if (!isStopping)
        {
            isStopping = true;
            stopSince = Stopwatch.GetTimestamp();
            desk.Command(OperatorCommand.Stop);
        }
        return desk.Engine.Orders.SymbolsWithEntries == 0 || Stopwatch.GetElapsedTime(stopSince) > StopLimit;
    }
}
