using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>A fault that happens by chance, with its own random sequence and its count.</summary>
sealed class Chance(ChanceFault fault, SplitMix64 random, long start)
{
    readonly long from = fault.From?.Resolve(start) ?? long.MinValue;
    readonly long until = fault.Until?.Resolve(start) ?? long.MaxValue;
    SplitMix64 random = random;
    int left = fault.AtMost ?? int.MaxValue;

    bool isForced;

    public ChanceFault Fault => fault;

    /// <summary>Told each time it strikes.</summary>
    public Action Struck { get; set; } = static () => { };

    /// <summary>It strikes at the next occasion of its client, whatever its other terms say.</summary>
    public void Force() => isForced = true;

    /// <summary>Draws for an occasion.</summary>
    public bool Strikes(int? clientId, long now)
    {
        if (isForced && (fault.ClientId is null || fault.ClientId == clientId))
        {
            isForced = false;
            Struck();
            return true;
        }
        if (left == 0 || now < from || now >= until || (fault.ClientId is { } only && only != clientId)) return false;
        if (random.NextDouble() >= fault.Probability) return false;
        left--;
        Struck();
        return true;
    }

    /// <summary>Whole number from 0 to below <paramref name="bound"/>.</summary>
    public int Draw(int bound) => random.NextInt(bound);
}
