namespace Bellwether.InteractiveBrokers;

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
