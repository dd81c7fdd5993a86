using Bellwether.Storage;
using CsCheck;

namespace Bellwether.Tests.Storage;

public sealed class ColumnTimesTests
{
    [Fact]
    public void Times_become_nanoseconds_and_one_out_of_order_is_found_wherever_it_stands() =>
        Gen.Select(Gen.Int[0, 70], Gen.Int[-1, 69], Gen.Bool, Gen.Bool).Sample((length, fault, isSame, strictly) =>
        {
            var times = Enumerable.Range(0, length).Select(i => 1_700_000_000_000_000 + (i * 7L)).ToArray();
            var isFaulty = fault >= 1 && fault < length;
            // One that repeats the row before it, or lies before it.
            if (isFaulty) times[fault] = times[fault - 1] - (isSame ? 0 : 3);
            var expected = times.Select(t => t * 1_000).ToArray();
            var last = long.MinValue;
            var isRight = ColumnTimes.TryToEngineTime(times, strictly, ref last);
            Assert.Equal(!isFaulty || (isSame && !strictly), isRight);
            if (!isRight) return;
            Assert.Equal(expected, times);
            Assert.Equal(length == 0 ? long.MinValue : expected[^1], last);
        }, iter: 4_000);

    [Theory]
    [InlineData(true, 5_000, 5, false)]
    [InlineData(true, 5_000, 6, true)]
    [InlineData(false, 5_000, 5, true)]
    [InlineData(false, 5_001, 5, false)]
    public void The_row_of_the_piece_before_counts(bool strictly, long before, long first, bool isRight)
    {
        long[] times = [first, first + 1];
        Assert.Equal(isRight, ColumnTimes.TryToEngineTime(times, strictly, ref before));
    }

    [Theory]
    [InlineData(9_223_372_036_854_775, true)]
    [InlineData(9_223_372_036_854_776, false)]
    [InlineData(long.MaxValue, false)]
    [InlineData(-9_223_372_036_854_775, true)]
    [InlineData(-9_223_372_036_854_776, false)]
    [InlineData(long.MinValue, false)]
    public void Times_beyond_those_of_the_program_are_refused(long time, bool isRight)
    {
        long[] alone = [time];
        var last = long.MinValue;
        Assert.Equal(isRight, ColumnTimes.TryToEngineTime(alone, strictly: true, ref last));
        long[] beside = time > 0 ? [0, time] : [time, 0];
        last = long.MinValue;
        Assert.Equal(isRight, ColumnTimes.TryToEngineTime(beside, strictly: true, ref last));
    }
}
