using Bellwether.Configuration;

namespace Bellwether.Tests.Configuration;

/// <summary>Short configurations and how tests read them.</summary>
static class ConfigurationTexts
{
    /// <summary>The smallest valid one.</summary>
    public const string Smallest = "symbols: [AAPL]\n";

    /// <summary>The smallest valid one that trades, without its sections <c>entry</c> and <c>risk</c> closed, so that tests can go on.</summary>
    public const string Strategy = "symbols: [AAPL]\nrisk: { sizing: { shares: 100 } }\nstrategy:\n  name: test\n";

    public static Settings Settings(string text, params SettingOverride[] overrides)
    {
        var result = ConfigurationLoader.Parse("test.yaml", text, overrides);
        Assert.Empty(result.Errors);
        Assert.True(result.IsValid);
        return result.Configuration.Settings;
    }

    /// <summary>The errors as a person sees them.</summary>
    public static string[] Errors(string text, params SettingOverride[] overrides)
    {
        var result = ConfigurationLoader.Parse("test.yaml", text, overrides);
        Assert.False(result.IsValid);
        return [.. result.Errors.Select(e => e.ToString())];
    }
}
