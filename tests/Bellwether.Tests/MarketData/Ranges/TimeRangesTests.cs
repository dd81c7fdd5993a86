using Bellwether.MarketData;
using CsCheck;

namespace Bellwether.Tests.MarketData;

public sealed class TimeRangesTests
{
    static readonly Gen<TimeRange[]> Stretches = Gen.Select(Gen.Long[0, 60], Gen.Long[1, 12], (from, length) => new TimeRange(from, from + length)).Array[0, 12];

    static HashSet<long> Times(IEnumerable<TimeRange> ranges) => [.. ranges.SelectMany(r => Enumerable.Range((int)r.From, (int)(r.To - r.From)).Select(t => (long)t))];

    static void Tidy(TimeRanges ranges) => Assert.All(ranges.Items.Zip(ranges.Items.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From, $"{pair.First} touches {pair.Second}"));

    [Fact]
    public void Sets_of_stretches_behave_like_sets_of_times() => Gen.Select(Stretches, Stretches, Gen.Long[0, 50], Gen.Long[1, 30]).Sample((a, b, from, length) =>
    {
        var (one, other, range) = (TimeRanges.Of(a), TimeRanges.Of(b), new TimeRange(from, from + length));
        var inRange = Times([range]);
        Assert.Equal(Times(a).Order(), Times(one.Items).Order());
        Assert.Equal(Times(a).Union(Times(b)).Order(), Times(one.Union(other).Items).Order());
        Assert.Equal(Times(a).Intersect(inRange).Order(), Times(one.Within(range).Items).Order());
        Assert.Equal(inRange.Except(Times(a)).Order(), Times(one.MissingFrom(range).Items).Order());
        Tidy(one);
        Tidy(one.Union(other));
        Tidy(one.MissingFrom(range));
    });

    [Fact]
    public void An_empty_stretch_cannot_be_made()
    {
        var problem = Assert.Throws<ArgumentException>(() => new TimeRange(5, 5));
        Assert.Contains("empty", problem.Message, StringComparison.Ordinal);
    }
}
