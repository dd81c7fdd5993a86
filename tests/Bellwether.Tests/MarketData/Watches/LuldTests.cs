using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;

namespace Bellwether.Tests.MarketData;

/// <summary>MKT1: price bands, limit states and the market-wide breakers, against numbers worked out by hand from the plan's Appendix A.</summary>
public sealed class LuldTests
{
    static readonly TradingSession Day = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2025, 3, 3))!;
    static readonly TradingSession Early = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2020, 2, 21))!;
    static readonly TradingSession Half = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2025, 7, 3))!;

    /// <summary>The percentage goes by the close of the day before, the width by the reference price.</summary>
    [Theory]
    [InlineData(100, 100, LuldTier.One, 1, 95, 105)]
    [InlineData(100, 100, LuldTier.Two, 1, 90, 110)]
    [InlineData(3.01, 3.01, LuldTier.One, 1, 2.86, 3.16)] // 0.1505: 2.8595 and 3.1605.
    [InlineData(3.00, 3.00, LuldTier.One, 1, 2.40, 3.60)] // 3.00 itself belongs to the lower class.
    [InlineData(3.50, 2.90, LuldTier.One, 1, 2.80, 4.20)] // It closed below 3.
    [InlineData(2.50, 3.10, LuldTier.Two, 1, 2.25, 2.75)] // It closed above 3.
    [InlineData(0.75, 0.75, LuldTier.Two, 1, 0.60, 0.90)]
    [InlineData(0.74, 0.74, LuldTier.Two, 1, 0.59, 0.89)] // 0.15 is less than 75 % of 0.74.
    [InlineData(0.10, 0.10, LuldTier.Two, 1, 0.03, 0.18)] // 75 %: 0.025 and 0.175.
    [InlineData(40, 40, LuldTier.Two, 3, 28, 52)] // 10 % three times.
    [InlineData(40, double.NaN, LuldTier.One, 1, 38, 42)]
    public void A_band_is_a_percentage_of_the_reference_price(double reference, double close, LuldTier tier, double leverage, double lower, double upper) =>
        Assert.Equal(new PriceBand(lower, upper), LuldBands.Around(reference, close, tier, Day, At(Day, 11, 0), leverage));

    [Theory]
    [InlineData(15, 34, 59, 95, 105)]
    [InlineData(15, 35, 0, 90, 110)]
    [InlineData(9, 30, 0, 95, 105)]
    public void The_first_tier_is_twice_as_wide_in_the_last_twenty_five_minutes(int hour, int minute, int second, double lower, double upper) =>
        Assert.Equal(new PriceBand(lower, upper), LuldBands.Around(100, 100, LuldTier.One, Day, At(Day, hour, minute, second)));

    [Fact]
    public void The_second_tier_is_twice_as_wide_at_the_end_up_to_three_dollars_only()
    {
        Assert.Equal(new PriceBand(90, 110), LuldBands.Around(100, 100, LuldTier.Two, Day, At(Day, 15, 40)));
        Assert.Equal(new PriceBand(1.20, 2.80), LuldBands.Around(2, 2, LuldTier.Two, Day, At(Day, 15, 40)));
        // 0.30 is less than 150 % of 0.50; a lower band below nothing is none.
        Assert.Equal(new PriceBand(0.20, 0.80), LuldBands.Around(0.50, 0.50, LuldTier.Two, Day, At(Day, 15, 40)));
        Assert.Equal(new PriceBand(0, 0.25), LuldBands.Around(0.10, 0.10, LuldTier.Two, Day, At(Day, 15, 40)));
    }

    [Fact]
    public void A_half_day_brings_its_last_twenty_five_minutes_forward()
    {
        Assert.Equal(new PriceBand(95, 105), LuldBands.Around(100, 100, LuldTier.One, Half, At(Half, 12, 34, 59)));
        Assert.Equal(new PriceBand(90, 110), LuldBands.Around(100, 100, LuldTier.One, Half, At(Half, 12, 35)));
    }

    [Fact]
    public void Before_the_change_of_2020_bands_were_doubled_at_the_opening_and_for_all_at_the_end()
    {
        Assert.Equal(new PriceBand(90, 110), LuldBands.Around(100, 100, LuldTier.One, Early, At(Early, 9, 44, 59)));
        Assert.Equal(new PriceBand(95, 105), LuldBands.Around(100, 100, LuldTier.One, Early, At(Early, 9, 45)));
        Assert.Equal(new PriceBand(80, 120), LuldBands.Around(100, 100, LuldTier.Two, Early, At(Early, 15, 35)));
    }

    [Fact]
    public void The_reference_price_follows_the_mean_of_five_minutes_when_it_has_moved_one_per_cent()
    {
        var reference = new LuldReference();
        var open = Day.OpenNanoseconds;
        reference.Add(open, 100, 1);
        Assert.Equal(100, reference.Price);
        // Mean (100 + 101.8) / 2 = 100.9.
        reference.Add(open + (40 * EngineTime.Second), 101.8, 1);
        reference.Advance(open + (40 * EngineTime.Second));
        Assert.Equal(100, reference.Price);
        // Mean (100 + 101.8 + 4 × 101.3) / 6 = 101.1666…
        reference.Add(open + (50 * EngineTime.Second), 101.3, 4);
        reference.Advance(open + (50 * EngineTime.Second));
        Assert.Equal(607.0 / 6, reference.Price, 10);
        // Five minutes on, the first trades are out of the mean; only the four at 101.3 and one at 105 count: 102.04, less than one per cent away.
        reference.Add(open + (345 * EngineTime.Second), 105, 1);
        reference.Advance(open + (345 * EngineTime.Second));
        Assert.Equal(607.0 / 6, reference.Price, 10);
        // And ten seconds later only that one.
        reference.Advance(open + (350 * EngineTime.Second));
        Assert.Equal(105, reference.Price, 10);
        // Without trades it stays.
        reference.Advance(open + (900 * EngineTime.Second));
        Assert.Equal(105, reference.Price, 10);
    }

    [Fact]
    public void A_reference_price_stands_for_thirty_seconds_at_least()
    {
        var reference = new LuldReference();
        var open = Day.OpenNanoseconds;
        reference.Add(open, 100, 1);
        reference.Add(open + (5 * EngineTime.Second), 104, 1);
        reference.Advance(open + (30 * EngineTime.Second) - 1);
        Assert.Equal(100, reference.Price);
        reference.Advance(open + (30 * EngineTime.Second));
        Assert.Equal(102, reference.Price);
    }

    [Fact]
    public void A_bid_at_the_upper_band_is_a_limit_state_and_ends_when_it_leaves_it()
    {
        var watch = new LuldWatch(2);
        var at = At(Day, 11, 0);
        watch.Traded(0, at, 100, 1);
        Assert.False(watch.OnQuote(0, at, 104.98, 105.00));
        Assert.False(watch.IsLimited(0));
        Assert.True(watch.OnQuote(0, at, 105.00, double.NaN));
        Assert.True(watch.IsLimited(0));
        Assert.False(watch.IsLimited(1));
        Assert.True(watch.OnQuote(0, at, 104.99, 105.00));
        // An offer at the lower one, too.
        Assert.True(watch.OnQuote(0, at, 94.90, 95.00));
        Assert.True(watch.TryBand(0, out var band));
        Assert.Equal(new PriceBand(95, 105), band);
    }

    [Fact]
    public void After_a_pause_and_in_the_next_session_the_reference_price_is_made_anew()
    {
        var watch = new LuldWatch(1);
        watch.Traded(0, At(Day, 11, 0), 100, 1);
        watch.Reopened(0);
        Assert.False(watch.TryBand(0, out _));
        watch.Traded(0, At(Day, 11, 10), 80, 1);
        watch.OnQuote(0, At(Day, 11, 10), 80, 80.01);
        Assert.True(watch.TryBand(0, out var band));
        Assert.Equal(new PriceBand(76, 84), band);
        var next = ExchangeCalendar.NewYork.NextSession(Day.Date);
        watch.Traded(0, next.OpenNanoseconds, 60, 1);
        watch.OnQuote(0, next.OpenNanoseconds, 60, 60.01);
        Assert.True(watch.TryBand(0, out band));
        Assert.Equal(new PriceBand(57, 63), band);
    }

    static long At(TradingSession session, int hour, int minute, int second = 0) =>
        EngineTime.From(session.Date.At(new LocalTime(hour, minute, second)).InZoneStrictly(ExchangeCalendar.NewYork.Zone).ToInstant());
}
