namespace Bellwether.InteractiveBrokers;

/// <summary>
/// Hands out order ids. An id that was handed out is burnt, whatever became of the order: none is ever given twice, and none falls below what the journal,
/// the gateway or any message has shown, even when the gateway's own counter went back.
/// </summary>
public sealed class OrderIdAllocator
{
    /// <summary>From here on a person must be told: the counter is to be reset, with no open order, long before the ids run out.</summary>
    public const int AlarmAt = 1_000_000_000;

    /// <summary>The highest order id; above lie the request ids (<see cref="RequestIds"/>).</summary>
    public const int Highest = RequestIds.Lowest - 1;

    int _highestKnown;

    /// <param name="highestInJournal">The highest id ever reserved, from the journal; 0 for none.</param>
    public OrderIdAllocator(int highestInJournal = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(highestInJournal);
        _highestKnown = highestInJournal;
    }

    /// <summary>The id that comes next.</summary>
    public int Next => _highestKnown + 1;

    /// <summary>Ids are running out.</summary>
    public bool IsAlarming => Next >= AlarmAt;

    /// <summary>The gateway named the next id it takes. True when that is lower than an id that is burnt: its counter went back; ours does not.</summary>
    public bool OnNextValidId(int nextValidId)
    {
        var wentBack = nextValidId <= _highestKnown;
        Seen(nextValidId - 1);
        return wentBack;
    }

    /// <summary>An id showed up in a message of this client: it is in use. Ids of other ranges (request ids, negative ids of manual orders) are ignored.</summary>
    public void Seen(int orderId)
    {
        if (orderId is > 0 and <= Highest) _highestKnown = Math.Max(_highestKnown, orderId);
    }

    /// <summary>Reserves one id, or the consecutive ids of a whole bracket in one step, and returns the first.</summary>
    /// <exception cref="InvalidOperationException">No ids are left.</exception>
    public int Reserve(int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (_highestKnown > Highest - count)
            throw new InvalidOperationException(
                $"{count} order ids after {_highestKnown}: expected ids up to {Highest}. Reset the id counter in the gateway's API settings while no order is open");
        var first = _highestKnown + 1;
        _highestKnown += count;
        return first;
    }
}
