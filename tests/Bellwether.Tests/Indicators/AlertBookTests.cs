using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Strategies;

namespace Bellwether.Tests.Indicators;

public sealed class AlertBookTests
{
    static readonly AlertRule High = new() { Name = "high", When = "close > 10" };

    [Fact]
    public void An_edge_speaks_once_until_its_condition_was_false_again() =>
        Assert.Equal(["2: high 0", "5: high 0"], Spoken(High, 9, 11, 12, 10, 11));

    [Fact]
    public void What_is_true_from_the_first_bar_on_has_not_become_true() => Assert.Equal(["4: high 0"], Spoken(High, 11, 12, 9, 11));

    [Fact]
    public void A_level_speaks_at_each_bar() => Assert.Equal(["1: high 0", "2: high 0", "4: high 0"], Spoken(High with { Trigger = AlertTrigger.Level }, 11, 12, 9, 11));

    [Fact]
    public void Hysteresis_keeps_a_value_that_hovers_at_its_limit_silent() =>
        Assert.Equal(["2: high 0", "6: high 0"], Spoken(High with { Rearm = "close < 8" }, 7, 11, 9, 11, 7, 11));

    [Fact]
    public void It_is_quiet_for_a_while_in_the_symbol_in_which_it_spoke() =>
        Assert.Equal(["1: high 0", "4: high 0"], Spoken(High with { Trigger = AlertTrigger.Level, Quiet = 3 * EngineTime.Minute }, 11, 11, 11, 11, 11));

    [Fact]
    public void It_ends_after_a_number_of_times_or_at_its_time()
    {
        Assert.Equal(["1: high 0", "2: high 0"], Spoken(High with { Trigger = AlertTrigger.Level, Times = 2 }, 11, 11, 11));
        var third = ExchangeCalendar.NewYork.SessionOn(new(2024, 3, 4))!.OpenNanoseconds + (3 * EngineTime.Minute);
        Assert.Equal(["1: high 0", "2: high 0"], Spoken(High with { Trigger = AlertTrigger.Level, Until = third }, 11, 11, 11, 11));
    }

    [Fact]
    public void Symbols_are_watched_each_by_itself()
    {
        var watched = new WatchedBars();
        var alerts = new AlertBook([High], watched.Graph, []);
        var spoken = new List<string>();
        watched.Next(null, alerts, spoken, false, 9, 9);
        watched.Next(null, alerts, spoken, false, 9, 11);
        watched.Next(null, alerts, spoken, false, 11, double.NaN);
        Assert.Equal(["2: high 1", "3: high 0"], spoken);
    }

    [Fact]
    public void Warm_up_arms_and_says_nothing()
    {
        var watched = new WatchedBars();
        var alerts = new AlertBook([High], watched.Graph, []);
        var spoken = new List<string>();
        foreach (var close in new double[] { 9, 11, 9 }) watched.Next(null, alerts, spoken, true, close);
        Assert.Empty(spoken);
        watched.Next(null, alerts, spoken, false, 11);
        Assert.Equal(["4: high 0"], spoken);
    }

    [Fact]
    public void An_alert_shares_the_indicators_of_the_run()
    {
        var watched = new WatchedBars();
        watched.Graph.Add("rsi(14)");
        _ = new AlertBook([new AlertRule { Name = "overbought", When = "rsi(14) > 70", Rearm = "strength < 65" }], watched.Graph, [("strength", "rsi(14)")]);
        Assert.Single(watched.Graph.Series);
    }

    [Fact]
    public void A_text_that_is_no_condition_is_named_by_its_place() =>
        Assert.Equal("[1].rearm", Assert.Throws<StrategyDefinitionException>(() => new AlertBook([High, High with { Rearm = "close" }], new WatchedBars().Graph, [])).Key);

    static List<string> Spoken(AlertRule rule, params double[] closes)
    {
        var watched = new WatchedBars();
        var alerts = new AlertBook([rule], watched.Graph, []);
        var spoken = new List<string>();
        foreach (var close in closes) watched.Next(null, alerts, spoken, false, close);
        return spoken;
    }
}
