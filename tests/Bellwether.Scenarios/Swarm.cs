using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>A random subset of all faults at random rates: all at once would hide each other.</summary>
static class Swarm
{
    public static Scenario Of(ulong seed)
    {
        var random = SplitMix64.For(seed, 77);
        var scenario = Scenario.Draw(seed, dice => [.. Kinds.Where(_ => random.NextInt(6) == 0).SelectMany(kind => kind(dice))], random.NextInt(2) == 0 ? 0.2 + (0.6 * random.NextDouble()) : 0);
        return scenario with { FlatMinutes = random.NextInt(3) == 0 ? -60 : scenario.FlatMinutes, IsLockstep = !scenario.Faults.Faults.Any(f => f is HalfOpen), MayEndInDoubt = scenario.Faults.Faults.Any(f => f is SwallowedOrder) };
    }

    static readonly Func<Dice, Fault[]>[] Kinds =
    [
        dice => [.. Enumerable.Range(0, dice.Number(1, 3)).Select(_ => new ConnectionCut { ClientId = 1, At = dice.Time(), Outage = dice.Seconds(0, 90) })],
        dice => [new ConnectionCut { ClientId = 1, AfterBytes = dice.Number(200, 60_000), Outage = dice.Seconds(0, 10) }],
        dice => [new ConnectionCut { ClientId = 1, Probability = 0.0003, Times = 3, Outage = dice.Seconds(0, 20) }],
        dice => [new HalfOpen { ClientId = 1, At = dice.Time() }],
        dice => [new ConnectivityLoss { At = dice.Time(), Lasts = dice.Seconds(1, 60), DataLost = dice.Flip(), ReportsLost = dice.Flip(), ServerLinkOnly = dice.Flip() }],
        dice => [new FarmOutage { Farm = dice.Choose<DataFarm>(), At = dice.Time(), Lasts = dice.Seconds(1, 60) }],
        dice => [new GatewayRestart { At = dice.Time(), Outage = dice.Seconds(5, 90), LosesLast = Duration.FromMilliseconds(500), IdRollback = dice.Number(0, 20) }],
        dice => [new IdRollback { At = dice.Time(), By = dice.Number(1, 20) }],
        dice => [new CompetingSession { At = dice.Time(), Lasts = dice.Seconds(1, 60) }],
        dice => [new DelayedData { Kind = dice.Choose<StandInData>(), At = dice.Time(), Lasts = dice.Seconds(1, 60) }],
        dice => [new BadTick { Kind = dice.Choose<BadTickKind>(), Probability = dice.Rate(0.001, 0.05), Lasts = dice.Seconds(1, 4) }],
        dice => [new SlowAnswer { Probability = dice.Rate(0.1, 1), Delay = dice.Seconds(1, 8) }],
        dice => [new SwallowedOrder { Probability = dice.Rate(0.02, 0.2), AtMost = 2, ReleasedAfter = dice.Flip() ? dice.Seconds(1, 60) : null }],
        dice => [new ReportFault { Kind = ReportTrouble.Duplicate, Probability = dice.Rate(0.1, 0.6) }],
        dice => [new ReportFault { Kind = ReportTrouble.Missing, Probability = dice.Rate(0.1, 0.6) }],
        dice => [new ReportFault { Kind = ReportTrouble.Late, Probability = dice.Rate(0.05, 0.4), Delay = dice.Seconds(0, 5) }],
        dice => [new ReportFault { Kind = ReportTrouble.Reordered, Probability = dice.Rate(0.05, 0.4) }],
        dice => [new ExecutionCorrection { Kind = CorrectionKind.Price, Probability = dice.Rate(0.02, 0.2), After = dice.Seconds(0, 20) }],
        dice => [new CommissionFault { Kind = dice.Choose<CommissionTrouble>(), Probability = dice.Rate(0.1, 0.6), After = dice.Seconds(0, 20) }],
        dice => [new ExecutionCorrection { Kind = dice.Choose<CorrectionKind>(), Probability = dice.Rate(0.02, 0.2), AtMost = 3, After = dice.Seconds(0, 20) }],
        dice => [new RejectionAfterAcknowledgement { Probability = dice.Rate(0.02, 0.2), After = dice.Seconds(0, 3), Children = dice.Flip() }],
    ];
}
