namespace Bellwether.InteractiveBrokers;

/// <summary>What kind of thing a numbered message of the broker is.</summary>
public enum IbCodeClass
{
    /// <summary>
    /// Not in the table. Handled with care: a question that was asked with this id is taken as failed, an order and a subscription are taken as unchanged, and
    /// a person should look.
    /// </summary>
    Unclassified,

    /// <summary>A notice; nothing is wrong.</summary>
    Info,

    /// <summary>Something to know; the request or order lives.</summary>
    Warning,

    /// <summary>About an order, its change or its cancel.</summary>
    Order,

    /// <summary>About one request for data or for market data permissions.</summary>
    Data,

    /// <summary>A request could not be read, checked or processed, whatever it asked for: data, or an order.</summary>
    Request,

    /// <summary>About the gateway's connection to the broker, or one of its farms.</summary>
    Connectivity,

    /// <summary>The session cannot go on as it is.</summary>
    Fatal,
}
