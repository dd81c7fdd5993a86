namespace Bellwether.Core;

/// <summary>
/// A small deterministic random sequence for simulations: SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014).
/// The same seed gives the same numbers on every machine. Not for secrets.
/// </summary>
public struct SplitMix64(ulong seed)
{
    ulong state = seed;

    /// <summary>A sequence of its own for each combination of seed and stream numbers.</summary>
    public static SplitMix64 For(ulong seed, long stream, long subStream = 0)
    {
        var mix = new SplitMix64(seed);
        mix.state ^= Finish(unchecked((ulong)stream * 0x9E3779B97F4A7C15UL + 0x632BE59BD9B4E019UL));
        mix.Next();
        mix.state ^= Finish(unchecked((ulong)subStream * 0xD1342543DE82EF95UL + 0x2545F4914F6CDD1DUL));
        mix.Next();
        return mix;
    }

    public ulong Next()
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        return Finish(state);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="bound"/>); the bias of at most bound/2⁶⁴ is of no matter here.</summary>
    public int NextInt(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>
    /// Approximately standard normal: the sum of twelve uniforms minus six. Only sums and products, so it is the same bit for bit on every CPU family;
    /// bounded by ±6.
    /// </summary>
    public double NextNormal()
    {
        var sum = 0.0;
        for (var i = 0; i < 12; i++) sum += NextDouble();
        return sum - 6;
    }

    static ulong Finish(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
