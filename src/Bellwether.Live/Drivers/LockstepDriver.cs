using System.Diagnostics;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

/// <summary>
/// Drives a desk against a simulated gateway in virtual time. The gateway's clock stands while the desk works: the desk ends each instant with a fence
/// (<c>reqCurrentTimeInMillis</c>), the gateway applies what was sent, moves on, sends all of the next instant and answers the fence with its time. So no
/// race between sockets can change a decision, whatever the speed.
/// </summary>
public sealed class LockstepDriver<TJournal> where TJournal : struct, IJournalSink
{
    /// <summary>Named in startApi, so that the gateway waits for this client's fences.</summary>
    public const string Capability = "lockstep";

    /// <summary>An answer of gateway or service that takes longer than this in wall time ends the promise of determinism.</summary>
    static readonly TimeSpan WallLimit = TimeSpan.FromSeconds(30);
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    readonly TradingDesk<TJournal> desk;
    readonly DriverOptions options;
    readonly IPredictionSource? predictions;
    readonly DeskWindow<TJournal> window;
    readonly long until;
    (long AsOf, Task<PredictionAnswer> Answer)? asked;
    bool isDeterministic = true;
    bool isStopping;
    long stopSince;

    public LockstepDriver(TradingDesk<TJournal> desk, DriverOptions options, IPredictionSource? predictions, DeskFeed feed)
    {
        this.desk = desk;
        this.options = options;
        this.predictions = predictions;
        window = new DeskWindow<TJournal>(desk, options, feed);
        until = options.Until is { } end ? EngineTime.From(end) : long.MaxValue;
    }

    /// <summary>
    /// Runs until <see cref="DriverOptions.Until"/>, or until <paramref name="stop"/> asks for a clean end: working entries are cancelled, protective orders
    /// stay at the broker.
    /// </summary>
    /// <exception cref="DeskException">The session cannot be had, and trying again would not help.</exception>
    public async Task<DriverEnd> RunAsync(CancellationToken stop)
    {
        var backoff = new ReconnectPolicy();
        while (true)
        {
            IbConnection? connection = null;
            try
            {
                connection = await IbConnection.ConnectAsync(options.Host, options.Port, options.ClientId,
                    new IbConnectOptions { MinVersion = ServerVersions.CurrentTimeInMillis, OptionalCapabilities = Capability, Capture = options.Capture }, stop).ConfigureAwait(false);
                window.BrokerUp();
                if (await PumpAsync(connection, backoff, stop).ConfigureAwait(false)) break;
                Lost("the gateway closed the connection");
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
            isDeterministic = false;
            var wait = desk.Broker.IsIdInUse ? backoff.AfterIdInUse() ?? throw desk.Broker.IdIsTaken : backoff.AfterLoss();
            if (!await Waiting.ForAsync(wait, options.TimeProvider, stop).ConfigureAwait(false)) break;
        }
        desk.Engine.Checkpoint();
        window.Publish(now: true);
        return new DriverEnd(isDeterministic);
    }

    void Lost(string problem)
    {
        window.BrokerDown(problem);
        desk.Disconnect(problem);
        if (desk.Time > 0) desk.Complete(desk.Time);
        window.Publish(now: true);
    }

    /// <summary>True when the run is over, false when the connection ended before it.</summary>
    async Task<bool> PumpAsync(IbConnection connection, ReconnectPolicy backoff, CancellationToken stop)
    {
        desk.Connect(new DirectWriter(connection, isLockstep: true));
        while (true)
        {
            connection.Write(new ReqCurrentTimeInMillis());
            await connection.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            while (desk.Broker.FenceAnswer is null)
            {
                switch (await ReadAsync(connection, stop).ConfigureAwait(false))
                {
                    case ReadOutcome.Closed when desk.Broker.Fatal is null: return false;
                    case ReadOutcome.GaveUp: return true;
                }
                if (desk.Broker.Fatal is { } fatal) throw fatal;
            }
            var now = desk.Broker.FenceAnswer.Value * EngineTime.Millisecond;
            desk.Broker.FenceAnswer = null;

            await AwaitPredictionsAsync(now).ConfigureAwait(false);
            desk.Complete(now);
            if (desk.Broker.Phase == SessionPhase.Ready) backoff.Succeeded();
            Ask();
            window.Publish();
            if (now >= until || HasStopped(stop)) return true;
        }
    }

    enum ReadOutcome { Read, Closed, GaveUp }

    async ValueTask<ReadOutcome> ReadAsync(IbConnection connection, CancellationToken stop)
    {
        var read = connection.ReadAsync(desk.Broker, CancellationToken.None);
        if (read.IsCompleted) return await read.ConfigureAwait(false) ? ReadOutcome.Read : ReadOutcome.Closed;
        var task = read.AsTask();
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await task.WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None).ConfigureAwait(false) ? ReadOutcome.Read : ReadOutcome.Closed;
            }
            catch (TimeoutException)
            {
                var waited = Stopwatch.GetElapsedTime(began);
                if (waited > WallLimit) isDeterministic = false;
                if (stop.IsCancellationRequested && waited > StopLimit) return ReadOutcome.GaveUp;
                window.Publish();
            }
        }
    }

    /// <summary>The clock may pass a question only once its answer is known: it then arrives at the question's time plus the latency it states.</summary>
    async ValueTask AwaitPredictionsAsync(long now)
    {
        if (asked is not { } question || question.AsOf >= now) return;
        asked = null;
        PredictionAnswer answer;
        try
        {
            answer = await question.Answer.WaitAsync(WallLimit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            isDeterministic = false;
            answer = new PredictionAnswer([], TimeSpan.Zero, $"no answer in {WallLimit.TotalSeconds:0} s");
        }
        if (answer.Failure is not null) isDeterministic = false; // The outside world took part.
        if (answer.Failure is null && answer.Latency > options.PredictionDeadline)
            answer = answer with { Predictions = [], Failure = $"the answer took {answer.Latency.TotalSeconds:0.###} s, longer than the deadline of {options.PredictionDeadline.TotalSeconds:0.###} s" };
        window.Predicted(answer.Failure);
        if (answer.Predictions.Count > 0) desk.Expect(question.AsOf + (answer.Latency.Ticks * 100), answer.Predictions);
    }

    void Ask()
    {
        if (desk.PredictionsWanted is not { } asOf) return;
        desk.PredictionsWanted = null;
        if (predictions is null || asked is not null) return;
        asked = (asOf, predictions.AskAsync(EngineTime.ToInstant(asOf), CancellationToken.None));
    }

    /// <summary>After a stop was asked for: true once no entry works any more, or when that takes too long.</summary>
    bool HasStopped(CancellationToken stop)
    {
        if (!stop.IsCancellationRequested) return false;
        if (!isStopping)
        {
            isStopping = true;
            isDeterministic = false;
            stopSince = Stopwatch.GetTimestamp();
            desk.Command(OperatorCommand.Stop);
        }
        return desk.Engine.Orders.SymbolsWithEntries == 0 || Stopwatch.GetElapsedTime(stopSince) > StopLimit;
    }
}
