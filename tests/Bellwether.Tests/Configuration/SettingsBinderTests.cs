using Bellwether.Configuration;
using NodaTime;
using static Bellwether.Tests.Configuration.ConfigurationTexts;

namespace Bellwether.Tests.Configuration;

public sealed class SettingsBinderTests
{
    [Fact]
    public void Symbols_alone_are_a_configuration_with_defaults()
    {
        var settings = Settings(Smallest);
        Assert.Equal(["AAPL"], settings.Symbols);
        Assert.Equal((GatewayMode.Embedded, 4002, 7), (settings.Gateway.Mode, settings.Gateway.Port, settings.Gateway.ClientId));
        Assert.Equal((MarketKind.Synthetic, 1L, 60m, new LocalDate(2025, 3, 3)), (settings.Market.Kind, settings.Market.Seed, settings.Market.Speed, settings.Market.Session));
        Assert.Equal(1_000_000m, settings.Account.Cash);
        Assert.Equal(Duration.FromMinutes(1), settings.Predictions.Every);
        Assert.Equal((50_000m, 60_000m, 400_000m, 8), (settings.Risk.MaxOrderValue, settings.Risk.MaxPositionValue, settings.Risk.MaxGrossExposure, settings.Risk.MaxOpenPositions));
        Assert.Equal((null, 0.005m, 1m, 1m), (settings.Simulation.Commission.PerOrder, settings.Simulation.Commission.PerShare, settings.Simulation.Commission.Minimum, settings.Simulation.Commission.MaximumPercent));
        Assert.Null(settings.Strategy);
    }

    [Fact]
    public void Every_kind_of_value_is_read()
    {
        var strategy = Settings(Strategy + """
              indicators: { atr: atr(14), fast: 'sma(10)' }
              entry:
                prediction: { confidence: 0.65, sides: [short] }
                short: close < fast
                window: { from: "09:45", to: 15:30 }
                cooldown: 90s
              exit:
                long: |
                  close < fast
                beforeClose: 5m
              bracket: { stop: 3 * atr }
            """).Strategy!;
        Assert.Equal([new IndicatorSetting("atr", "atr(14)"), new IndicatorSetting("fast", "sma(10)")], strategy.Indicators);
        Assert.Equal(0.65m, strategy.Entry.Prediction!.Confidence);
        Assert.Equal([PositionSide.Short], strategy.Entry.Prediction.Sides);
        Assert.Equal(("close < fast", null), (strategy.Entry.Short, strategy.Entry.Long));
        Assert.Equal((new LocalTime(9, 45), new LocalTime(15, 30)), (strategy.Entry.Window!.From, strategy.Entry.Window.To));
        Assert.Equal(Duration.FromSeconds(90), strategy.Entry.Cooldown);
        Assert.Equal(("close < fast", Duration.FromMinutes(5)), (strategy.Exit.Long, strategy.Exit.BeforeClose));
        Assert.Equal(("3 * atr", null), (strategy.Bracket!.Stop, strategy.Bracket.Target));
    }

    [Theory]
    [InlineData("gatway: {}", "test.yaml:2:1: gatway: unknown key; did you mean \"gateway\"?")]
    [InlineData("gateway: { prot: 1 }", "test.yaml:2:12: gateway.prot: unknown key; did you mean \"port\"?")]
    [InlineData("account: { elephants: 1 }", "test.yaml:2:12: account.elephants: unknown key; the keys here are cash: remove it or use one of them")]
    [InlineData("account: { cash: 1, cash: 2 }", "test.yaml:2:21: account.cash: is given twice (first in line 2); keep one")]
    [InlineData("gateway: { port: 40o2 }", "test.yaml:2:18: gateway.port: \"40o2\" is not a whole number from 1 to 65535; write it like 4002")]
    [InlineData("gateway: { port: \"4002\" }", "test.yaml:2:18: gateway.port: \"4002\" is text, expected a whole number from 1 to 65535; remove the quotes")]
    [InlineData("gateway: { port: 70000 }", "test.yaml:2:18: gateway.port: 70000 is out of range, expected a whole number from 1 to 65535; change it")]
    [InlineData("gateway: { port: [1] }", "test.yaml:2:18: gateway.port: a list given, expected a whole number from 1 to 65535; write it like 4002")]
    [InlineData("gateway: { port: }", "test.yaml:2:18: gateway.port: nothing given, expected a whole number from 1 to 65535; write it like 4002, or remove the key")]
    [InlineData("gateway: { mode: extrenal }", "test.yaml:2:18: gateway.mode: \"extrenal\" is not embedded or external; did you mean external?")]
    [InlineData("gateway: { host: \"a b\" }", "test.yaml:2:18: gateway.host: \"a b\" is not a host name or an IP address; write it like 127.0.0.1")]
    [InlineData("gateway: embedded", "test.yaml:2:10: gateway: \"embedded\" given, expected a section; write \"gateway: { mode: … }\", or remove the key for its defaults")]
    [InlineData("dashboard: { enabled: yes }", "test.yaml:2:23: dashboard.enabled: \"yes\" is not true or false; write it like true")]
    [InlineData("predictions: { every: 1 }", "test.yaml:2:23: predictions.every: \"1\" is not a duration from 1s to 24h; write it like 1m")]
    [InlineData("predictions: { every: 0s }", "test.yaml:2:23: predictions.every: 0s is out of range, expected a duration from 1s to 24h; change it")]
    [InlineData("predictions: { models: demo-1 }", "test.yaml:2:24: predictions.models: \"demo-1\" given, expected a list; write it like [demo-1]")]
    [InlineData("predictions: { models: [] }", "test.yaml:2:24: predictions.models: an empty list given, expected at least one; write it like [demo-1]")]
    [InlineData("predictions: { models: [a, b, a] }", "test.yaml:2:31: predictions.models[2]: \"a\" is listed twice (first as number 1); remove one")]
    [InlineData("predictions: { models: [[a]] }", "test.yaml:2:25: predictions.models[0]: a list given, expected text; write it like text")]
    [InlineData("market: { session: 3 March 2025 }", "test.yaml:2:20: market.session: \"3 March 2025\" is not a date; write it like 2025-03-03")]
    [InlineData("account: { cash: 0 }", "test.yaml:2:18: account.cash: 0 is out of range, expected a number from 1 to 1000000000; change it")]
    [InlineData("risk: { sizing: {} }", "test.yaml:2:17: risk.sizing: none of allocation and shares given, expected exactly one; add one of them")]
    [InlineData("risk: { sizing: { shares: 1, allocation: 2 } }", "test.yaml:2:30: risk.sizing: both of allocation and shares given, expected exactly one; keep one of them")]
    [InlineData("simulation: { commission: { minimum: 1 } }", "test.yaml:2:27: simulation.commission: none of perOrder and perShare given, expected exactly one; add one of them")]
    [InlineData("strategy: { name: x }", "test.yaml:2:11: strategy.entry: is missing; write it like entry: { long: close > 0 }")]
    [InlineData("strategy: { name: X!, entry: { long: a } }", "test.yaml:2:19: strategy.name: \"X!\" is not lower-case letters, digits and dashes, at most 40; write it like follow-predictions")]
    public void A_mistake_is_named_with_position_key_expectation_and_fix(string line, string expected)
    {
        Assert.Equal([expected], Errors(Smallest + line + "\n"));
    }

    [Fact]
    public void A_number_with_thousands_separators_is_one_wrong_text() =>
        Assert.Equal(["test.yaml:3:9: account.cash: \"1,000,000\" is not a number from 1 to 1000000000; write it like 1000000"], Errors(Smallest + "account:\n  cash: 1,000,000\n"));

    [Fact]
    public void All_mistakes_are_reported_at_once_in_the_order_of_the_file()
    {
        var errors = ConfigurationLoader.Parse("test.yaml", """
            symbols: [AAPL, aapl]
            gateway:
              mode: external
              port: many
            market: { session: 2025-03-01 }
            predictons: {}
            account: { cash: -5 }
            strategy:
              name: test
              entry:
                window: { from: "15:30", to: "09:45" }
            """).Errors;
        Assert.Equal(
            [
                (1, "symbols[1]"), (2, "gateway.account"), (4, "gateway.port"), (5, "market.session"), (6, "predictons"), (7, "account.cash"), (10, "strategy.entry"),
                (1, "risk.sizing"), (11, "strategy.entry.window"),
            ],
            errors.OrderBy(e => e.Path == "risk.sizing" ? 10.5 : e.Position.Line).Select(e => (e.Position.Line, e.Path)));
        Assert.Equal(errors.Select(e => e.Position.Line).Order(), errors.Select(e => e.Position.Line));
    }

    [Fact]
    public void What_follows_only_from_an_unreadable_value_is_not_reported()
    {
        // market.date is unreadable, so nothing is said about it being missing; the rule on data still speaks.
        Assert.Equal(["market.data", "market.date"], ConfigurationLoader
            .Parse("test.yaml", Smallest + "market: { kind: replay, date: soon }\n").Errors.Select(e => e.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("9fast")]
    [InlineData("fast-sma")]
    [InlineData("fast.sma")]
    public void An_indicators_name_is_a_word_that_expressions_can_use(string name)
    {
        var error = Assert.Single(Errors(Strategy + $"  entry: {{ long: close > 0 }}\n  indicators: {{ {name}: sma(10) }}\n"));
        Assert.StartsWith($"test.yaml:6:17: strategy.indicators.{name}: \"{name}\" cannot name an indicator", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tickers_that_look_like_other_things_stay_tickers() =>
        Assert.Equal(["ON", "NULL", "TRUE", "Y", "BRK B"], Settings("symbols: [ON, NULL, TRUE, Y, BRK B]\n").Symbols);
}
