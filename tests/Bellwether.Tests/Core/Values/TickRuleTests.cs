using Bellwether.Core;

namespace Bellwether.Tests.Core.Values;

public sealed class TickRuleTests
{
    [Theory]
    [InlineData(1.004, TickRounding.Nearest, 1.00)]
    [InlineData(1.005, TickRounding.Nearest, 1.01)]
    [InlineData(1.0049, TickRounding.Up, 1.01)]
    [InlineData(1.0099, TickRounding.Down, 1.00)]
    [InlineData(250.37, TickRounding.Up, 250.37)]
    [InlineData(0.12344, TickRounding.Nearest, 0.1234)]
    [InlineData(0.12345, TickRounding.Nearest, 0.1235)]
    [InlineData(0.12341, TickRounding.Up, 0.1235)]
    [InlineData(0.12349, TickRounding.Down, 0.1234)]
    [InlineData(0.99996, TickRounding.Nearest, 1.00)] // over the edge: on the grid of both bands
    [InlineData(0.99999, TickRounding.Down, 0.9999)]
    [InlineData(-0.00005, TickRounding.Nearest, 0)] // halves go up
    [InlineData(-0.00006, TickRounding.Nearest, -0.0001)]
    [InlineData(-0.00001, TickRounding.Down, -0.0001)]
    public void A_price_moves_to_the_grid_of_its_band(double price, TickRounding rounding, double expected)
    {
        var rounded = TickRule.UsEquity.Round(Price.FromDouble(price), rounding);
        Assert.Equal(Price.FromDouble(expected), rounded);
        Assert.True(TickRule.UsEquity.IsOnTick(rounded));
    }

    [Fact]
    public void The_step_is_a_hundredth_from_one_dollar_on_and_a_ten_thousandth_below()
    {
        Assert.Equal(Price.FromDecimal(0.01m), TickRule.UsEquity.IncrementAt(Price.FromDecimal(1.00m)));
        Assert.Equal(Price.FromDecimal(0.0001m), TickRule.UsEquity.IncrementAt(Price.FromDecimal(0.9999m)));
        Assert.False(TickRule.UsEquity.IsOnTick(Price.FromDecimal(1.0001m)));
        Assert.True(TickRule.UsEquity.IsOnTick(Price.FromDecimal(0.0001m)));
        Assert.True(TickRule.Flat(Price.FromDecimal(0.05m)).IsOnTick(Price.FromDecimal(0.15m)));
    }

    [Fact]
    public void A_rule_without_a_band_at_zero_or_with_bands_out_of_order_is_refused()
    {
        var (cent, dollar) = (Price.FromDecimal(0.01m), Price.FromDecimal(1));
        Assert.Throws<ArgumentException>(() => new TickRule());
        Assert.Throws<ArgumentException>(() => new TickRule((dollar, cent)));
        Assert.Throws<ArgumentException>(() => new TickRule((Price.Zero, Price.Zero)));
        Assert.Throws<ArgumentException>(() => new TickRule((Price.Zero, cent), (dollar, cent), (dollar, cent)));
    }
}
