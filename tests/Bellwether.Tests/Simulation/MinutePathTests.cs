using Bellwether.Core;
using Bellwether.Simulation;
using CsCheck;

namespace Bellwether.Tests.Simulation;

public sealed class MinutePathTests
{
    static readonly Gen<(double Open, double High, double Low, double Close, double Volume)> Bars =
        from cents in Gen.Int[150, 60_000]
        from open in Gen.Int[0, 40]
        from close in Gen.Int[0, 40]
        from above in Gen.Int[0, 30]
        from below in Gen.Int[0, 30]
        from subPenny in Gen.Int[0, 99]
        from volume in Gen.Int[1, 2_000_000]
        let low = cents
        let high = cents + Math.Max(open, close) + above + below
        // A tape has prices between the cents too.
        let scale = subPenny == 0 ? 0 : subPenny
        select (Dollars(low + below + open, scale), Dollars(high, scale), Dollars(low, scale), Dollars(low + below + close, scale), (double)volume);

    [Fact]
    public void Twelve_bars_aggregate_back_to_the_recorded_minute() => Bars.Sample(bar =>
    {
        var path = new MinutePath(bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, TickRule.UsEquity);
        var parts = Enumerable.Range(0, MinutePath.Bars).Select(k => path.Bar(k, 0)).ToList();
        Assert.Equal(bar.Open, parts[0].Open);
        Assert.Equal(bar.High, parts.Max(p => p.High));
        Assert.Equal(bar.Low, parts.Min(p => p.Low));
        Assert.Equal(bar.Close, parts[^1].Close);
        Assert.Equal(bar.Volume, parts.Sum(p => p.Volume));
        Assert.Equal(Enumerable.Range(0, MinutePath.Bars).Select(k => k * 5 * EngineTime.Second), parts.Select(p => p.Time));
        for (var k = 1; k < MinutePath.Bars; k++) Assert.Equal(parts[k - 1].Close, parts[k].Open);
    });

    [Theory]
    [InlineData(10.00, 10.40, 9.80, 10.20, "10.00 9.95 9.90 9.85 9.80 9.95 10.10 10.25 10.40 10.35 10.30 10.25 10.20")] // the low is nearer
    [InlineData(10.00, 10.20, 9.60, 9.80, "10.00 10.05 10.10 10.15 10.20 10.05 9.90 9.75 9.60 9.65 9.70 9.75 9.80")] // the high is nearer
    [InlineData(10.00, 10.20, 9.80, 10.00, "10.00 9.95 9.90 9.85 9.80 9.90 10.00 10.10 10.20 10.15 10.10 10.05 10.00")] // a tie: the low first
    [InlineData(10.00, 10.01, 10.00, 10.01, "10.00 10.00 10.00 10.00 10.00 10.00 10.01 10.01 10.01 10.01 10.01 10.01 10.01")] // halves round up
    public void The_price_goes_to_the_nearer_extreme_first(double open, double high, double low, double close, string points)
    {
        var path = new MinutePath(open, high, low, close, 120, TickRule.UsEquity);
        Assert.Equal(points, string.Join(' ', Enumerable.Range(0, 13).Select(k => Price.FromDouble(path.Point(k)).ToString())));
    }

    [Fact]
    public void Fractional_volume_is_spread_to_the_ten_thousandth()
    {
        var path = new MinutePath(10, 10, 10, 10, 1.0005, TickRule.UsEquity);
        var units = Enumerable.Range(0, 12).Sum(k => Quantity.FromDouble(path.Bar(k, 0).Volume).Units);
        Assert.Equal(10_005, units);
    }

    static double Dollars(int cents, int hundredths) => ((cents * 100) + hundredths) / 10_000.0;
}
