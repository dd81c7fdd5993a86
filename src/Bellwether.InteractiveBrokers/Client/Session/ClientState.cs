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

/// <summary>A change of state.</summary>
/// <param name="State">The new state.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">When.</param>
public sealed record ClientStateChange(ClientState State, string Reason, DateTimeOffset At);

/// <summary>A message of the gateway that belongs to no request of this client, or that a person should read.</summary>
/// <param name="Code">The broker's code.</param>
/// <param name="Text">The broker's text.</param>
/// <param name="About">What is known of the code.</param>
/// <param name="At">When it came.</param>
public sealed record IbNotice(int Code, string Text, IbCode About, DateTimeOffset At);

/// <summary>The client at one moment.</summary>
/// <param name="State">How it stands with the gateway.</param>
/// <param name="ServerVersion">Negotiated; 0 without a connection.</param>
/// <param name="ConnectionTime">The gateway's time at the handshake, with its zone.</param>
/// <param name="Account">The account in use; empty before it is known.</param>
/// <param name="Accounts">All accounts of the login.</param>
/// <param name="Farms">The broker's data farms.</param>
/// <param name="OrdersWaiting">Orders, changes and cancels that wait for the message rate.</param>
/// <param name="DataWaiting">Data requests that wait, history included.</param>
/// <param name="HistoryWaiting">History requests that wait for their limits.</param>
/// <param name="HistoryOpen">History requests without an answer.</param>
/// <param name="Eta">How long until the last request that waits can have gone.</param>
/// <param name="Subscriptions">Streams that are wanted.</param>
/// <param name="SubscriptionsFlowing">Of these, how many bring data now.</param>
public sealed record ClientStatus(
    ClientState State, int ServerVersion, string ConnectionTime, string Account, IReadOnlyList<string> Accounts, IReadOnlyList<Farm> Farms,
    int OrdersWaiting, int DataWaiting, int HistoryWaiting, int HistoryOpen, TimeSpan Eta, int Subscriptions, int SubscriptionsFlowing);
