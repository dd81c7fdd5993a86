namespace Bellwether.Engine;

public enum TimerKind
{
    /// <summary>Flatten everything: the session's close is near.</summary>
    FlatBeforeClose = 1,

    /// <summary>The session closed.</summary>
    SessionClose = 2,

    /// <summary>An order should have been acknowledged by now; the subject is its number.</summary>
    Acknowledgement = 3,

    /// <summary>A symbol went flat a moment ago: no order may be left that reduces nothing; the subject is the symbol.</summary>
    Leftovers = 4,

    /// <summary>The commission of an execution should be known by now; the subject is its place in the ledger.</summary>
    MissingCommission = 5,

    /// <summary>The protection of a symbol was not as it should be; the subject is the symbol.</summary>
    Protection = 6,

    /// <summary>A cancel or a modification should have been answered by now; the subject is the order's number.</summary>
    Pending = 7,

    /// <summary>An order that the broker took and cannot work was given its time; the subject is its number.</summary>
    Suspended = 8,
}

/// <param name="Due">Nanoseconds since the Unix epoch.</param>
/// <param name="Subject">Order number or symbol.</param>
readonly record struct EngineTimer(long Due, TimerKind Kind, long Subject);

/// <summary>Timers that the engine asked for, earliest first, equal ones in the order of asking.</summary>
sealed class TimerQueue
{
    readonly PriorityQueue<EngineTimer, (long Due, long Asked)> queue = new(64);
    long asked;

    /// <summary><see cref="long.MaxValue"/> when there is none.</summary>
    public long NextDue => queue.TryPeek(out _, out var priority) ? priority.Due : long.MaxValue;

    public void Ask(long due, TimerKind kind, long subject = 0) => queue.Enqueue(new EngineTimer(due, kind, subject), (due, asked++));

    public bool TryTake(long now, out EngineTimer timer)
    {
        if (queue.TryPeek(out timer, out _) && timer.Due <= now)
        {
            queue.Dequeue();
            return true;
        }
        timer = default;
        return false;
    }
}
