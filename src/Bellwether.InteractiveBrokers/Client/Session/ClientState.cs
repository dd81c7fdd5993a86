namespace Bellwether.InteractiveBrokers;

/// <summary>How a client stands with the gateway.</summary>
public enum ClientState
{
    /// <summary>Connecting, or waiting for the account and the first order id.</summary>
    Connecting,

    /// <summary>Requests and orders go.</summary>
    Ready,

    /// <summary>The gateway has lost Interactive Brokers; the socket stands. Orders at the broker live on.</summary>
    BrokerAway,

    /// <summary>No connection; the next try comes by itself.</summary>
    Disconnected,

    /// <summary>Over: disposed, or a reason that trying again would not help.</summary>
    Stopped,
}
