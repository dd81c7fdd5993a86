using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>What one run is made of: everything follows from the seed and the faults that are allowed.</summary>
sealed record Scenario
{
    public required ulong Seed { get; init; }

    /// <summary>Which test it belongs to, to run it again.</summary>
    public string Test { get; init; } = "";

    public required int Symbols { get; init; }

    /// <summary>Virtual minutes from the open.</summary>
    public required int Minutes { get; init; }

    /// <summary>Everything is sold so many minutes before the end. Default: 2.</summary>
    public int FlatMinutes { get; init; } = 2;

    public required FaultPlan Faults { get; init; }

    /// <summary>Probability, at each instant with reports, that they are delivered once more afterwards.</summary>
    public double Redelivery { get; init; } = 0.2;

    /// <summary>
    /// False: the client does not fence, and time passes whether it is answered or not, as at a real gateway. Only so can it notice a silent connection.
    /// </summary>
    public bool IsLockstep { get; init; } = true;

    /// <summary>The gateway's side of the market.</summary>
    public GatewayOptions Gateway { get; init; } = new();

    public LocalDate Session { get; init; } = new(2025, 3, 3);

    /// <summary>Shares that become others at midnight of a later day.</summary>
    public IReadOnlyList<MarketSplit> Splits { get; init; } = [];

    /// <summary>The client has been told of <see cref="Splits"/>.</summary>
    public bool KnowsSplits { get; init; } = true;

    /// <summary>The account that the client wants; null for the first one.</summary>
    public string? Account { get; init; }

    /// <summary>The gateway is known to restart at that time, New York, every day; null: nobody said.</summary>
    public LocalTime? RestartsAt { get; init; }

    /// <summary>A symbol whose data stop for good: it may not be entered from then on, and no data of it are expected.</summary>
    public string? Unpaid { get; init; }

    /// <summary>New requests for five-second bars that the broker takes in ten minutes; null for any number, as an embedded gateway takes them.</summary>
    public int? RealTimeBarsPerTenMinutes { get; init; } = 60;

    /// <summary>Ports that the client may be sent to by code 1300.</summary>
    public IReadOnlyList<int> AlternativePorts { get; init; } = [];

    /// <summary>The run is to end with a refusal that contains this; null: it is to end well.</summary>
    public string? EndsWith { get; init; }

    /// <summary>What others do meanwhile, by the time after the opening, in order.</summary>
    public IReadOnlyList<(Duration After, Action<SimulatedRun> Do)> Meanwhile { get; init; } = [];

    /// <summary>The run is to end without permission for new risk.</summary>
    public bool EndsDisarmed { get; init; }

    /// <summary>Orders in doubt may remain at the end.</summary>
    public bool MayEndInDoubt { get; init; }

    /// <summary>Nothing goes wrong.</summary>
    public static Scenario Calm(ulong seed) => Draw(seed, _ => []);

    /// <summary>A day of a few symbols and some minutes, and faults that are drawn for it.</summary>
    public static Scenario Draw(ulong seed, Func<Dice, IReadOnlyList<Fault>> faults, double partialFills = 0)
    {
        var random = SplitMix64.For(seed, 1);
        var minutes = 9 + random.NextInt(8);
        return new Scenario
        {
            Seed = seed,
            Symbols = 2 + random.NextInt(3),
            Minutes = minutes,
            Faults = new FaultPlan { Seed = seed, PartialFills = partialFills, Faults = faults(new Dice(seed, minutes)) },
        };
    }

    public override string ToString() =>
        $"seed {Seed}: {Symbols} symbols, {Minutes} min, {(IsLockstep ? "lockstep" : "free")}, partial fills {Faults.PartialFills:0.00}{string.Concat(Faults.Faults.Select(f => "\n  " + f))}";
}

/// <summary>Draws times, durations and rates for the faults of a scenario.</summary>
sealed class Dice(ulong seed, int minutes)
{
    SplitMix64 random = SplitMix64.For(seed, 2);

    /// <summary>A time at which the market is open and there is time left to recover: from the first minute to five before the end.</summary>
    public FaultTime Time() => FaultTime.AfterStart(Duration.FromMilliseconds(65_000 + random.NextInt((minutes - 6) * 60_000)));

    public Duration Seconds(int least, int most) => Duration.FromMilliseconds((least * 1_000) + random.NextInt(((most - least) * 1_000) + 1));

    public double Rate(double least, double most) => least + ((most - least) * random.NextDouble());

    public int Number(int least, int most) => least + random.NextInt(most - least + 1);

    public bool Flip() => random.NextInt(2) == 0;

    public T Choose<T>() where T : struct, Enum => Enum.GetValues<T>()[random.NextInt(Enum.GetValues<T>().Length)];
}
