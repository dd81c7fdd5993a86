using Bellwether.Web;

namespace Bellwether.Tests.Web;

public sealed class TradeInRTests
{
    [Fact]
    public void A_long_trade_stands_between_its_stop_and_its_target()
    {
        // 200 shares from 50.00, stop 49.50: 1 R = 100. Now 50.40 = +80; target 51.00 = +200.
        var r = TradeInR.Of(Desks.Position("AMD", 200, 50m, 50.40m, stop: 49.50m, target: 51m, risk: 100m));
        Assert.Equal(new TradeInR(0.8m, -1m, 2m), r);
    }

    [Fact]
    public void A_short_trade_gains_when_the_price_falls()
    {
        var r = TradeInR.Of(Desks.Position("JPM", -200, 50m, 50.40m, stop: 50.50m, target: 49m, risk: 100m));
        Assert.Equal(new TradeInR(-0.8m, -1m, 2m), r);
    }

    [Fact]
    public void Without_a_known_risk_there_is_no_scale() => Assert.Null(TradeInR.Of(Desks.Position("AMD", 200, 50m, 50.40m, stop: 49.50m)));

    [Theory]
    [InlineData("49.57", true)]
    [InlineData("49.58", false)]
    public void It_is_near_its_stop_below_fifteen_hundredths_of_r(string last, bool near)
    {
        // 1 R = 0.50 a share: 49.57 is 0.14 R above the stop, 49.58 is 0.16 R above it.
        var r = TradeInR.Of(Desks.Position("AMD", 200, 50m, decimal.Parse(last, System.Globalization.CultureInfo.InvariantCulture), stop: 49.50m, risk: 100m));
        Assert.Equal(near, r!.IsNearStop);
    }

    [Theory]
    [InlineData(-1.3, "0%")]
    [InlineData(-2, "0%")]
    [InlineData(3.4, "100%")]
    [InlineData(9, "100%")]
    [InlineData(1.05, "50%")]
    public void The_rail_runs_from_minus_1_3_to_3_4(double r, string x) => Assert.Equal(x, RailScale.X((decimal)r));
}
