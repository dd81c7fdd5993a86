using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>What one run is made of: everything follows from the seed and the faults that are allowed.</summary>
sealed record Scenario
{
    public required ulong Seed { get; init; }

    public required int Symbols { get; init; }

    /// <summary>Virtual minutes from the open.</summary>
    public required int Minutes { get; init; }

    public required FaultPlan Faults { get; init; }

    /// <summary>Probability, at each instant with reports, that they are delivered once more afterwards.</summary>
    public required double Redelivery { get; init; }

    public static readonly LocalDate Session = new(2025, 3, 3);

    /// <summary>Nothing goes wrong.</summary>
    public static Scenario Calm(ulong seed) => Draw(seed, duplicates: false, partials: false, drops: false);

    /// <summary>A random subset of the faults at random rates: all at once would hide each other.</summary>
    public static Scenario Swarm(ulong seed)
    {
        var random = SplitMix64.For(seed, 77);
        return Draw(seed, random.NextInt(2) == 0, random.NextInt(2) == 0, random.NextInt(2) == 0);
    }

    public static Scenario Draw(ulong seed, bool duplicates, bool partials, bool drops)
    {
        var random = SplitMix64.For(seed, 1);
        var minutes = 12 + random.NextInt(14);
        var open = ExchangeCalendar.NewYork.SessionOn(Session)!.Open;
        var count = drops ? 1 + random.NextInt(3) : 0;
        return new Scenario
        {
            Seed = seed,
            Symbols = 2 + random.NextInt(3),
            Minutes = minutes,
            Redelivery = 0.2,
            Faults = new FaultPlan
            {
                Seed = seed,
                DuplicateReports = duplicates ? 0.1 + (0.5 * random.NextDouble()) : 0,
                PartialFills = partials ? 0.2 + (0.6 * random.NextDouble()) : 0,
                Drops =
                [
                    .. Enumerable.Range(0, count)
                        .Select(_ => new SessionDrop(open + Duration.FromMilliseconds(60_000 + random.NextInt(minutes * 60_000 - 120_000)), ClientId: 1, Duration.FromSeconds(random.NextInt(90)))),
                ],
            },
        };
    }

    public override string ToString() =>
        $"seed {Seed}: {Symbols} symbols, {Minutes} min, duplicates {Faults.DuplicateReports:0.00}, partial fills {Faults.PartialFills:0.00}, {Faults.Drops.Count} drops";
}
