using Bellwether.Indicators;
using Bellwether.Strategies;
using Bellwether.Strategies.Conditions;

namespace Bellwether.Tests.Indicators;

public sealed class ConditionTests
{
    const double Unknown = double.NaN;

    [Fact]
    public void A_crossing_is_a_change_of_sides_and_on_the_line_is_no_side()
    {
        Assert.Equal([Unknown, 1, 0, 0, 0, 1], WatchedBars.Values("crosses_above(close, 10)", 9, 11, 12, 9, 10, 11));
        // It comes back to the line and leaves it upwards again: it never was below.
        Assert.Equal([Unknown, 0, 0, 0], WatchedBars.Values("crosses_above(close, 10)", 11, 10, 11, 12));
        Assert.Equal([Unknown, Unknown, 1, 0], WatchedBars.Values("crosses_below(close, 10)", 10, 11, 9, 8));
    }

    [Fact]
    public void A_crossing_of_indicators_waits_for_both() =>
        // Means of two and three closes from the third bar on: 2.5 and 2, 1.5 and 1.67, 5 and 4.33.
        Assert.Equal([Unknown, Unknown, Unknown, 0, 1], WatchedBars.Values("crosses_above(sma(2), sma(3))", 1, 2, 3, 0, 10));

    [Theory]
    [InlineData("crosses_above(close, sma(3))")]
    [InlineData("crosses_below(close, 10)")]
    [InlineData("above_for(close, 9, 3)")]
    [InlineData("falling(close, 2)")]
    [InlineData("percentile(close, 5) > 60")]
    [InlineData("above_for(percentile(close, 4), 40, 2)")]
    [InlineData("rising(percentile(close, 4), 1)")]
    public void What_looks_back_forgets_a_latest_bar_that_was_wrong(string text)
    {
        var random = new Bellwether.Core.SplitMix64(77);
        var (corrected, right) = (new WatchedBars(), new WatchedBars());
        corrected.Graph.KeepRecent();
        var (conditionOfCorrected, conditionOfRight) = (new WatchedCondition("when", text, corrected.Graph, []), new WatchedCondition("when", text, right.Graph, []));
        var changed = 0;
        for (var bar = 0; bar < 300; bar++)
        {
            double close = 8 + random.NextInt(5), wrong = 8 + random.NextInt(5);
            var isLate = random.NextInt(3) == 0;
            corrected.Next(conditionOfCorrected, null, [], false, isLate ? wrong : close);
            right.Next(conditionOfRight, null, [], false, close);
            if (isLate)
            {
                if (!conditionOfCorrected.Evaluate(corrected.Context(), 0).Equals(conditionOfRight.Evaluate(right.Context(), 0))) changed++;
                // More than once, as pieces of it come.
                corrected.Correct(conditionOfCorrected, 8 + random.NextInt(5));
                corrected.Correct(conditionOfCorrected, close);
            }
            Assert.Equal(conditionOfRight.Evaluate(right.Context(), 0), conditionOfCorrected.Evaluate(corrected.Context(), 0));
        }
        Assert.True(changed > 5);
    }

    [Fact]
    public void Above_for_n_bars_counts_bars_in_a_row()
    {
        Assert.Equal([Unknown, Unknown, 1, 1, 0, 0, 0, 1], WatchedBars.Values("above_for(close, 10, 3)", 11, 12, 11, 13, 10, 11, 12, 11));
        Assert.Equal([0, 0, 1], WatchedBars.Values("below_for(close, 10, 2)", 11, 9, 8));
    }

    [Fact]
    public void Rising_and_falling_compare_each_bar_with_the_one_before()
    {
        Assert.Equal([Unknown, Unknown, 1, 0, 0, 1], WatchedBars.Values("rising(close, 2)", 1, 2, 3, 3, 4, 5));
        Assert.Equal([Unknown, 1, 0, 1], WatchedBars.Values("falling(close, 1)", 3, 2, 2, 1));
    }

    [Fact]
    public void Within_is_a_distance_in_percent_of_the_second() => Assert.Equal([1, 1, 0, 1, 0], WatchedBars.Values("within(close, 200, 1)", 200, 202, 202.5, 198, 197.5));

    [Fact]
    public void A_percentile_is_the_share_of_the_others_below() =>
        // Among (4 1 2 3): one is above 3; among (1 2 3 3): two below, one equal that counts half.
        Assert.Equal([Unknown, Unknown, Unknown, 1, 1], WatchedBars.Values("abs(percentile(close, 4) - 75) < 10", 4, 1, 2, 3, 3));

    [Theory]
    [InlineData("close > close of SPY")]
    [InlineData("close > (high + low) of SPY - close of BRK.B")]
    [InlineData("close > sma(1) of SPY")]
    [InlineData("not (close <= (high + low) of SPY / 2)")]
    public void Any_amount_can_be_that_of_another_symbol(string text) =>
        // Without a bar of its own the other symbol stands where it stood.
        Assert.Equal([1, 0, 0, 1], WatchedBars.Values(text, (10, 9), (10, 11), (10.5, Unknown), (12, 11)));

    [Fact]
    public void A_name_that_means_another_symbol_means_it_everywhere() =>
        Assert.Equal([Unknown, 0, 1], WatchedBars.Values("close > market", (10, 20), (15, 20), (20, 16)));

    [Fact]
    public void Conditions_of_another_symbol_know_its_latest_bar() =>
        // It rises with the second bar and falls with the third.
        Assert.Equal([Unknown, 1, 0], WatchedBars.Values("above_for(close, 0, 1) and (rising(close, 1)) of SPY", (1, 5), (1, 6), (1, 5)));

    [Fact]
    public void What_looks_back_over_another_symbol_sees_the_bar_of_the_same_instant() =>
        // The lowest of two, then the highest: it crosses the middle with the third bar, not the fourth.
        Assert.Equal([Unknown, Unknown, 1, 0], WatchedBars.Values("crosses_above(percentile(close, 2) of SPY, 50)", (1, 5), (1, 4), (1, 6), (1, 7)));

    [Theory]
    [InlineData("close > close of QQQ", "there is no symbol \"QQQ\" in this run")]
    [InlineData("close > close of spy", "expected a ticker after \"of\", in capital letters")]
    public void A_symbol_that_is_not_there_is_named(string text, string part) => Assert.Contains(
        part, Assert.Throws<StrategyDefinitionException>(() => new WatchedCondition("when", text, new WatchedBars().Graph, [])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("above_for(close, 10, 0)", "\"0\" is no number of bars: expected a whole number from 1 to 100000")]
    [InlineData("rising(close, x)", "\"x\" is no number of bars")]
    [InlineData("rising(close)", "expected \",\"")]
    [InlineData("crosses_above(close > 1, 2)", "expected \",\"")]
    [InlineData("percentile(close, 20)", "expected a condition")]
    public void A_wrong_function_says_what_would_be_right(string text, string part) => Assert.Contains(
        part, Assert.Throws<StrategyDefinitionException>(() => new WatchedCondition("when", text, new IndicatorGraph(IndicatorCatalogue.Standard, 1), [])).Message, StringComparison.Ordinal);
}
