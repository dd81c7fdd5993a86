namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>What the gateway keeps of a client id across connections.</summary>
sealed class ClientSeat(int clientId, PacingGuard pacing)
{
    public int ClientId { get; } = clientId;

    /// <summary>The rates of this client, over all its connections.</summary>
    public PacingGuard Pacing { get; } = pacing;

    /// <summary>The connection in use, or null.</summary>
    public GatewaySession? Session;

    /// <summary>The client announced lockstep once: the clock waits for it ever after.</summary>
    public bool IsLockstep;

    /// <summary>The clock does not wait for it before that time (an outage of the fault plan). Nanoseconds since the Unix epoch.</summary>
    public long ExcusedUntil = long.MinValue;

    /// <summary>What nextValidId says.</summary>
    public int NextOrderId = 1;

    /// <summary>Orders by the client's id.</summary>
    public Dictionary<int, BrokerOrder> Orders { get; } = [];

    /// <summary>Frames of a lockstep client that wait for all fences, in order.</summary>
    public Queue<ClientFrame> Waiting { get; } = new();
}
