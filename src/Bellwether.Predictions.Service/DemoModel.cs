using Bellwether.Core;
using NodaTime;

namespace Bellwether.Predictions.Service;

/// <summary>
/// Opinions for demonstrations and tests, without any claim to be right: a function of seed, symbol and time alone. A symbol's opinion holds for a quarter of
/// an hour; symbols change theirs at different minutes. One opinion in five is neutral, and about one in four has a direction with a confidence of 0.60 or more.
/// </summary>
/// <param name="seed">Any number: another seed, other opinions.</param>
public sealed class DemoModel(ulong seed)
{
    const long OpinionLength = 15 * EngineTime.Minute;
    const long LatencyStream = -1;

    /// <summary>How far ahead every opinion looks.</summary>
    public static Duration Horizon { get; } = Duration.FromMinutes(30);

    /// <summary>The opinion on a symbol from data up to an instant.</summary>
    public Opinion On(string symbol, Instant asOf)
    {
        var identity = IdentityOf(symbol);
        var offset = (long)((ulong)identity % OpinionLength);
        var random = SplitMix64.For(seed, identity, FloorDivide(EngineTime.From(asOf) - offset, OpinionLength));
        var kind = random.NextDouble();
        var strength = random.NextDouble();
        if (kind < 0.2) return new Opinion(0, Math.Round(0.34 + (0.26 * strength), 4));
        // The cube leaves three opinions in ten above a strength of a third, where the confidence passes 0.60.
        return new Opinion(kind < 0.6 ? 1 : -1, Math.Round(0.5 + (0.3 * strength * strength * strength), 4));
    }

    /// <summary>How long the model claims to have taken for an answer: 60 to 139 milliseconds.</summary>
    public int LatencyMilliseconds(Instant asOf) => 60 + SplitMix64.For(seed, LatencyStream, EngineTime.From(asOf)).NextInt(80);

    /// <summary>FNV-1a over the characters: the same on every machine and in every process.</summary>
    static long IdentityOf(string symbol)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var c in symbol) hash = unchecked((hash ^ c) * 0x100000001B3UL);
        return unchecked((long)hash);
    }

    static long FloorDivide(long value, long divisor) => value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}
