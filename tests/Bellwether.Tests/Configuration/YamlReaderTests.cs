using CsCheck;
using Bellwether.Configuration;
using static Bellwether.Tests.Configuration.ConfigurationTexts;

namespace Bellwether.Tests.Configuration;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("symbols: [AAPL\n", 2)]
    [InlineData("symbols: [AAPL]\n  risk: 1\n", 2)]
    [InlineData("symbols: [A, B  # a bracket left open\n\nrisk:\n  a: 1\n", 1)]
    [InlineData("symbols: [AAPL]\nrisk: {\n", 3)]
    [InlineData("symbols: \"AAPL\n", 1)]
    public void Malformed_yaml_names_the_line(string text, int line)
    {
        var error = Assert.Single(ConfigurationLoader.Parse("test.yaml", text).Errors);
        Assert.Equal(("test.yaml", line), (error.Position.Source, error.Position.Line));
        Assert.StartsWith("this is not well-formed YAML: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_anchor_and_its_alias_are_refused()
    {
        Assert.Equal(
            [
                "test.yaml:1:10: \"&all\" names an anchor, which a configuration may not use; remove it (or put the value in quotes if it begins with &)",
                "test.yaml:2:9: \"*all\" refers to an anchor, which a configuration may not use; write the value itself (in quotes if it begins with *)",
            ],
            Errors("symbols: &all [AAPL]\nmodels: *all\n"));
    }

    [Fact]
    public void A_tag_is_refused() =>
        Assert.Equal(["test.yaml:1:10: \"tag:yaml.org,2002:seq\" is a tag, which a configuration may not use; remove it"], Errors("symbols: !!seq [AAPL]\n"));

    [Fact]
    public void A_second_document_is_refused() =>
        Assert.Equal(["test.yaml:2:1: a second document begins here; a configuration is one document, so remove the \"---\" line"], Errors("symbols: [AAPL]\n---\nsymbols: [MSFT]\n"));

    [Fact]
    public void Bottomless_nesting_is_refused()
    {
        var text = "symbols: " + new string('[', 10_000) + new string(']', 10_000);
        Assert.Contains("nested more than 16 deep", Assert.Single(Errors(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_as_a_key_is_refused() =>
        Assert.Equal(["test.yaml:2:3: a list stands where a key was expected; write \"name: value\""], Errors("symbols: [AAPL]\n? [a, b]\n: 1\n"));

    [Theory]
    [InlineData("just text", "test.yaml:1:1: \"just text\" given, expected keys with values; begin with \"symbols: [AAPL, MSFT]\"")]
    [InlineData("- a\n- b\n", "test.yaml:1:1: a list given, expected keys with values; begin with \"symbols: [AAPL, MSFT]\"")]
    public void Something_else_than_keys_with_values_is_refused(string text, string expected) => Assert.Equal([expected], Errors(text));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n")]
    public void An_empty_file_is_all_defaults(string text)
    {
        var settings = Settings(text);
        Assert.Empty(settings.Symbols);
        Assert.Equal((GatewayMode.Embedded, 1_000_000m, 5080), (settings.Gateway.Mode, settings.Account.Cash, settings.Dashboard.Port));
    }

    [Fact]
    public void Whatever_is_in_the_file_the_answer_is_a_configuration_or_errors()
    {
        var sample = File.ReadAllText(Path.Combine(TestData.Checkout, "samples/quickstart.yaml"));
        const string specials = ":,[]{}&*!|>'\"%@`-?# \n\t\0~0aé\U0001F600";
        var edits = Gen.Select(Gen.Int[0, sample.Length - 1], Gen.Int[0, 8], Gen.String[Gen.Char[specials], 0, 4]).Array[1, 6];
        edits.Sample(
            changes =>
            {
                var text = changes.Aggregate(sample, (t, change) =>
                {
                    var (at, length, insert) = change;
                    at = Math.Min(at, t.Length);
                    return t[..at] + insert + t[Math.Min(t.Length, at + length)..];
                });
                var result = ConfigurationLoader.Parse("fuzz.yaml", text, [], IndicatorCalls.Check);
                return result.IsValid ? result.Errors.Count == 0 : result.Errors.Count > 0 && result.Errors.All(e => e.Position.Line > 0 && e.Message.Length > 10);
            },
            iter: 3_000);
    }
}
