namespace Bellwether.InteractiveBrokers;

/// <summary>What a code does to the request, subscription or session it is about.</summary>
[Flags]
public enum IbCodeEffects
{
    None = 0,

    /// <summary>The request of this id is over; nothing more comes. Never said of an order.</summary>
    EndsRequest = 1 << 0,

    /// <summary>The placement was refused, provided the order was never acknowledged. An acknowledged order is not changed by any code.</summary>
    RefusesOrder = 1 << 1,

    /// <summary>The order id is in use: an order of that id may exist.</summary>
    OrderIdInUse = 1 << 2,

    /// <summary>The client sends too fast.</summary>
    SlowDown = 1 << 3,

    /// <summary>All market data lines are in use.</summary>
    LineLimit = 1 << 4,

    /// <summary>The data are not subscribed at the broker: no data at all.</summary>
    NoPermission = 1 << 5,

    /// <summary>Delayed data come instead of live ones.</summary>
    Delayed = 1 << 6,

    /// <summary>Another session of the same user has the data.</summary>
    CompetingSession = 1 << 7,

    /// <summary>The subscription is dead and may be asked for again.</summary>
    Resubscribe = 1 << 8,

    /// <summary>The state of one farm; see <see cref="FarmBoard"/>.</summary>
    FarmReport = 1 << 9,

    /// <summary>The connection between gateway and broker; see <see cref="ConnectivityState"/>.</summary>
    Connection = 1 << 10,

    /// <summary>Another program uses this client id; the gateway closes the connection.</summary>
    ClientIdInUse = 1 << 11,

    /// <summary>The text decides: no data, pacing, or cancelled; see <see cref="HistoryRefusal"/>.</summary>
    ReadText = 1 << 12,
}
