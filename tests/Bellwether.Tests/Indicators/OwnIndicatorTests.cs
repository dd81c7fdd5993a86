using Bellwether.Configuration;
using Bellwether.Running;

namespace Bellwether.Tests.Indicators;

/// <summary>Indicators of a user's own assembly in a configuration.</summary>
public sealed class OwnIndicatorTests
{
    [Fact]
    public void Rules_alerts_and_names_may_call_them() => Assert.Empty(Check(typeof(Doubled).Assembly.Location));

    [Fact]
    public void An_assembly_that_is_not_there_is_named_where_it_is_written()
    {
        var error = Assert.Single(Check("/nowhere/own.dll"));
        Assert.StartsWith("test.yaml:4:3: strategy.assemblies: /nowhere/own.dll: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_assembly_they_are_unknown() => Assert.All(Check(null), e => Assert.Contains("there is no indicator \"doubled\"", e, StringComparison.Ordinal));

    static List<string> Check(string? assembly)
    {
        var text = $$"""
            symbols: [AAPL]
            strategy:
              name: own
              {{(assembly is null ? "#" : $"assemblies: [{assembly}]")}}
              indicators: { twice: doubled(3) }
              entry: { long: "twice > doubled(2)" }
            risk: { sizing: { shares: 1 } }
            alerts: { rules: [{ name: high, when: doubled(2) > 10 }] }
            """;
        return [.. ConfigurationLoader.Parse("test.yaml", text, [], IndicatorCalls.Check, StrategyFactory.Check).Errors.Select(e => e.ToString())];
    }
}
