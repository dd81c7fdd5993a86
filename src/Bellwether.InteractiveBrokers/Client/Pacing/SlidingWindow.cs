namespace Bellwether.InteractiveBrokers;

/// <summary>At most so many units within any span: the times of the last ones, in a ring. Times are nanoseconds of one clock that does not go back.</summary>
sealed class SlidingWindow(int capacity, long span)
{
    const long Never = long.MinValue;
    readonly long[] _taken = NeverTaken(capacity);
    int _oldest;

    /// <summary>The earliest time at which <paramref name="units"/> more can have been taken, if nothing else is taken meanwhile; not before now.</summary>
    public long TimeOf(int units, long now)
    {
        var last = units - 1;
        var rounds = last / _taken.Length;
        var taken = _taken[(_oldest + (last % _taken.Length)) % _taken.Length];
        // One nanosecond more than the span, so that even a window with both its ends included never holds one too many.
        var free = taken == Never ? now : Math.Max(now, taken + span + 1);
        return free + (rounds * (span + 1));
    }

    public bool CanTake(int units, long now) => TimeOf(units, now) <= now;

    public void Take(int units, long now)
    {
        for (var unit = 0; unit < units; unit++)
        {
            _taken[_oldest] = now;
            _oldest = (_oldest + 1) % _taken.Length;
        }
    }

    /// <summary>Whether every unit that was taken has left the window.</summary>
    public bool IsEmpty(long now)
    {
        var newest = _taken[(_oldest + _taken.Length - 1) % _taken.Length];
        return newest == Never || newest + span < now;
    }

    static long[] NeverTaken(int capacity)
    {
        var taken = new long[capacity];
        taken.AsSpan().Fill(Never);
        return taken;
    }
}
