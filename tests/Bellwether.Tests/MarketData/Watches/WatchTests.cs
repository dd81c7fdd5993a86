using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Tests.MarketData.Watches;

public sealed class WatchTests
{
    const long Second = EngineTime.Second;

    static Quote Of(double bid, double ask) => new(bid, ask, 100, 100, double.NaN);

    [Fact]
    public void The_first_quote_after_a_night_is_not_measured_by_the_evenings_other_side()
    {
        var collar = new PriceCollar(1);
        collar.Judge(0, PriceField.Bid, 330, 0);
        collar.Judge(0, PriceField.Ask, 330.1, 0);
        // The shares were split, five for one.
        var morning = 17 * 3_600 * Second;
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Bid, 66, morning));
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Ask, 66.02, morning));
        Assert.Equal(CollarVerdict.Held, collar.Judge(0, PriceField.Ask, 80, morning));
    }

    [Fact]
    public void After_a_halt_a_symbol_settles_in_a_minute_and_two_sane_quotes()
    {
        var halts = new HaltWatch(2);
        Assert.False(halts.OnTick(1, 0));
        Assert.True(halts.OnTick(1, 2));
        Assert.False(halts.OnTick(1, 2));
        Assert.Equal((HaltState.Trading, HaltState.Paused), (halts[0], halts[1]));
        halts.OnQuote(1, Of(10, 10.01));
        Assert.False(halts.OnTick(1, -1));
        Assert.True(halts.OnTick(1, 0));
        Assert.Equal((HaltState.Reopening, false), (halts[1], halts.IsHalted(1)));
        Assert.False(halts.TrySettle(1, 100 * Second));
        // Crossed, one-sided, locked, and too far apart: none of them is sane.
        foreach (var quote in (ReadOnlySpan<Quote>)[Of(10.01, 10), Of(10, double.NaN), Of(10, 10), Of(10, 10.3)]) halts.OnQuote(1, quote);
        halts.OnQuote(1, Of(10, 10.1));
        Assert.False(halts.TrySettle(1, 200 * Second));
        halts.OnQuote(1, Of(10, 10.1));
        Assert.True(halts.TrySettle(1, 200 * Second));
        Assert.False(halts.TrySettle(1, 201 * Second));
        Assert.Equal(HaltState.Trading, halts[1]);
    }

    [Fact]
    public void The_minute_is_over_after_a_minute_and_begins_anew_with_another_halt()
    {
        var halts = new HaltWatch(1);
        halts.OnTick(0, 1);
        halts.OnTick(0, 0);
        Assert.False(halts.TrySettle(0, 100 * Second));
        halts.OnQuote(0, Of(10, 10.01));
        halts.OnQuote(0, Of(10, 10.01));
        Assert.False(halts.TrySettle(0, (160 * Second) - 1));
        halts.OnTick(0, 2);
        halts.OnTick(0, 0);
        Assert.False(halts.TrySettle(0, 160 * Second));
        Assert.False(halts.TrySettle(0, 300 * Second));
        halts.OnQuote(0, Of(10, 10.01));
        halts.OnQuote(0, Of(10, 10.01));
        Assert.True(halts.TrySettle(0, 300 * Second));
    }

    /// <summary>Two symbols that tick every half second until a time.</summary>
    static QuoteWatch Ticking(long until)
    {
        var watch = new QuoteWatch(2);
        watch.Expect(0, 0);
        watch.Expect(1, 0);
        for (var now = 0L; now <= until; now += Second / 2)
        {
            watch.Ticked(0, now);
            watch.Ticked(1, now);
        }
        return watch;
    }

    static QuoteWatch Others(QuoteWatch watch, long from, long to)
    {
        for (var now = from; now <= to; now += Second) watch.Ticked(1, now);
        return watch;
    }

    [Fact]
    public void A_liquid_symbol_is_stale_after_five_seconds_while_another_ticks()
    {
        var watch = Others(Ticking(60 * Second), 61 * Second, 66 * Second);
        Assert.True(watch.IsLiquid(0));
        Assert.False(watch.IsStale(0, 65 * Second));
        Assert.True(watch.IsStale(0, (65 * Second) + 1));
        Assert.False(watch.IsStale(1, 66 * Second));
        watch.Ticked(0, 67 * Second);
        Assert.False(watch.IsStale(0, 67 * Second));
    }

    [Fact]
    public void Where_nobody_ticks_no_symbol_is_stale_before_the_others()
    {
        var watch = Ticking(60 * Second);
        Assert.False(watch.IsStale(0, 120 * Second));
        Assert.False(watch.IsStale(1, 120 * Second));
    }

    [Fact]
    public void A_thin_symbol_has_thirty_seconds()
    {
        var watch = new QuoteWatch(2);
        watch.Expect(0, 0);
        for (var now = 0L; now <= 600 * Second; now += 4 * Second) watch.Ticked(0, now);
        Others(watch, 601 * Second, 640 * Second);
        Assert.False(watch.IsLiquid(0));
        Assert.False(watch.IsStale(0, 630 * Second));
        Assert.True(watch.IsStale(0, (630 * Second) + 1));
    }

    [Fact]
    public void Bars_without_trades_say_that_a_liquid_symbol_is_quiet_and_bars_with_trades_that_a_thin_one_stalls()
    {
        var liquid = Others(Ticking(60 * Second), 61 * Second, 100 * Second);
        liquid.BarCame(0, traded: false, 65 * Second);
        Assert.False(liquid.IsStale(0, 80 * Second));
        Assert.True(liquid.IsStale(0, 81 * Second));
        liquid.BarCame(0, traded: false, 82 * Second);
        Assert.False(liquid.IsStale(0, 90 * Second));
        Assert.True(liquid.IsStale(0, 91 * Second));

        var thin = new QuoteWatch(1);
        thin.Expect(0, 0);
        thin.Ticked(0, 100 * Second);
        thin.BarCame(0, traded: true, 105 * Second);
        Assert.False(thin.IsStale(0, 110 * Second));
        thin.BarCame(0, traded: true, 110 * Second);
        Assert.True(thin.IsStale(0, 110 * Second));
    }

    [Fact]
    public void What_is_not_expected_is_not_stale_and_its_age_begins_with_the_expectation()
    {
        var watch = Others(Ticking(60 * Second), 61 * Second, 100 * Second);
        watch.Excuse(0);
        Assert.False(watch.IsStale(0, 100 * Second));
        watch.Expect(0, 99 * Second);
        Assert.False(watch.IsStale(0, 104 * Second));
        Others(watch, 104 * Second, 105 * Second);
        Assert.True(watch.IsStale(0, (104 * Second) + 1));
        Assert.Throws<ArgumentException>(() => new QuoteWatch(1, new StalenessLimits(5, 4)));
    }

    static PriceCollar Quoted(double bid, double ask)
    {
        var collar = new PriceCollar(1);
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Bid, bid, 0));
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Ask, ask, 0));
        return collar;
    }

    [Fact]
    public void A_single_price_that_is_far_off_is_left_out()
    {
        var collar = Quoted(99.99, 100.01);
        Assert.Equal(CollarVerdict.Held, collar.Judge(0, PriceField.Last, 110.01, 1));
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Last, 110, 1));
        Assert.Equal(CollarVerdict.Held, collar.Judge(0, PriceField.Bid, 60, 1));
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Bid, 100, 2));
        Assert.Equal(2, collar.HeldCount);
        // What is a minute old is no measure.
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Last, 60, 2 + (60 * Second) + 1));
    }

    [Fact]
    public void A_market_that_jumps_is_believed_once_both_sides_of_its_quote_say_so()
    {
        var collar = Quoted(99.99, 100.01);
        Assert.Equal(CollarVerdict.Held, collar.Judge(0, PriceField.Ask, 120.01, 1));
        Assert.Equal(CollarVerdict.Confirmed, collar.Judge(0, PriceField.Bid, 119.99, 1));
        Assert.Equal((PriceField.Ask, 120.01), (collar.HeldField, collar.Held));
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Last, 120, 1));
    }

    [Fact]
    public void Trades_that_lie_apart_from_the_quote_are_never_believed_and_the_third_in_a_row_ends_the_trust()
    {
        var collar = Quoted(99.99, 100.01);
        Assert.Equal(CollarVerdict.Held, collar.Judge(0, PriceField.Last, 130, 1));
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Bid, 99.98, 2));
        Assert.Equal(CollarVerdict.Held, collar.Judge(0, PriceField.Last, 130.01, 3));
        Assert.Equal(CollarVerdict.Untrusted, collar.Judge(0, PriceField.Last, 130, 4));
        // A new stream is measured by what was believed.
        Assert.Equal(CollarVerdict.Held, collar.Judge(0, PriceField.Bid, 130, 5));
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Ask, 100.02, 5));
        collar.Forget(0);
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Last, 130, 6));
    }

    [Fact]
    public void Without_a_quote_a_second_trade_confirms_the_first()
    {
        var collar = new PriceCollar(1);
        collar.Judge(0, PriceField.Last, 2, 0);
        Assert.Equal(CollarVerdict.Pass, collar.Judge(0, PriceField.Last, 2.4, 0));
        Assert.Equal(CollarVerdict.Held, collar.Judge(0, PriceField.Last, 5, 1));
        Assert.Equal(CollarVerdict.Confirmed, collar.Judge(0, PriceField.Last, 5.1, 1));
    }

    [Fact]
    public void A_bar_that_reaches_far_from_the_quote_is_none()
    {
        var collar = Quoted(99.99, 100.01);
        Assert.True(collar.Accepts(0, new Bar(0, 100, 105, 95, 100, 1), 1));
        Assert.False(collar.Accepts(0, new Bar(0, 100, 105, 10, 100, 1), 1));
        Assert.True(collar.Accepts(0, new Bar(0, 100, 105, 10, 100, 1), 61 * Second));
        Assert.True(new PriceCollar(1).Accepts(0, new Bar(0, 1, 2, 1, 1, 1), 0));
    }

    [Theory]
    [InlineData(0, 0, 700, 1, 700, SkewLevel.Notable)] // They were 0.7 s ahead at least.
    [InlineData(0, 800, 700, 1, 0, SkewLevel.Fine)] // The answer took longer than that.
    [InlineData(10_000, 10_100, 7_000, 1, -2_999, SkewLevel.TooFar)]
    [InlineData(10_000, 10_100, 7_000, 1_000, -2_000, SkewLevel.Notable)] // Rounded down to a second it may have been 7.999 s.
    [InlineData(10_400, 10_500, 10_000, 1_000, 0, SkewLevel.Fine)]
    public void What_counts_is_how_far_the_clocks_are_apart_at_least(long asked, long answered, long theirs, long resolution, long skew, SkewLevel level)
    {
        var ms = EngineTime.Millisecond;
        Assert.Equal(skew * ms, ClockSkew.AtLeast(asked * ms, answered * ms, theirs * ms, resolution * ms));
        Assert.Equal(level, ClockSkew.LevelOf(skew * ms));
    }
}
