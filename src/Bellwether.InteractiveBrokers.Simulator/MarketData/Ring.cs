namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>The newest entries of a record by time; the oldest give way when it is full. Times never fall.</summary>
sealed class Ring<T>(int capacity) where T : struct
{
    T[] entries = new T[Math.Min(capacity, 64)];
    long[] times = new long[Math.Min(capacity, 64)];
    int start;

    public int Count { get; private set; }

    /// <summary>Time of the newest entry that had to give way; <see cref="long.MinValue"/> while none has.</summary>
    public long Lost { get; private set; } = long.MinValue;

    /// <param name="index">0 is the oldest.</param>
    public ref readonly T this[int index] => ref entries[Slot(index)];

    public long TimeOf(int index) => times[Slot(index)];

    public void Add(long time, in T entry)
    {
        if (Count == entries.Length && Count < capacity) Grow();
        if (Count == entries.Length)
        {
            Lost = times[start];
            start = (start + 1) % entries.Length;
            Count--;
        }
        var slot = Slot(Count++);
        (times[slot], entries[slot]) = (time, entry);
    }

    /// <summary>Index of the first entry later than <paramref name="time"/>; <see cref="Count"/> when there is none.</summary>
    public int FirstAfter(long time)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[Slot(middle)] <= time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    int Slot(int index) => (start + index) % entries.Length;

    void Grow()
    {
        // Only a ring that has never been full grows, so that it starts at slot 0.
        var length = Math.Min(capacity, entries.Length * 2);
        Array.Resize(ref entries, length);
        Array.Resize(ref times, length);
    }
}
