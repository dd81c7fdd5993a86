using Bellwether.Core;

namespace Bellwether.Simulation;

enum RequestAction : byte
{
    Acknowledge, Enter, AcknowledgeCancel, Cancel, Modify,

    /// <summary>The time of a good-till-date order is over.</summary>
    Expire,

    /// <summary>The time of a good-after-time order has come.</summary>
    Awake,

    ExtendedOpen, ExtendedClose,
}

/// <summary>A request on its way, or something that happens at a time. <see cref="Terms"/> and <see cref="Instructions"/> count for changes.</summary>
struct Request
{
    public long Due;
    public long Sequence;
    public long Order;
    public OrderTerms Terms;
    public VenueInstructions Instructions;
    public RequestAction Action;
}

/// <summary>Requests by time of effect; those of one instant in the order in which they were made. A binary heap.</summary>
sealed class RequestSchedule
{
    Request[] heap = new Request[64];
    int count;
    long sequence;

    /// <summary>Time of the earliest request, or <see cref="long.MaxValue"/>.</summary>
    public long NextDue => count == 0 ? long.MaxValue : heap[0].Due;

    public void Add(long due, RequestAction action, long order, in OrderTerms terms = default, in VenueInstructions instructions = default)
    {
        if (count == heap.Length) Array.Resize(ref heap, count * 2);
        var request = new Request { Due = due, Sequence = sequence++, Order = order, Terms = terms, Instructions = instructions, Action = action };
        var i = count++;
        while (i > 0)
        {
            var parent = (i - 1) / 2;
            if (!Before(request, heap[parent])) break;
            heap[i] = heap[parent];
            i = parent;
        }
        heap[i] = request;
    }

    public Request Take()
    {
        var first = heap[0];
        var last = heap[--count];
        var i = 0;
        while (true)
        {
            var child = (2 * i) + 1;
            if (child >= count) break;
            if (child + 1 < count && Before(heap[child + 1], heap[child])) child++;
            if (!Before(heap[child], last)) break;
            heap[i] = heap[child];
            i = child;
        }
        heap[i] = last;
        return first;
    }

    static bool Before(in Request a, in Request b) => a.Due != b.Due ? a.Due < b.Due : a.Sequence < b.Sequence;
}
