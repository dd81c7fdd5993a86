using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>When the children of an order may execute. Brokers differ, and public documents do not settle it: test a policy with each.</summary>
public enum ChildArming : byte
{
    /// <summary>After each execution of the parent, for as many shares as it has executed; what a cancelled parent did not execute, children lose.</summary>
    ForFilledQuantity = 1,

    /// <summary>In full with the first execution of the parent, however small.</summary>
    InFull,

    /// <summary>When the parent ends with executions: completely, or cancelled after a part (then for that part).</summary>
    WhenParentEnds,
}

/// <summary>The replaceable parts of a <see cref="SimulatedVenue"/>. The defaults are the backtest's: same-bar close, one dollar an order, no delay.</summary>
public sealed record VenueOptions
{
    /// <summary>At which price an order executes, if at all. Default: <see cref="BarCloseFills"/>.</summary>
    public IFillModel Fills { get; init; } = BarCloseFills.Instance;

    /// <summary>What executions cost. Default: one dollar an order.</summary>
    public IFeeModel Fees { get; init; } = PerOrderFees.OneDollar;

    /// <summary>How much of an order executes at once. Default: all of it.</summary>
    public IPartialFillModel PartialFills { get; init; } = WholeFills.Instance;

    /// <summary>How long requests take. Default: nothing.</summary>
    public VenueLatency Latency { get; init; }

    /// <summary>When children are armed. Default: for the filled quantity.</summary>
    public ChildArming ChildArming { get; init; } = ChildArming.ForFilledQuantity;

    /// <summary>Seed of the venue's random sequence (partial executions).</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>False: orders wait until <see cref="SimulatedVenue.OpenSession"/>. Default: true.</summary>
    public bool StartsOpen { get; init; } = true;

    /// <summary>There is an extended session from 04:00 to 20:00 New York (17:00 on half days) for orders that ask for it. Default: false.</summary>
    public bool ExtendedHours { get; init; }

    /// <summary>Orders that fit without growing; a power of two. At least half as many ended orders are remembered. Default: 1,024.</summary>
    public int Capacity { get; init; } = 1024;
}

/// <summary>
/// Delays of a venue in nanoseconds: from a request to its acknowledgement, and from a request to its effect in the market (an order may execute, a change
/// holds, a cancel removes). The effect is never earlier than the acknowledgement.
/// </summary>
public readonly record struct VenueLatency
{
    /// <exception cref="ArgumentOutOfRangeException">A negative delay, or an effect before the acknowledgement.</exception>
    public VenueLatency(long acknowledge, long effect)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(acknowledge);
        ArgumentOutOfRangeException.ThrowIfLessThan(effect, acknowledge);
        Acknowledge = acknowledge;
        Effect = effect;
    }

    public long Acknowledge { get; }

    public long Effect { get; }

    /// <summary>Acknowledged after 20 ms, in the market after 50 ms.</summary>
    public static VenueLatency Broker { get; } = new(20 * EngineTime.Millisecond, 50 * EngineTime.Millisecond);
}
