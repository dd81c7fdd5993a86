namespace Bellwether.Simulation;

/// <summary>Events in order; the array starts over when all have been read.</summary>
sealed class EventQueue
{
    VenueEvent[] events = new VenueEvent[256];
    int head;
    int tail;

    public int Count => tail - head;

    /// <summary>A cleared event at the end. The reference is valid until the next call.</summary>
    public ref VenueEvent Append()
    {
        if (tail == events.Length) MakeRoom();
        ref var added = ref events[tail++];
        added = default;
        return ref added;
    }

    public bool TryTake(out VenueEvent taken)
    {
        if (head == tail)
        {
            taken = default;
            return false;
        }
        taken = events[head++];
        if (head == tail) head = tail = 0;
        return true;
    }

    void MakeRoom()
    {
        if (head > events.Length / 2)
        {
            Array.Copy(events, head, events, 0, tail - head);
            tail -= head;
            head = 0;
        }
        else
        {
            Array.Resize(ref events, events.Length * 2);
        }
    }
}
