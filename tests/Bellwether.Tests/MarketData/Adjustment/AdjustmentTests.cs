using Bellwether.Core;
using Bellwether.MarketData;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.MarketData;

public sealed class AdjustmentTests
{
    static readonly LocalDate ExDate = new(2014, 6, 9);

    static long At(LocalDate date, int hour, int minute = 0) => EngineTime.From(date.At(new LocalTime(hour, minute)).InZoneStrictly(ExchangeCalendar.NewYork.Zone).ToInstant());

    static BarColumns Bars(params (long Time, double Close, double Volume)[] rows) => new(
        "AAPL", [.. rows.Select(r => r.Time)], [.. rows.Select(r => r.Close)], [.. rows.Select(r => r.Close + 7)], [.. rows.Select(r => r.Close - 7)], [.. rows.Select(r => r.Close)], [.. rows.Select(r => r.Volume)]);

    static CorporateAction Split(LocalDate date, double ratio) => new(date, CorporateActionKind.Split, ratio);

    static CorporateAction Dividend(LocalDate date, double amount, double close = double.NaN) => new(date, CorporateActionKind.Dividend, amount, close);

    static AdjustmentTable Table(PriceAdjustment adjustment, params CorporateAction[] actions) => AdjustmentTable.Build("AAPL", actions, adjustment);

    [Fact]
    public void Seven_for_one_divides_earlier_prices_by_seven_and_multiplies_volumes()
    {
        var adjusted = Table(PriceAdjustment.Split, Split(ExDate, 7)).Apply(Bars((At(new(2014, 6, 6), 15, 59), 644, 1_000), (At(ExDate, 9, 30), 92, 8_000)));
        Assert.Equal([92.0, 92], adjusted.Close.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([93.0, 99], adjusted.High.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([91.0, 85], adjusted.Low.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([7_000.0, 8_000], adjusted.Volume.ToArray());
        Assert.Equal(PriceAdjustment.Split, adjusted.Adjustment);
    }

    [Fact]
    public void An_action_counts_from_midnight_in_New_York_so_that_the_evening_before_is_old_and_the_pre_market_new()
    {
        var table = Table(PriceAdjustment.Split, Split(ExDate, 7));
        Assert.Equal(1 / 7.0, table.PriceFactorAt(At(ExDate, 0) - 1));
        Assert.Equal(1, table.PriceFactorAt(At(ExDate, 0)));
        Assert.Equal((7, 1), (table.VolumeFactorAt(At(new(2014, 6, 6), 19, 59)), table.VolumeFactorAt(At(ExDate, 4))));
    }

    [Fact]
    public void A_dividend_takes_its_part_of_the_close_before_it_from_earlier_prices_and_leaves_volumes()
    {
        // 2 of 100 dollars: what was 100 is 98, the price at which the stock would open unchanged; a holder's return is that of 98 to the next price.
        var dividend = Dividend(ExDate, 2, 100);
        var total = Table(PriceAdjustment.Total, dividend);
        Assert.Equal((0.98, 1), (total.PriceFactorAt(At(new(2014, 6, 6), 12)), total.VolumeFactorAt(At(new(2014, 6, 6), 12))));
        Assert.Equal(1, Table(PriceAdjustment.Split, dividend).PriceFactorAt(0));
        Assert.Equal(1, Table(PriceAdjustment.None, dividend, Split(ExDate, 2)).PriceFactorAt(0));
    }

    [Fact]
    public void Several_actions_multiply_and_two_of_one_date_count_both()
    {
        var table = Table(PriceAdjustment.Total, Dividend(new(2014, 8, 7), 1, 50), Split(ExDate, 7), Dividend(ExDate, 7, 700), Split(new(2012, 1, 3), 0.5));
        // Before 2012-01-03: × 2 (one for two), ÷ 7, × 0.99 (7 of 700 old dollars), × 0.98.
        Assert.Equal(2 / 7.0 * 0.99 * 0.98, table.PriceFactorAt(At(new(2012, 1, 2), 12)), 1e-15);
        Assert.Equal(1 / 7.0 * 0.99 * 0.98, table.PriceFactorAt(At(new(2014, 6, 8), 12)), 1e-15);
        Assert.Equal(0.98, table.PriceFactorAt(At(ExDate, 12)), 1e-15);
        Assert.Equal(3.5, table.VolumeFactorAt(At(new(2012, 1, 2), 12)));
    }

    [Fact]
    public void What_was_not_known_yet_is_left_out()
    {
        CorporateAction[] actions = [Split(ExDate, 7), Split(new(2020, 8, 31), 4)];
        Assert.Equal(1 / 7.0, AdjustmentTable.Build("AAPL", actions, PriceAdjustment.Split, asOf: new LocalDate(2014, 6, 9)).PriceFactorAt(0));
        Assert.Equal(1, AdjustmentTable.Build("AAPL", actions, PriceAdjustment.Split, asOf: new LocalDate(2014, 6, 8)).PriceFactorAt(0));
        Assert.Equal(1 / 28.0, AdjustmentTable.Build("AAPL", actions, PriceAdjustment.Split).PriceFactorAt(0), 1e-15);
    }

    [Fact]
    public void A_dividend_without_its_close_takes_it_of_the_bars_or_says_what_is_missing()
    {
        Assert.Equal(0.75, AdjustmentTable.Build("AAPL", [Dividend(ExDate, 10)], PriceAdjustment.Total, closeBefore: date => date == ExDate ? 40 : null).PriceFactorAt(0));
        var problem = Assert.Throws<AdjustmentException>(() => AdjustmentTable.Build("AAPL", [Dividend(ExDate, 10)], PriceAdjustment.Total, closeBefore: _ => null));
        Assert.Contains("AAPL: dividend of 2014-06-09", problem.Message);
        Assert.Contains("previous_close", problem.Message);
    }

    [Theory]
    [InlineData(CorporateActionKind.Split, 0, 100)]
    [InlineData(CorporateActionKind.Split, -7, 100)]
    [InlineData(CorporateActionKind.Dividend, 100, 100)]
    [InlineData(CorporateActionKind.Dividend, 0, 100)]
    [InlineData(CorporateActionKind.Dividend, double.NaN, 100)]
    public void An_action_that_cannot_be_is_refused(CorporateActionKind kind, double value, double close) =>
        Assert.Throws<AdjustmentException>(() => Table(PriceAdjustment.Total, new CorporateAction(ExDate, kind, value, close)));

    [Fact]
    public void Nothing_is_adjusted_twice_or_kept_adjusted()
    {
        var table = Table(PriceAdjustment.Split, Split(ExDate, 7));
        var adjusted = table.Apply(Bars((At(ExDate, 9, 30), 92, 8_000)));
        Assert.Throws<ArgumentException>(() => table.Apply(adjusted));
        Assert.Throws<ArgumentException>(() => BarRows.Of(adjusted, BarSource.Imported));
        Assert.Equal(PriceAdjustment.Split, adjusted.Between(0, 1).Adjustment);
    }

    [Fact]
    public void A_week_with_a_split_in_it_has_one_scale()
    {
        // A split on Wednesday 2014-06-11: Monday and Tuesday at 640 are 320 of the new shares.
        var bars = Bars((At(new(2014, 6, 9), 10), 640, 10), (At(new(2014, 6, 11), 10), 321, 10));
        Assert.True(BarSpec.TryParse("1w", out var week, out _));
        var bar = Assert.Single(Aggregation.OfBars(Table(PriceAdjustment.Split, Split(new(2014, 6, 11), 2)).Apply(bars), week, SessionHours.Regular));
        Assert.Equal((320, 321, 30), (bar.Open, bar.Close, bar.Volume));
    }

    [Fact]
    public void Returns_and_traded_money_are_those_of_the_raw_series_wherever_nothing_happened()
    {
        var day = Gen.Select(Gen.Int[100, 100_000], Gen.Int[0, 1_000_000]);
        Gen.Select(day.Array[2, 40], Gen.Int[1, 60].Array[0, 4]).Sample((days, ratios) =>
        {
            var start = new LocalDate(2014, 1, 6);
            var bars = Bars([.. days.Select((d, i) => (At(start.PlusDays(i), 12), 100 + (d.Item1 / 100.0), (double)d.Item2))]);
            var actions = ratios.Select((r, i) => Split(start.PlusDays((i * 9) + 3), r / 6.0)).ToArray();
            var adjusted = Table(PriceAdjustment.Split, actions).Apply(bars);
            for (var i = 0; i < days.Length; i++)
            {
                Assert.Equal(bars.Close[i] * bars.Volume[i], adjusted.Close[i] * adjusted.Volume[i], 1e-9 * Math.Max(1, bars.Close[i] * bars.Volume[i]));
                if (i == 0) continue;
                // The day of a split returns its ratio more, every other day the same.
                var split = actions.Where(a => a.Date == start.PlusDays(i)).Aggregate(1.0, (p, a) => p * a.Value);
                Assert.Equal(bars.Close[i] / bars.Close[i - 1] * split, adjusted.Close[i] / adjusted.Close[i - 1], 1e-9 * split * 1_000);
            }
        });
    }

    [Fact]
    public void What_is_stored_under_a_ticker_is_the_securitys_only_while_it_was_its_own()
    {
        CorporateAction[] actions = [
            new(new(1999, 3, 10), CorporateActionKind.Ticker, double.NaN, Ticker: "QQQ"),
            new(new(2004, 12, 1), CorporateActionKind.Ticker, double.NaN, Ticker: "QQQQ"),
            new(new(2011, 3, 23), CorporateActionKind.Ticker, double.NaN, Ticker: "QQQ"),
            new(new(2018, 6, 16), CorporateActionKind.Delisting, double.NaN)];
        Assert.Equal(
            [
                new TickerSpan("QQQ", At(new(1999, 3, 10), 0), At(new(2004, 12, 1), 0)),
                new TickerSpan("QQQQ", At(new(2004, 12, 1), 0), At(new(2011, 3, 23), 0)),
                new TickerSpan("QQQ", At(new(2011, 3, 23), 0), At(new(2018, 6, 16), 0)),
            ], TickerHistory.Of("QQQ", actions));
        Assert.Equal([new TickerSpan("QQQ", long.MinValue, At(new(2018, 6, 16), 0))], TickerHistory.Of("QQQ", actions[3..]));
        Assert.Equal([new TickerSpan("QQQ", long.MinValue, long.MaxValue)], TickerHistory.Of("QQQ", []));
    }
}
