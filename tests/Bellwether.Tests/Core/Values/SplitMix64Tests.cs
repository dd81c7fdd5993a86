using Bellwether.Core;

namespace Bellwether.Tests.Core.Values;

public sealed class SplitMix64Tests
{
    /// <summary>The published test vector of the algorithm: seed 1234567.</summary>
    [Fact]
    public void The_sequence_is_that_of_the_published_vector()
    {
        var random = new SplitMix64(1234567);
        ulong[] published = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        foreach (var expected in published) Assert.Equal(expected, random.Next());
    }

    [Fact]
    public void Streams_of_one_seed_differ_and_repeat()
    {
        var seen = new HashSet<ulong>();
        for (var stream = -5; stream < 50; stream++)
            for (var sub = -2; sub < 20; sub++)
            {
                var first = SplitMix64.For(42, stream, sub).Next();
                Assert.Equal(first, SplitMix64.For(42, stream, sub).Next());
                Assert.True(seen.Add(first), $"stream {stream}, {sub} repeats another");
            }
    }

    [Fact]
    public void Uniform_and_normal_numbers_stay_in_their_bounds()
    {
        var random = new SplitMix64(7);
        double sum = 0, squares = 0;
        const int Draws = 20_000;
        for (var i = 0; i < Draws; i++)
        {
            Assert.InRange(random.NextDouble(), 0, 0.99999999999999989);
            Assert.InRange(random.NextInt(6), 0, 5);
            var normal = random.NextNormal();
            Assert.InRange(normal, -6, 6);
            sum += normal;
            squares += normal * normal;
        }
        // Six standard errors of the mean and of the variance of a standard normal.
        Assert.InRange(sum / Draws, -0.0425, 0.0425);
        Assert.InRange(squares / Draws, 0.94, 1.06);
    }
}
