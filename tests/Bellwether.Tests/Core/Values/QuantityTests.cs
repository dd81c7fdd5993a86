using Bellwether.Core;

namespace Bellwether.Tests.Core.Values;

public sealed class QuantityTests
{
    [Fact]
    public void Shares_have_four_decimals()
    {
        Assert.Equal(15_000, Quantity.FromDecimal(1.5m).Units);
        Assert.Equal(15_000, Quantity.FromDouble(1.5).Units);
        Assert.Equal(-33_333, Quantity.FromDecimal(-3.3333m).Units);
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => Quantity.FromDecimal(0.00001m));
        Assert.Contains("at most 4 decimals", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_shares_than_fit_throw()
    {
        Assert.Equal(922_337_203_685_477_0000, Quantity.FromShares(922_337_203_685_477).Units);
        Assert.Throws<OverflowException>(() => Quantity.FromShares(922_337_203_685_478));
        Assert.Throws<OverflowException>(() => Quantity.FromUnits(long.MaxValue) + Quantity.FromUnits(1));
        Assert.Throws<OverflowException>(() => -Quantity.FromUnits(long.MinValue));
    }

    [Theory]
    [InlineData(1_000_000, "100")]
    [InlineData(-1_000_000, "-100")]
    [InlineData(15_000, "1.5")]
    [InlineData(1, "0.0001")]
    [InlineData(0, "0")]
    public void It_prints_without_padding(long units, string text) => Assert.Equal(text, Quantity.FromUnits(units).ToString());

    [Fact]
    public void The_sign_is_that_of_the_position()
    {
        Assert.Equal(-1, Quantity.FromShares(-3).Sign);
        Assert.Equal(0, Quantity.Zero.Sign);
        Assert.True(Quantity.Zero.IsZero);
        Assert.Equal(Quantity.FromShares(3), Quantity.Abs(Quantity.FromShares(-3)));
        Assert.Equal(Quantity.FromShares(-3), Quantity.Min(Quantity.FromShares(-3), Quantity.FromShares(2)));
        Assert.Equal(Quantity.FromShares(2), Quantity.Max(Quantity.FromShares(-3), Quantity.FromShares(2)));
    }
}
