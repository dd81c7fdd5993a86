using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Strategies;
using NodaTime;

namespace Bellwether.Tests.Strategies;

public sealed class UniverseTests
{
    static readonly LocalDate[] Dates = [.. ExchangeCalendar.NewYork.Sessions(new LocalDate(2024, 1, 2), new LocalDate(2024, 6, 28)).Select(s => s.Date)];

    static SessionSnapshot Session(LocalDate date, double price, double volume = 1_000, double average = double.NaN, double spread = double.NaN) =>
        new(date, 0, price, price, price, price, volume, price, price, price, true, double.NaN, double.NaN, 0, double.NaN, average, spread, 0);

    static Universe Of(string[] symbols, string[] rules, string[]? stay = null, string? rank = null, UniverseOptions? options = null) =>
        new(symbols, new UniverseDefinition { Rules = rules, Stay = stay ?? [], Rank = rank, Options = options ?? new UniverseOptions() });

    /// <summary>Closes of symbols, one list each, session by session; NaN = no session.</summary>
    static IReadOnlyList<IReadOnlyList<SessionSnapshot>> Closes(params double[][] closes) =>
        [.. closes.Select(own => own.Select((price, i) => Session(Dates[i], price)).Where(s => !double.IsNaN(s.Close)).ToList())];

    [Fact]
    public void Within_the_band_between_entering_and_staying_nothing_ever_changes()
    {
        var random = new SplitMix64(3);
        double[] Band(double first) => [first, .. Enumerable.Range(0, 100).Select(_ => 4.5 + (0.49 * random.NextDouble()))];
        var universe = Of(["A", "B"], ["price >= 5"], stay: ["price >= 4.5"]);
        var changes = new List<(bool, bool)>();
        universe.Play(Closes(Band(5), Band(4.99)), Dates[^1], _ => changes.Add((universe.IsIn(0), universe.IsIn(1))));
        Assert.Equal([(true, false)], changes.Distinct());
        Assert.Equal(101, changes.Count);
    }

    [Fact]
    public void What_decides_for_a_date_are_the_sessions_before_it_alone()
    {
        double[] prices = [4, 6, 6, 6, 4, 6];
        var before = Of(["A"], ["price >= 5"], options: new UniverseOptions { EnterAfter = 2 });
        before.Play(Closes(prices), Dates[3]);
        Assert.Equal((true, Dates[3], Dates[2]), (before.IsIn(0), before.Row(0).Since, before.LastSession));
        var other = Of(["A"], ["price >= 5"], options: new UniverseOptions { EnterAfter = 2 });
        other.Play(Closes([.. prices[..3], 1_000, 1, 1]), Dates[3]);
        Assert.Equal(before.Rows(), other.Rows());
        var dayEarlier = Of(["A"], ["price >= 5"], options: new UniverseOptions { EnterAfter = 2 });
        dayEarlier.Play(Closes(prices), Dates[2]);
        Assert.False(dayEarlier.IsIn(0));
    }

    [Fact]
    public void It_says_by_which_rule_and_value_and_why()
    {
        string[] symbols = ["AA", "BB", "CC", "DD", "EE"];
        var universe = Of(symbols, ["price >= 5", "average_volume >= 1000000 or spread_mean < 0.02"], rank: "average_volume", options: new UniverseOptions { MaxSymbols = 1, EnterAfter = 2 });
        for (var day = 0; day < 2; day++)
        {
            universe.Take(0, Session(Dates[day], 10, average: 2e6));
            universe.Take(1, Session(Dates[day], 4, average: 9e6));
            universe.Take(2, Session(Dates[day], 10, average: 5e5));
            universe.Take(3, Session(Dates[day], 10, average: 3e6));
            universe.Close(Dates[day]);
            Assert.Equal(0, universe.Count - day);
        }
        Assert.Equal(
            [
                ("DD", true, "average_volume", 3e6, "all rules hold; place 1 of 1"),
                ("AA", false, "average_volume", 2e6, "all rules hold; place 2 of 1"),
                ("BB", false, "price >= 5", 4, "the rule does not hold"),
                ("CC", false, "average_volume >= 1000000 or spread_mean < 0.02", double.NaN, "the rule is unknown"),
                ("EE", false, "price >= 5", double.NaN, "nothing is known of the session 2024-01-03"),
            ],
            universe.Rows().Select(r => (r.Symbol, r.IsIn, r.Rule, r.Value, r.Reason)));
        Assert.Equal(new LocalDate(2024, 1, 4), universe.Rows()[0].Since);
        Assert.Null(universe.Rows()[1].Since);
        Assert.True(universe.Uses("spread_mean"));
        Assert.False(universe.Uses("vwap"));
    }

    [Fact]
    public void Waiting_to_enter_or_to_leave_is_told_with_its_sessions()
    {
        var universe = Of(["A"], ["price >= 5"], options: new UniverseOptions { EnterAfter = 2, LeaveAfter = 3 });
        var reasons = new List<string>();
        universe.Play(Closes([6, 6, 4, 6, 4, 4, 4]), Dates[^1], _ => reasons.Add(universe.Row(0).Reason));
        Assert.Equal(
            [
                "all rules hold; 1 of 2 sessions in a row after which it enters", "all rules hold", "the rule does not hold; 1 of 3 sessions in a row after which it leaves", "all rules hold",
                "the rule does not hold; 1 of 3 sessions in a row after which it leaves", "the rule does not hold; 2 of 3 sessions in a row after which it leaves", "the rule does not hold",
            ], reasons);
    }

    [Fact]
    public void A_session_that_a_symbol_lacks_speaks_against_it_and_one_that_all_lack_against_nobody()
    {
        var universe = Of(["A", "B"], ["price >= 5"]);
        var course = new List<(LocalDate, bool, bool)>();
        universe.Play(Closes([6, double.NaN, double.NaN, 6], [6, 6, double.NaN, 6]), Dates[^1], next => course.Add((next, universe.IsIn(0), universe.IsIn(1))));
        Assert.Equal([(Dates[1], true, true), (Dates[2], false, true), (Dates[4], true, true)], course);
    }

    [Fact]
    public void Functions_look_back_over_sessions_and_at_other_symbols()
    {
        var universe = Of(["A", "SPY"], ["above_for(price, 5, 3)", "price < price of SPY"]);
        var course = new List<bool>();
        universe.Play(Closes([6, 6, 6, 6, 6], [10, 10, 10, 5.5, 10]), Dates[^1], _ => course.Add(universe.IsIn(0)));
        Assert.Equal([false, false, true, false, true], course);
    }

    [Theory]
    [InlineData("prise > 5", "rules[0]", "unknown name \"prise\": expected price, open")]
    [InlineData("price", "rules[0]", "expected a condition")]
    [InlineData("sma(20) > 5", "rules[0]", "indicators run on minutes and have no place here")]
    [InlineData("position > 0", "rules[0]", "unknown name \"position\"")]
    [InlineData("price > close of QQQ", "rules[0]", "there is no symbol \"QQQ\"")]
    public void What_a_text_may_not_say_is_told(string rule, string key, string problem)
    {
        var error = Assert.Throws<StrategyDefinitionException>(() => Of(["A", "B"], [rule]));
        Assert.Equal(key, error.Key);
        Assert.Contains(problem, error.Problem);
        Assert.Equal("rank", Assert.Throws<StrategyDefinitionException>(() => Of(["A"], [], rank: "price > 5")).Key);
    }
}
