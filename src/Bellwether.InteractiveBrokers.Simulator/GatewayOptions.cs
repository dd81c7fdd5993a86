using System.Globalization;
using System.Net;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>How a simulated gateway behaves. The defaults are those of a gateway embedded beside one lockstep client.</summary>
public sealed record GatewayOptions
{
    /// <summary>The lowest server version offered: the first with this handshake.</summary>
    public const int LowestServerVersion = 100;

    /// <summary>Clients at once; the next one is closed without a word. Documented by the broker.</summary>
    public const int MostClients = 32;

    /// <summary>Address to listen on. Default: loopback. There is no login on this socket: think before opening it to others.</summary>
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port; 0 takes a free one. Default: 0. A real gateway's are 4001 (live) and 4002 (paper).</summary>
    public int Port { get; init; }

    /// <summary>Account numbers; the first is the one that orders without an account go to. Default: DU1234567.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = ["DU1234567"];

    /// <summary>Cash of each account at the start, in dollars. Default: 1,000,000.</summary>
    public decimal StartCash { get; init; } = 1_000_000m;

    /// <summary>Gross exposure that an account's equity can carry, as a multiple; an order beyond it is rejected with 201. Default: 4.</summary>
    public int BuyingPowerMultiple { get; init; } = 4;

    /// <summary>
    /// Clients that set the pace: the clock stands until so many clients that announced <c>lockstep</c> have fenced. 0: nobody does, and the clock follows the
    /// wall clock. Default: 1.
    /// </summary>
    public int LockstepClients { get; init; } = 1;

    /// <summary>Virtual seconds per second of wall time; 0 as fast as the lockstep clients go. Default: 0.</summary>
    public double Speed { get; init; }

    /// <summary>
    /// The clock is the wall's, which waits for nobody: when the machine was held up, the gateway catches up with it. Needs speed 1 and a market that begins now. Default:
    /// false.
    /// </summary>
    public bool FollowsWallClock { get; init; }

    /// <summary>The highest server version offered, 100 to 200. Default: 200.</summary>
    public int MaxServerVersion { get; init; } = ServerVersions.Highest;

    /// <summary>How long a request is on its way, whole milliseconds: earliest time of any answer. Default: 1 ms.</summary>
    public Duration RequestDelay { get; init; } = Duration.FromMilliseconds(1);

    /// <summary>From a client's request to the acknowledgement of an order, whole milliseconds. Default: 20 ms.</summary>
    public Duration AcknowledgeDelay { get; init; } = Duration.FromMilliseconds(20);

    /// <summary>From a client's request to its effect in the market, whole milliseconds. Default: 50 ms.</summary>
    public Duration MatchDelay { get; init; } = Duration.FromMilliseconds(50);

    /// <summary>What executions cost. Default: Interactive Brokers' fixed pricing of US stocks.</summary>
    public IFeeModel Fees { get; init; } = PerShareFees.InteractiveBrokersFixed;

    /// <summary>Orders larger than the displayed size execute in pieces. Default: true.</summary>
    public bool SplitLargeOrders { get; init; } = true;

    /// <summary>When the children of a bracket are armed. Default: for the filled quantity of the parent.</summary>
    public ChildArming ChildArming { get; init; } = ChildArming.ForFilledQuantity;

    /// <summary>OCA type that the gateway gives to bracket children which name no group. Default: 3, as a real gateway echoes.</summary>
    public OcaType BracketOcaType { get; init; } = OcaType.ReduceWithoutBlock;

    /// <summary>Subscriptions (quotes and real-time bars) a client may hold; beyond it error 101. A real account starts with 100. Default: 1,000.</summary>
    public int MarketDataLines { get; init; } = 1_000;

    /// <summary>New requests for real-time bars that a client may make in ten minutes; beyond them error 420. Default: 60, as documented by the broker.</summary>
    public int RealTimeBarsPerTenMinutes { get; init; } = 60;

    /// <summary>Symbols without market data permission: requests for their quotes get error 354, for bars, ticks and history 420, 10189 and 162. Default: none.</summary>
    public IReadOnlySet<string> SymbolsWithoutData { get; init; } = new HashSet<string>();

    /// <summary>Shares that an account may be short of by symbol; more are held as being located (404). Default: none, as many as anyone wants.</summary>
    public IReadOnlyDictionary<string, long> ShortShares { get; init; } = new Dictionary<string, long>();

    /// <summary>
    /// Holds clients to the broker's limits: error 100 beyond 50 messages a second and the end of the connection on repetition, error 162 for history that is asked too
    /// fast, 420 and 10189 for bars and ticks that are. Counted either way. Default: false.
    /// </summary>
    public bool EnforcesPacing { get; init; }

    /// <summary>
    /// The gateway says some things twice, as a real one does: that an order works, and that it is filled, the second time with its commission. Default: false.
    /// </summary>
    public bool UsualDuplicates { get; init; }

    /// <summary>Faults may be added while it runs. Default: false.</summary>
    public bool TakesFaults { get; init; }

    /// <summary>Seed of everything random in the gateway itself; the market has its own. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <exception cref="ArgumentException">An option is out of range; the text says which, and what to do.</exception>
    public void Validate()
    {
        if (Port is < 0 or > 65_535) throw Bad(nameof(Port), Port, "0 (any free port) to 65535");
        if (Accounts.Count == 0 || Accounts.Any(string.IsNullOrWhiteSpace)) throw Bad(nameof(Accounts), string.Join(',', Accounts), "at least one account number such as DU1234567");
        if (StartCash is < 0 or > 1_000_000_000m) throw Bad(nameof(StartCash), StartCash, "0 to 1,000,000,000 dollars");
        if (BuyingPowerMultiple is < 1 or > 100) throw Bad(nameof(BuyingPowerMultiple), BuyingPowerMultiple, "1 to 100");
        if (LockstepClients is < 0 or > 32) throw Bad(nameof(LockstepClients), LockstepClients, "0 to 32");
        if (!(Speed is >= 0 and <= 1e6)) throw Bad(nameof(Speed), Speed, "0 to 1,000,000");
        if (Speed == 0 && LockstepClients == 0)
            throw Bad(nameof(Speed), Speed, "a speed above 0 without lockstep clients, since nobody else says when to go on: set it to 1 for real time, or LockstepClients to 1 or more");
        if (FollowsWallClock && (Speed != 1 || LockstepClients != 0)) throw Bad(nameof(FollowsWallClock), FollowsWallClock, "speed 1 and no lockstep clients with it: the wall's time waits for nobody");
        if (RealTimeBarsPerTenMinutes < 1) throw Bad(nameof(RealTimeBarsPerTenMinutes), RealTimeBarsPerTenMinutes, "1 or more");
        if (ShortShares.Values.Any(s => s < 0)) throw Bad(nameof(ShortShares), ShortShares.Values.Min(), "0 or more");
        if (MaxServerVersion is < LowestServerVersion or > ServerVersions.Highest) throw Bad(nameof(MaxServerVersion), MaxServerVersion, "100 to 200");
        if (!IsDelay(RequestDelay) || RequestDelay < Duration.FromMilliseconds(1)) throw Bad(nameof(RequestDelay), RequestDelay, "whole milliseconds, at least 1");
        if (!IsDelay(AcknowledgeDelay) || AcknowledgeDelay < RequestDelay) throw Bad(nameof(AcknowledgeDelay), AcknowledgeDelay, "whole milliseconds, not below RequestDelay");
        if (!IsDelay(MatchDelay) || MatchDelay < AcknowledgeDelay) throw Bad(nameof(MatchDelay), MatchDelay, "whole milliseconds, not below AcknowledgeDelay");
    }

    internal VenueLatency VenueLatency() =>
        new((long)(AcknowledgeDelay - RequestDelay).TotalNanoseconds, (long)(MatchDelay - RequestDelay).TotalNanoseconds);

    static bool IsDelay(Duration delay) =>
        delay >= Duration.Zero && delay <= Duration.FromMinutes(1) && delay.TotalNanoseconds % EngineTime.Millisecond == 0;

    static ArgumentException Bad(string name, object value, string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{nameof(GatewayOptions)}.{name} is {value}; expected {expected}"));
}
