using Bellwether.Core;

namespace Bellwether.Tests.Core.Values;

public sealed class SplitRatioTests
{
    [Theory]
    [InlineData(4, 4, 1)]
    [InlineData(0.125, 1, 8)]
    [InlineData(1.5, 3, 2)]
    [InlineData(0.142857, 1, 7)]
    [InlineData(0.666667, 2, 3)]
    [InlineData(1.0476, 2619, 2500)]
    public void A_number_stands_for_the_simplest_ratio(double number, int shares, int old)
    {
        var ratio = SplitRatio.FromDouble(number);
        if (old <= 1_000) Assert.Equal((shares, old), (ratio.New, ratio.Old));
        Assert.Equal(number, (double)ratio.New / ratio.Old, 2e-6 * number);
    }

    [Fact]
    public void The_worth_of_a_holding_stays()
    {
        var ratio = new SplitRatio(7, 1);
        Assert.Equal((700m, 13m), (ratio.Of(Quantity.FromShares(100)).ToDecimal(), ratio.Of(Price.FromDecimal(91)).ToDecimal()));
        Assert.Equal(Price.FromDecimal(91) * Quantity.FromShares(100), ratio.Of(Price.FromDecimal(91)) * ratio.Of(Quantity.FromShares(100)));
        Assert.Equal(-12.5m, new SplitRatio(1, 8).Of(Quantity.FromShares(-100)).ToDecimal());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(double.NaN)]
    [InlineData(5_000)]
    public void What_is_no_ratio_is_refused(double number) => Assert.Throws<ArgumentOutOfRangeException>(() => SplitRatio.FromDouble(number));
}
