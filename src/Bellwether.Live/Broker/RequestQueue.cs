using System.Buffers;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

/// <summary>
/// The one way out: every request passes the broker's message rates and the lanes (cancels and protection, exits, entries, data), and no order is written to
/// a connection that has been silent for two seconds before it has shown a sign of life. In lockstep the rates run on virtual time and the signs of life are off.
/// </summary>
/// <remarks>Times are nanoseconds since the Unix epoch.</remarks>
sealed class RequestQueue
{
    /// <summary>More data requests than this do not wait here: what the barrier asks must not stand behind a whole universe of subscriptions.</summary>
    const int DataAtOnce = 20;

    readonly RequestScheduler scheduler = new();
    readonly Heartbeat heartbeat = new();
    readonly FrameWriter frames = new();
    readonly ArrayBufferWriter<byte> encoded = new();
    IRequestWriter? writer;
    bool isFresh;
    bool heard;

    /// <summary>What time it is was said since the gateway was heard last. Until then the rates would be counted at a time that is past.</summary>
    bool isCurrent;

    public bool IsOpen => writer is not null;

    /// <summary>Time is virtual and the gateway's: see <see cref="IRequestWriter.IsLockstep"/>.</summary>
    public bool IsLockstep => writer?.IsLockstep ?? false;

    public int ServerVersion => writer?.ServerVersion ?? 0;

    /// <summary>The gateway did not answer a sign-of-life request in time: the connection is dead, whatever the socket says.</summary>
    public bool IsDead { get; private set; }

    /// <summary>False holds orders, changes and cancels back.</summary>
    public bool MayWriteOrders { get; set; } = true;

    /// <summary>There is room for another data request.</summary>
    public bool TakesData => scheduler.DataWaiting - scheduler.HistoryWaiting < DataAtOnce;

    /// <summary>Requests that wait for their turn.</summary>
    public int Waiting => scheduler.Count;

    public void Open(IRequestWriter to)
    {
        writer = to;
        isFresh = true;
        heard = false;
        isCurrent = false;
        IsDead = false;
        MayWriteOrders = true;
        scheduler.ReleaseHistory();
    }

    /// <summary>The session is over: what waits is dropped and never sent into the next one.</summary>
    public void Close()
    {
        writer = null;
        heartbeat.Closed();
        scheduler.Discard();
    }

    /// <summary>When the gateway was heard last, as far as it was said what time it was.</summary>
    public long HeardAt { get; private set; }

    /// <summary>Bytes came from the gateway; when is what the next <see cref="Advance"/> says.</summary>
    public void Heard() => (heard, isCurrent) = (true, false);

    /// <summary>Time passes: asks a silent gateway for a sign of life, or finds it dead.</summary>
    public void Advance(long now)
    {
        isCurrent = true;
        if (writer is null) return;
        if (isFresh && !writer.IsLockstep) heartbeat.Opened(now);
        isFresh = false;
        if (heard)
        {
            heartbeat.Received(now);
            HeardAt = now;
        }
        heard = false;
        Follow(heartbeat.Poll(now), now);
    }

    /// <summary>
    /// Asks the gateway for its time, ahead of everything that waits: what it had sent before it answers has come by then, and its answer says when that was.
    /// </summary>
    public void AskTime(long now)
    {
        if (writer is null) return;
        scheduler.CountUnscheduled(now);
        if (ServerVersion >= ServerVersions.CurrentTimeInMillis) writer.Write(new ReqCurrentTimeInMillis());
        else writer.Write(new ReqCurrentTime());
    }

    /// <summary>Writes a request at once if its turn has come, and says whether it did; otherwise the request waits.</summary>
    public bool Send<TMessage>(in TMessage message, RequestLane lane, int id, long now) where TMessage : IClientMessage<TMessage>
    {
        if (writer is null) return false;
        if ((lane == RequestLane.Data ? isCurrent : MayWriteOrderNow(now)) && scheduler.TryPass(lane, id, now))
        {
            writer.Write(message);
            return true;
        }
        scheduler.Enqueue(lane, Encode(message), id);
        return false;
    }

    public void SendHistory(ReqHistoricalData request)
    {
        if (writer is not null) scheduler.EnqueueHistory(HistoryRequest.Of(request), Encode(request), request.ReqId);
    }

    public void HistoryAnswered(int id) => scheduler.HistoryAnswered(id);

    public void HoldHistory(long until) => scheduler.HoldHistory(until);

    public void ReleaseHistory() => scheduler.ReleaseHistory();

    /// <summary>Takes back what waits under an id; false when nothing does.</summary>
    public bool Withdraw(int id) => scheduler.Withdraw(id);

    /// <summary>Writes the next request whose turn has come, if any.</summary>
    public bool TryRelease(long now, out ScheduledRequest request)
    {
        request = default;
        if (writer is null || scheduler.Count == 0) return false;
        var mayWriteOrders = scheduler.OrdersWaiting > 0 && MayWriteOrderNow(now);
        if (!scheduler.TryTake(now, mayWriteOrders, out request)) return false;
        writer.WriteFrame(request.Frame);
        return true;
    }

    bool MayWriteOrderNow(long now)
    {
        if (!MayWriteOrders || IsDead) return false;
        var action = heartbeat.BeforeOrder(now);
        Follow(action, now);
        return action == HeartbeatAction.None;
    }

    void Follow(HeartbeatAction action, long now)
    {
        switch (action)
        {
            case HeartbeatAction.Probe:
                scheduler.CountUnscheduled(now);
                writer!.Write(new ReqCurrentTime());
                heartbeat.Probed(now);
                break;
            case HeartbeatAction.Lost:
                IsDead = true;
                break;
        }
    }

    ReadOnlySpan<byte> Encode<TMessage>(in TMessage message) where TMessage : IClientMessage<TMessage>
    {
        encoded.ResetWrittenCount();
        frames.WriteClient(encoded, in message, writer!.ServerVersion);
        return encoded.WrittenSpan;
    }
}
