using Bellwether.Core;
using Bellwether.Simulation;
using static Bellwether.Tests.Simulation.VenueDesk;

namespace Bellwether.Tests.Simulation;

public sealed class VenueFillTests
{
    [Fact]
    public void A_market_order_executes_at_the_close_of_the_bar_that_just_passed()
    {
        var desk = OnBars().Bar(10, 11, 9, 10.5).Market(1, Side.Buy, 100);
        Assert.Equal("1 Accepted; 1 Execution 100@10.50", desk.Events());
    }

    [Fact]
    public void A_market_order_before_the_first_bar_executes_at_that_bars_open()
    {
        var desk = OnBars().Market(1, Side.Sell, 100).Bar(10, 11, 9, 10.5);
        Assert.Equal("1 Accepted; 1 Working; 1 Execution 100@10.00", desk.Events());
    }

    [Theory]
    [InlineData(Side.Buy, 9.5, 9.2, "9.50")] // bar opens at 10, falls to 9.2: the limit
    [InlineData(Side.Buy, 10.4, 9.2, "10.00")] // opens better than the limit: the open
    [InlineData(Side.Buy, 9.1, 9.2, null)]
    [InlineData(Side.Sell, 10.9, 9.2, "10.90")]
    [InlineData(Side.Sell, 9.8, 9.2, "10.00")]
    [InlineData(Side.Sell, 11.1, 9.2, null)]
    public void A_resting_limit_order_executes_when_the_bars_range_reaches_it(Side side, double limit, double low, string? price)
    {
        // The close of the first bar, 10.5 for buys and 9 for sells, is worse than every limit here.
        var desk = OnBars().Bar(side == Side.Buy ? 10.5 : 9, 10.5, 9, side == Side.Buy ? 10.5 : 9).Limit(1, side, 50, limit).Forget().Bar(10, 11, low, 10);
        Assert.Equal(price is null ? "" : $"1 Execution 50@{price}", desk.Events());
    }

    [Theory]
    [InlineData(Side.Sell, 9.5, "9.50")] // falls through 9.5 within the bar
    [InlineData(Side.Sell, 10.2, "10.00")] // opens below the stop: the open
    [InlineData(Side.Buy, 10.8, "10.80")]
    public void A_stop_executes_at_its_price_or_at_the_open_beyond_it(Side side, double stop, string price)
    {
        var desk = OnBars().Bar(10.5, 10.5, 10.5, 10.5).Stop(1, side, 50, stop).Forget().Bar(10, 11, 9.4, 10);
        Assert.Equal($"1 Triggered; 1 Execution 50@{price}", desk.Events());
    }

    [Fact]
    public void When_one_bar_spans_stop_and_target_the_stop_counts()
    {
        var desk = OnBars().Bar(10, 10, 10, 10)
            .Limit(1, Side.Sell, 100, 11, oca: 7, type: OcaType.ReduceWithBlock)
            .Stop(2, Side.Sell, 100, 9, oca: 7, type: OcaType.ReduceWithBlock)
            .Forget().Bar(10, 12, 8, 10);
        Assert.Equal("2 Triggered; 2 Execution 100@9.00; 1 Cancelled OcaGroup", desk.Events());
    }

    [Fact]
    public void On_quotes_a_market_order_takes_the_touch()
    {
        var desk = new VenueDesk().Quote(99.98, 100.02).Market(1, Side.Buy, 10).Market(2, Side.Sell, 10);
        Assert.Equal("1 Accepted; 1 Execution 10@100.02; 2 Accepted; 2 Execution 10@99.98", desk.Events());
    }

    [Fact]
    public void A_market_order_waits_while_its_side_of_the_quote_is_absent()
    {
        var desk = new VenueDesk().Quote(99.98, double.NaN).Market(1, Side.Buy, 10);
        Assert.Equal("1 Accepted; 1 Working", desk.Events());
        Assert.Equal("1 Execution 10@100.05", desk.Quote(99.98, 100.05).Events());
    }

    [Fact]
    public void A_limit_order_executes_at_the_better_touch_on_arrival_and_at_its_limit_once_it_rests()
    {
        var desk = new VenueDesk().Quote(99.98, 100.02).Limit(1, Side.Buy, 10, 100.10).Limit(2, Side.Buy, 10, 99.90);
        Assert.Equal("1 Accepted; 1 Execution 10@100.02; 2 Accepted; 2 Working", desk.Events());
        Assert.Equal("2 Execution 10@99.90", desk.Quote(99.80, 99.85).Events());
    }

    [Fact]
    public void A_stop_triggers_on_the_last_price_and_executes_at_the_touch()
    {
        var desk = new VenueDesk().Quote(100, 100.02, last: 100).Stop(1, Side.Sell, 10, 99.50).Forget();
        Assert.Equal("", desk.Quote(99.60, 99.62, last: 99.61).Events());
        Assert.Equal("1 Triggered; 1 Execution 10@99.55", desk.Quote(99.55, 99.57, last: 99.50).Events());
    }

    [Fact]
    public void Nothing_executes_in_a_halted_symbol()
    {
        var desk = new VenueDesk().Quote(10, 10.02);
        desk.Venue.Halt(A);
        Assert.Equal("1 Accepted; 1 Working", desk.Market(1, Side.Buy, 5).Events());
        Assert.Equal("", desk.Quote(10, 10.03).Events());
        desk.Venue.Resume(A);
        Assert.Equal("1 Execution 5@10.04", desk.Quote(10, 10.04).Events());
    }

    [Fact]
    public void One_dollar_is_charged_with_the_first_execution_of_an_order_only()
    {
        var desk = new VenueDesk(new VenueOptions { Fills = QuoteFills.Instance, PartialFills = DisplayedSizeFills.Instance });
        desk.Quote(10, 10.02, size: 100).Market(1, Side.Buy, 1_000);
        for (var i = 0; i < 40; i++) desk.Quote(10, 10.02, size: 100);
        var executions = desk.Taken().Where(e => e.Kind == VenueEventKind.Execution).ToList();
        Assert.True(executions.Count > 5, $"1,000 shares against 100 displayed must take several executions, not {executions.Count}");
        Assert.Equal(1_000, executions.Sum(e => e.Quantity.ToDouble()));
        Assert.Equal(["1.00", .. Enumerable.Repeat("0.00", executions.Count - 1)], executions.Select(e => e.Commission.ToString()));
        Assert.Equal(executions.Count, executions.Select(e => e.Execution).Distinct().Count());
    }

    [Theory]
    [InlineData(100, 50.00, "1.00")] // 0.50 by the share, below the minimum
    [InlineData(1_000, 50.00, "5.00")]
    [InlineData(10, 5.00, "0.50")] // 1 % of 50.00 is below the minimum of 1.00
    public void Fixed_pricing_per_share_has_a_minimum_and_a_maximum(long shares, double price, string commission)
    {
        var value = Dollars(price) * Shares(shares);
        Assert.Equal(commission, PerShareFees.InteractiveBrokersFixed.Total(Shares(shares), value).ToString());
    }

    [Fact]
    public void The_same_seed_splits_orders_the_same_way()
    {
        Assert.Equal(Split(7), Split(7));
        Assert.NotEqual(Split(7), Split(8));

        static string Split(ulong seed)
        {
            var desk = new VenueDesk(new VenueOptions { Fills = QuoteFills.Instance, PartialFills = DisplayedSizeFills.Instance, Seed = seed });
            desk.Quote(10, 10.02, size: 300).Market(1, Side.Buy, 3_000);
            for (var i = 0; i < 30; i++) desk.Quote(10, 10.02, size: 300);
            return desk.Events();
        }
    }
}
