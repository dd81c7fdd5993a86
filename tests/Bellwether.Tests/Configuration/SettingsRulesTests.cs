using Bellwether.Configuration;
using static Bellwether.Tests.Configuration.ConfigurationTexts;

namespace Bellwether.Tests.Configuration;

public sealed class SettingsRulesTests
{
    const string Trading = Strategy + "  entry: { long: close > 0 }\n";

    [Theory]
    [InlineData("gateway: { mode: external }", "gateway.account", "is missing")]
    [InlineData("gateway: { account: U7654321 }", "gateway.account", "live account")]
    [InlineData("market: { session: 2025-01-01 }", "market.session", "New Year")]
    [InlineData("market: { session: 1950-01-03 }", "market.session", "outside the exchange calendar")]
    [InlineData("market: { data: d }", "market.data", "belongs to a replay market")]
    [InlineData("market: { kind: replay, data: d, date: 2025-03-03, session: 2025-03-03 }", "market.session", "belongs to a synthetic market")]
    [InlineData("market: { kind: replay, date: 2025-03-03 }", "market.data", "is missing")]
    [InlineData("market: { kind: replay, data: d }", "market.date", "is missing")]
    [InlineData("market: { kind: replay, data: d, date: 2025-03-02 }", "market.date", "2025-03-03")]
    [InlineData("market: { kind: replay, data: d, date: 2025-03-04, until: 2025-03-03 }", "market.until", "is before market.date 2025-03-04")]
    [InlineData("predictions: { mode: http, url: 127.0.0.1 }", "predictions.url", "is not the address of a service")]
    [InlineData("predictions: { mode: http, url: 'ftp://x' }", "predictions.url", "is not the address of a service")]
    [InlineData("predictions: { mode: http, url: 'http://me:secret@host' }", "predictions.url", "no user name")]
    [InlineData("predictions: { deadline: 5m, maxAge: 3m }", "predictions.deadline", "longer than predictions.maxAge")]
    [InlineData("risk: { maxOrderValue: 70000 }", "risk.maxOrderValue", "above risk.maxPositionValue")]
    [InlineData("data: { barGrace: 61s }", "data.barGrace", "from 0s to 60s")]
    [InlineData("data: { late: maybe }", "data.late", "drop or amend")]
    [InlineData("data: { staleness: { liquid: 20s, thin: 10s } }", "data.staleness.thin", "10s is less than the 20s of liquid symbols")]
    [InlineData("risk: { maxPositionValue: 500000 }", "risk.maxPositionValue", "above risk.maxGrossExposure")]
    [InlineData("risk: { sizing: { allocation: 50001 } }", "risk.sizing.allocation", "every entry would be refused")]
    [InlineData("simulation: { commission: { perOrder: 1, minimum: 2 } }", "simulation.commission.minimum", "no effect with perOrder")]
    [InlineData("simulation: { commission: { perShare: 1, maximumPercent: 0.001 } }", "simulation.commission.maximumPercent", "more than two decimals")]
    [InlineData("dashboard: { host: 0.0.0.0 }", "dashboard.host", "no login yet")]
    public void Values_that_do_not_fit_together_are_refused(string line, string path, string fragment)
    {
        var error = Assert.Single(ConfigurationLoader.Parse("test.yaml", Smallest + line + "\n").Errors);
        Assert.Equal((2, path), (error.Position.Line, error.Path));
        Assert.Contains(fragment, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  entry: { cooldown: 5m }", "strategy.entry", "no condition given")]
    [InlineData("  entry: { long: a, window: { from: '10:00', to: '10:00' } }", "strategy.entry.window", "from 10:00 is not before to 10:00")]
    [InlineData("  entry: { prediction: { sides: [short] }, long: close > 0 }", "strategy.entry.long", "has no effect")]
    [InlineData("  entry: { prediction: { sides: [long] }, short: close > 0 }", "strategy.entry.short", "has no effect")]
    [InlineData("  entry: { long: a }\n  bracket: {}", "strategy.bracket", "neither stop nor target")]
    [InlineData("  entry: { prediction: {} }\npredictions: { mode: none }", "strategy.entry.prediction", "predictions.mode is none")]
    public void A_strategy_that_could_not_work_is_refused(string lines, string path, string fragment)
    {
        var error = Assert.Single(ConfigurationLoader.Parse("test.yaml", Strategy + lines + "\n").Errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(fragment, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strategy_needs_a_size() =>
        Assert.Equal("risk.sizing", Assert.Single(ConfigurationLoader.Parse("t", "symbols: [A]\nstrategy: { name: x, entry: { long: close > 0 } }\n").Errors).Path);

    [Theory]
    [InlineData("", "symbols", "strategy", "risk.sizing")]
    [InlineData("symbols: [AAPL]\n", "strategy", "risk.sizing")]
    [InlineData("risk: { sizing: { shares: 1 } }\n", "symbols", "strategy")]
    [InlineData("risk: { sizing: { shares: 1 } }\nstrategy: { name: x, entry: { long: close > 0 } }\n", "symbols")]
    [InlineData(Trading)]
    public void A_run_needs_tickers_a_strategy_and_a_size(string text, params string[] missing)
    {
        var errors = ConfigurationLoader.Parse("test.yaml", text, [], SettingsRules.CheckForRun).Errors;
        Assert.Equal(missing.Order(StringComparer.Ordinal), errors.Select(e => e.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_for_backtests_names_no_tickers() =>
        Assert.NotNull(Settings("risk: { sizing: { shares: 1 } }\nstrategy: { name: x, entry: { long: close > 0 } }\n").Strategy);

    [Fact]
    public void A_window_that_lacks_an_end_says_only_that() =>
        Assert.Equal(["test.yaml:5:37: strategy.entry.window.to: is missing; write it like to: \"15:30\""], Errors(Strategy + "  entry: { long: close > 0, window: { from: '09:45' } }\n"));

    [Theory]
    [InlineData("gateway: { mode: external, account: DU1234567 }")]
    [InlineData("gateway: { mode: external, account: DF1234567 }\nmarket: { seed: 5 }")]
    [InlineData("market: { kind: replay, data: d, date: 2013-10-07 }")]
    [InlineData("market: { speed: 0 }")]
    [InlineData("dashboard: { port: 0, host: localhost }")]
    [InlineData("simulation: { commission: { perShare: 0.0035, minimum: 0.35, maximumPercent: 0.5 } }")]
    public void What_fits_together_is_accepted(string lines) => Assert.NotNull(Settings(Trading + lines + "\n").Strategy);

    [Fact]
    public void A_further_check_reports_at_the_position_of_its_key()
    {
        static void Check(Settings settings, SettingsErrors errors)
        {
            if (settings.Strategy?.Entry.Long is { } text) errors.At("strategy.entry.long", $"\"{text}\": a test that refuses everything");
            errors.At("strategy.exit.short", "nothing is written here, so the section above is named");
        }

        var result = ConfigurationLoader.Parse("test.yaml", Trading, [], Check);
        Assert.Equal(
            [
                "test.yaml:3:1: strategy.exit.short: nothing is written here, so the section above is named",
                "test.yaml:5:18: strategy.entry.long: \"close > 0\": a test that refuses everything",
            ],
            result.Errors.Select(e => e.ToString()));
    }

    [Fact]
    public void An_indicator_that_the_catalogue_does_not_know_is_refused_where_it_is_written()
    {
        var text = Trading + "  indicators:\n    a: atr(1)\n    b: sma(10)\n    c: wmaa(5)\n";
        var errors = ConfigurationLoader.Parse("test.yaml", text, [], IndicatorCalls.Check).Errors;
        Assert.Equal([(7, "strategy.indicators.a"), (9, "strategy.indicators.c")], errors.Select(e => (e.Position.Line, e.Path)));
    }
}
