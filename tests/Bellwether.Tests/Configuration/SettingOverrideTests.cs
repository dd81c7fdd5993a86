using Bellwether.Configuration;
using static Bellwether.Tests.Configuration.ConfigurationTexts;

namespace Bellwether.Tests.Configuration;

public sealed class SettingOverrideTests
{
    static SettingOverride Set(string text)
    {
        Assert.True(SettingOverride.TryParse(text, out var parsed, out _));
        return parsed;
    }

    [Fact]
    public void An_override_takes_the_place_of_the_files_value()
    {
        var settings = Settings("symbols: [AAPL]\ndashboard: { port: 5080, enabled: false }\n", Set("dashboard.port=5081"), Set("symbols=[MSFT, KO]"));
        Assert.Equal((5081, false), (settings.Dashboard.Port, settings.Dashboard.Enabled));
        Assert.Equal(["MSFT", "KO"], settings.Symbols);
    }

    [Fact]
    public void An_override_adds_what_the_file_has_not()
    {
        var settings = Settings(Smallest, Set("market.seed=42"), Set("risk.sizing={ shares: 5 }"), Set("strategy={ name: x, entry: { long: close > 0 } }"));
        Assert.Equal((42L, 5L, "close > 0"), (settings.Market.Seed, settings.Risk.Sizing!.Shares, settings.Strategy!.Entry.Long));
    }

    [Fact]
    public void The_last_of_two_overrides_wins() => Assert.Equal(3, Settings(Smallest, Set("market.seed=2"), Set("market.seed=3")).Market.Seed);

    [Fact]
    public void Options_of_commands_override_without_yaml()
    {
        var settings = Settings(Smallest, SettingOverride.Of("journal.folder", "a: b [c", "--journal"), SettingOverride.Of("symbols", ["ON", "T"], "--symbols"));
        Assert.Equal("a: b [c", settings.Journal.Folder);
        Assert.Equal(["ON", "T"], settings.Symbols);
    }

    [Fact]
    public void Overrides_are_checked_as_strictly_as_the_file_and_named_as_the_place()
    {
        Assert.Equal(
            ["--set dashboard.prot: dashboard.prot: unknown key; did you mean \"port\"?", "--port: dashboard.port: 99999 is out of range, expected a whole number from 0 to 65535; change it"],
            Errors(Smallest, Set("dashboard.prot=1"), SettingOverride.Of("dashboard.port", "99999", "--port")));
    }

    [Theory]
    [InlineData("dashboard.port")]
    [InlineData("=5")]
    [InlineData("a..b=5")]
    [InlineData("symbols=[A")]
    [InlineData("symbols=*a")]
    public void What_is_no_override_is_refused_with_an_explanation(string text)
    {
        Assert.False(SettingOverride.TryParse(text, out _, out var problem));
        Assert.Contains("--set", problem, StringComparison.Ordinal);
    }
}
