using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>How a client connects and behaves. The defaults suit one IB Gateway with a paper account on this machine.</summary>
public sealed record IbClientOptions
{
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Gateway: 4001 live, 4002 paper. TWS: 7496 live, 7497 paper. Ports prove nothing: the account is checked.</summary>
    public int Port { get; init; } = 4002;

    /// <summary>Every connection uses this id, for orders belong to the id that placed them. 0 may also manage manual orders.</summary>
    public int ClientId { get; init; }

    /// <summary>The account to trade and to ask about; null takes the only one.</summary>
    public string? Account { get; init; }

    /// <summary>Whether the first of several accounts is taken when <see cref="Account"/> names none; otherwise that ends the session.</summary>
    public bool TakesFirstAccount { get; init; }

    /// <summary>Whether a live account may be used. False: any account whose code does not start with D ends the session.</summary>
    public bool AllowLiveAccount { get; init; }

    /// <summary>Whether a lost connection is made again, with the same client id, after 1, 2, 3, 5, 8 … 30 seconds.</summary>
    public bool Reconnects { get; init; } = true;

    /// <summary>Ports that code 1300 may send the client to; any other is ignored.</summary>
    public IReadOnlyList<int> AlternativePorts { get; init; } = [];

    /// <summary>The highest order id that was ever used, from a journal; the first new one is above it.</summary>
    public int HighestOrderId { get; init; }

    /// <summary>How long a connection, its handshake and the first messages may take together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer may take, counted from when the request was written; waiting for its turn does not count.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for history, which may take minutes at the broker.</summary>
    public TimeSpan HistoryTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Market data lines of the account.</summary>
    public int MarketDataLines { get; init; } = 100;

    /// <summary>The oldest gateway to work with.</summary>
    public int MinVersion { get; init; } = ServerVersions.BondIssuerId;

    /// <summary>The newest version to speak; at most 200.</summary>
    public int MaxVersion { get; init; } = ServerVersions.Highest;

    public PacingLimits Pacing { get; init; } = new();

    public HeartbeatLimits Heartbeat { get; init; } = new();

    /// <summary>
    /// Tells whether silence of market data is suspicious at a time (the market is open). Null: always, so that a closed market costs a repeated request every
    /// few minutes.
    /// </summary>
    public Func<DateTimeOffset, bool>? IsMarketOpen { get; init; }

    /// <summary>Takes a copy of every frame of every session; null for none. Its owner disposes it.</summary>
    public WireCapture? Capture { get; init; }

    /// <summary>Clock and timers.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Check()
    {
        if (Port is < 1 or > 65_535) throw new ArgumentException($"port {Port}: expected 1 to 65535; correct Port");
        if (ClientId < 0) throw new ArgumentException($"client id {ClientId}: expected 0 or more; correct ClientId");
        if (ConnectTimeout <= TimeSpan.Zero || RequestTimeout <= TimeSpan.Zero || HistoryTimeout <= TimeSpan.Zero)
            throw new ArgumentException($"timeouts {ConnectTimeout}, {RequestTimeout}, {HistoryTimeout}: expected more than zero; correct them");
        Pacing.Check();
        Heartbeat.Check();
    }

    internal IbConnectOptions ToConnectOptions() => new() { MinVersion = MinVersion, MaxVersion = MaxVersion, Timeout = ConnectTimeout, TimeProvider = TimeProvider, Capture = Capture };
}
