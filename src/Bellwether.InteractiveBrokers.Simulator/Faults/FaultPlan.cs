using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>What goes wrong in a simulated gateway, by chance from a seed or at a time. The default plan does nothing.</summary>
public sealed record FaultPlan
{
    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>The same seed gives the same faults in the same run. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Probability, 0 to 1, that a report of an order (status, open order, execution, commission) is sent twice. Default: 0.</summary>
    public double DuplicateReports { get; init; }

    /// <summary>Probability, 0 to 1, that an execution is for a part of the order only; the rest waits for the next change of the market. Default: 0.</summary>
    public double PartialFills { get; init; }

    /// <summary>Sessions that are dropped. Default: none.</summary>
    public IReadOnlyList<SessionDrop> Drops { get; init; } = [];

    /// <summary>Everything else that goes wrong. Default: nothing.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <exception cref="ArgumentException">A probability outside 0 to 1, a drop whose outage is negative, or a fault that cannot be.</exception>
    public void Validate()
    {
        if (DuplicateReports is not (>= 0 and <= 1)) throw new ArgumentException($"{nameof(FaultPlan)}.{nameof(DuplicateReports)} is {DuplicateReports}; expected a probability from 0 to 1");
        if (PartialFills is not (>= 0 and <= 1)) throw new ArgumentException($"{nameof(FaultPlan)}.{nameof(PartialFills)} is {PartialFills}; expected a probability from 0 to 1");
        foreach (var drop in Drops)
            if (drop.Outage < Duration.Zero) throw new ArgumentException($"{nameof(FaultPlan)}: the drop of client {drop.ClientId} at {drop.At} lasts {drop.Outage}; expected 0 or more");
        foreach (var fault in Faults) fault.Validate();
    }

    internal IPartialFillModel PartialFillModel(GatewayOptions options)
    {
        IPartialFillModel usual = options.SplitLargeOrders ? DisplayedSizeFills.Instance : WholeFills.Instance;
        return PartialFills > 0 ? new ChanceOfPart(PartialFills, usual) : usual;
    }

    /// <summary>By chance a part between one share and all but one.</summary>
    sealed class ChanceOfPart(double probability, IPartialFillModel usual) : IPartialFillModel
    {
        public Quantity Next(Quantity remaining, Quantity displayed, ref SplitMix64 random)
        {
            var whole = usual.Next(remaining, displayed, ref random);
            var shares = (int)Math.Min(whole.Units / Quantity.Scale, int.MaxValue);
            return shares < 2 || random.NextDouble() >= probability ? whole : Quantity.FromShares(1 + random.NextInt(shares - 1));
        }
    }
}

/// <summary>
/// The gateway closes the connection of one client, before anything of that instant is sent to it, and accepts nobody until the outage is over. In lockstep the
/// clock runs on during the outage and stands at its end until the client is back.
/// </summary>
/// <param name="At">Virtual time; takes effect at the first instant from then on.</param>
/// <param name="ClientId">The client; without effect when it is not connected then.</param>
/// <param name="Outage">Virtual time.</param>
public sealed record SessionDrop(Instant At, int ClientId, Duration Outage);
