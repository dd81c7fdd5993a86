using Bellwether.Core;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// The one gate that every request of a client passes: at most so many messages in any sliding second, orders before data, history within its own limits.
/// It holds encoded frames and neither reads a clock nor writes a socket: the caller says what time it is and sends what its turn has come.
/// </summary>
/// <remarks>
/// <para>Messages about one id never overtake each other: one that would join a faster lane follows its predecessor instead.</para>
/// <para>
/// A bracket travels in one lane, parent first. An order that still waits is better withdrawn (<see cref="Withdraw"/>) than cancelled.
/// </para>
/// <para>The fence of a lockstep session is not part of any budget: write it to the connection directly.</para>
/// <para>Times are nanoseconds of one clock; a time before an earlier one counts as that one. Not for concurrent use.</para>
/// </remarks>
public sealed class RequestScheduler
{
    /// <summary>The id of a request that has none.</summary>
    public const int NoId = -1;

    const int Lanes = 4;
    readonly PacingLimits _limits;
    readonly SlidingWindow _messages;
    readonly HistoryBudget _history;
    readonly Queue<Waiting>[] _lanes = [new(), new(), new(), new()];
    readonly List<Waiting> _waitingHistory = [];
    readonly Dictionary<int, (RequestLane Lane, int Count)> _ids = [];
    long _now = long.MinValue;

    readonly record struct Waiting(byte[] Frame, int Id, HistoryRequest History);

    /// <exception cref="ArgumentException">The limits are contradictory.</exception>
    public RequestScheduler(PacingLimits? limits = null)
    {
        _limits = limits ?? new();
        _limits.Check();
        _messages = new SlidingWindow(_limits.MessagesPerSecond, EngineTime.Second);
        _history = new HistoryBudget(_limits);
    }

    /// <summary>Requests that wait, of all lanes.</summary>
    public int Count => OrdersWaiting + DataWaiting;

    /// <summary>Orders, changes and cancels that wait.</summary>
    public int OrdersWaiting => _lanes[0].Count + _lanes[1].Count + _lanes[2].Count;

    /// <summary>Data requests that wait, history included.</summary>
    public int DataWaiting => _lanes[3].Count + _waitingHistory.Count;

    /// <summary>History requests that wait.</summary>
    public int HistoryWaiting => _waitingHistory.Count;

    /// <summary>History requests that were sent and are not answered.</summary>
    public int HistoryOpen => _history.Open;

    /// <summary>Lets a request wait for its turn in its lane.</summary>
    public void Enqueue(RequestLane lane, ReadOnlySpan<byte> frame, int id = NoId)
    {
        if ((uint)lane >= Lanes) throw new ArgumentOutOfRangeException(nameof(lane), lane, "expected one of the four lanes");
        if (id != NoId)
        {
            var (earlier, count) = _ids.GetValueOrDefault(id, (lane, 0));
            lane = earlier;
            _ids[id] = (lane, count + 1);
        }
        _lanes[(int)lane].Enqueue(new(frame.ToArray(), id, default));
    }

    /// <summary>Lets a history request wait until its limits allow it. Say <see cref="HistoryAnswered"/> when it ends, whichever way.</summary>
    public void EnqueueHistory(in HistoryRequest request, ReadOnlySpan<byte> frame, int id)
    {
        var at = _waitingHistory.Count;
        while (at > 0 && _waitingHistory[at - 1].History.Priority < request.Priority) at--;
        _waitingHistory.Insert(at, new(frame.ToArray(), id, request));
    }

    /// <summary>
    /// Whether a request may be written at once, without a copy: nothing that goes before it waits, and the budget allows it. If so it is counted.
    /// Otherwise <see cref="Enqueue"/> it.
    /// </summary>
    public bool TryPass(RequestLane lane, int id, long now)
    {
        now = Advance(now);
        for (var ahead = 0; ahead <= (int)lane; ahead++)
            if (_lanes[ahead].Count > 0) return false;
        if (id != NoId && _ids.ContainsKey(id)) return false;
        if (!_messages.CanTake(lane == RequestLane.Data ? 1 + _limits.ReservedForOrders : 1, now)) return false;
        _messages.Take(1, now);
        return true;
    }

    /// <summary>Counts a message that was written past the scheduler because it cannot wait: the start of a session, a probe.</summary>
    public void CountUnscheduled(long now) => _messages.Take(1, Advance(now));

    /// <summary>The next request whose turn has come, if any.</summary>
    /// <param name="now">Nanoseconds.</param>
    /// <param name="mayWriteOrders">False holds the order lanes back (the socket may be dead) and lets data through.</param>
    /// <param name="request">What to write now.</param>
    public bool TryTake(long now, bool mayWriteOrders, out ScheduledRequest request)
    {
        request = default;
        now = Advance(now);
        if (!_messages.CanTake(1, now)) return false;
        if (mayWriteOrders)
            for (var lane = 0; lane < (int)RequestLane.Data; lane++)
                if (_lanes[lane].TryDequeue(out var order)) return Took(order, (RequestLane)lane, now, out request);
        if (!_messages.CanTake(1 + _limits.ReservedForOrders, now)) return false;
        if (_lanes[(int)RequestLane.Data].TryDequeue(out var data)) return Took(data, RequestLane.Data, now, out request);
        if (_history.IsFull) return false;
        for (var i = 0; i < _waitingHistory.Count; i++)
        {
            var waiting = _waitingHistory[i];
            if (_history.DueAt(waiting.History, now) > now) continue;
            _waitingHistory.RemoveAt(i);
            _history.Take(waiting.History, waiting.Id, now);
            return Took(waiting, RequestLane.Data, now, out request, isHistory: true);
        }
        return false;
    }

    /// <summary>When <see cref="TryTake"/> is worth a try again; null when nothing waits that time alone would set free.</summary>
    /// <param name="now">Nanoseconds.</param>
    /// <param name="mayWriteOrders">As it will be given to <see cref="TryTake"/>.</param>
    public long? NextDue(long now, bool mayWriteOrders = true)
    {
        now = Advance(now);
        long? due = mayWriteOrders && OrdersWaiting > 0 ? _messages.TimeOf(1, now) : null;
        var data = _messages.TimeOf(1 + _limits.ReservedForOrders, now);
        if (_lanes[(int)RequestLane.Data].Count > 0) due = Earlier(due, data);
        else if (!_history.IsFull)
            foreach (var waiting in _waitingHistory) due = Earlier(due, Math.Max(data, _history.DueAt(waiting.History, now)));
        return due;
    }

    /// <summary>
    /// The earliest time at which a waiting request can go, if nothing more is asked meanwhile and open history is answered in time; null when it does not wait.
    /// </summary>
    public long? EtaOf(int id, long now)
    {
        now = Advance(now);
        var ahead = 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var reserve = lane == (int)RequestLane.Data ? _limits.ReservedForOrders : 0;
            foreach (var waiting in _lanes[lane])
            {
                ahead++;
                if (waiting.Id == id) return _messages.TimeOf(ahead + reserve, now);
            }
        }
        var fine = 0;
        foreach (var waiting in _waitingHistory)
        {
            ahead++;
            if (waiting.Id == id) return EtaOfHistory(waiting, now, ahead, fine);
            if (waiting.History.IsFine) fine += waiting.History.Weight;
        }
        return null;
    }

    /// <summary>When the last of the requests that wait now can have gone; now when none waits.</summary>
    public long EtaOfAll(long now)
    {
        now = Advance(now);
        var eta = OrdersWaiting > 0 ? _messages.TimeOf(OrdersWaiting, now) : now;
        var ahead = OrdersWaiting + _lanes[(int)RequestLane.Data].Count;
        if (_lanes[(int)RequestLane.Data].Count > 0) eta = Math.Max(eta, _messages.TimeOf(ahead + _limits.ReservedForOrders, now));
        var fine = 0;
        foreach (var waiting in _waitingHistory)
        {
            eta = Math.Max(eta, EtaOfHistory(waiting, now, ++ahead, fine));
            if (waiting.History.IsFine) fine += waiting.History.Weight;
        }
        return eta;
    }

    /// <summary>A history request has ended: answered, refused or cancelled. Its place is free.</summary>
    public void HistoryAnswered(int id) => _history.Answered(id);

    /// <summary>The gateway refused for pacing, or the history farm is down: no history before the given time.</summary>
    public void HoldHistory(long until) => _history.HeldUntil = Math.Max(_history.HeldUntil, until);

    /// <summary>History may go again (the farm is back).</summary>
    public void ReleaseHistory() => _history.HeldUntil = long.MinValue;

    /// <summary>Takes back whatever waits under an id; true when something did. What was sent is not touched.</summary>
    public bool Withdraw(int id)
    {
        var removed = _waitingHistory.RemoveAll(w => w.Id == id) > 0;
        if (!_ids.Remove(id, out var where)) return removed;
        var lane = _lanes[(int)where.Lane];
        for (var left = lane.Count; left > 0; left--)
        {
            var waiting = lane.Dequeue();
            if (waiting.Id != id) lane.Enqueue(waiting);
        }
        return true;
    }

    /// <summary>
    /// The session is lost: whatever waits is dropped, never sent into the next one. Returns how many requests that were. The rates go on counting: the
    /// broker counts on, too.
    /// </summary>
    public int Discard()
    {
        var dropped = Count;
        foreach (var lane in _lanes) lane.Clear();
        _waitingHistory.Clear();
        _ids.Clear();
        _history.SessionLost();
        return dropped;
    }

    bool Took(in Waiting waiting, RequestLane lane, long now, out ScheduledRequest request, bool isHistory = false)
    {
        _messages.Take(1, now);
        if (!isHistory && _ids.TryGetValue(waiting.Id, out var where))
        {
            if (where.Count > 1) _ids[waiting.Id] = (where.Lane, where.Count - 1);
            else _ids.Remove(waiting.Id);
        }
        request = new(waiting.Frame, waiting.Id, lane);
        return true;
    }

    long EtaOfHistory(in Waiting waiting, long now, int messagesAhead, int fineAhead) => Math.Max(
        _messages.TimeOf(messagesAhead + _limits.ReservedForOrders, now), _history.DueAt(waiting.History, now, fineAhead));

    long Advance(long now) => _now = Math.Max(_now, now);

    static long Earlier(long? one, long other) => one is { } known ? Math.Min(known, other) : other;
}
