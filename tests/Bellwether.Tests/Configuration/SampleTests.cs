using System.Text.Json;
using System.Text.Json.Nodes;
using Bellwether.Configuration;

namespace Bellwether.Tests.Configuration;

/// <summary>The samples, the schema and the manual, held against the records they describe.</summary>
public sealed class SampleTests
{
    public static IReadOnlyList<string> Samples { get; } = [.. Directory
        .EnumerateFiles(Path.Combine(TestData.Checkout, "samples"), "*.yaml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(TestData.Checkout, f).Replace('\\', '/'))
        .Where(f => !f.StartsWith("samples/faults/", StringComparison.Ordinal)) // Scripts of the simulated gateway, no configurations.
        .Order(StringComparer.Ordinal)];

    public static TheoryData<string> SampleFiles => [.. Samples];

    [Theory]
    [MemberData(nameof(SampleFiles))]
    public void A_sample_is_valid(string sample)
    {
        SettingsCheck needed = sample.StartsWith("samples/backtests/", StringComparison.Ordinal) ? ForBacktest : SettingsRules.CheckForRun;
        Assert.Empty(ConfigurationLoader.Load(Path.Combine(TestData.Checkout, sample), [], IndicatorCalls.Check, Running.StrategyFactory.Check, needed).Errors);
    }

    static void ForBacktest(Settings settings, SettingsErrors errors)
    {
        if (settings.Strategy is null) errors.At("strategy", "a backtest needs one");
        if (settings.Simulation.Fills != FillSource.BarClose) errors.At("simulation.fills", "a backtest fills at the close of bars");
    }

    [Theory]
    [MemberData(nameof(SampleFiles))]
    public void A_sample_tells_editors_where_the_schema_is(string sample)
    {
        const string prefix = "# yaml-language-server: $schema=";
        var line = File.ReadLines(Path.Combine(TestData.Checkout, sample)).First();
        Assert.StartsWith(prefix, line, StringComparison.Ordinal);
        var schema = Path.GetFullPath(line[prefix.Length..], Path.Combine(TestData.Checkout, Path.GetDirectoryName(sample)!));
        Assert.Equal(Path.Combine(TestData.Checkout, "docs", "configuration.schema.json"), schema);
    }

    [Fact]
    public void The_published_schema_is_the_one_in_force()
    {
        var published = File.ReadAllText(Path.Combine(TestData.Checkout, "docs", "configuration.schema.json"));
        Assert.True(published == ConfigurationSchema.Text(), "docs/configuration.schema.json is out of date; run: ./bellwether config schema > docs/configuration.schema.json");
    }

    [Fact]
    public void The_schema_knows_every_key_and_no_other()
    {
        var schema = JsonNode.Parse(ConfigurationSchema.Text())!.AsObject();
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema["$schema"]!.GetValue<string>());
        Assert.Equal(SectionShape.Of(typeof(Settings)).Walk().Select(x => x.Path), Paths(schema, ""));
        Assert.False(schema.ContainsKey("required"));
        Assert.Equal(["name", "entry"], schema["properties"]!["strategy"]!["required"]!.AsArray().Select(x => x!.GetValue<string>()));
        Assert.Equal("""{"type":"integer","minimum":1,"maximum":65535,"default":4002}""", Without(schema["properties"]!["gateway"]!["properties"]!["port"]!, "description").ToJsonString());
        Assert.Equal("""["quotes","barClose"]""", schema["properties"]!["simulation"]!["properties"]!["fills"]!["enum"]!.ToJsonString());
        Assert.Equal("""[{"required":["allocation"]},{"required":["shares"]}]""", schema["properties"]!["risk"]!["properties"]!["sizing"]!["oneOf"]!.ToJsonString());
    }

    [Fact]
    public void The_manual_explains_every_key_with_its_default()
    {
        var manual = File.ReadAllLines(Path.Combine(TestData.Checkout, "docs", "configuration.md"));
        var missing = new List<string>();
        foreach (var (path, key) in SectionShape.Of(typeof(Settings)).Walk().Where(x => x.Key.Kind is not (KeyKind.Section or KeyKind.Sections)))
        {
            var row = manual.FirstOrDefault(line => line.StartsWith($"| `{path}` |", StringComparison.Ordinal));
            var usual = path.StartsWith("simulation.commission.perShare", StringComparison.Ordinal) ? "0.005" : key.IsRequired || key.Default is null or IReadOnlyList<IndicatorSetting> ? null : Written(key);
            if (row is null) missing.Add($"{path}: no row \"| `{path}` | …\"");
            else if (usual is not null && !row.Contains($"`{usual}`", StringComparison.Ordinal)) missing.Add($"{path}: the row does not state the default `{usual}`");
        }
        Assert.Empty(missing);
    }

    static string Written(KeyShape key) => key.Kind == KeyKind.Scalar
        ? key.Scalar!.Write(key.Default!)
        : $"[{string.Join(", ", ((System.Collections.IEnumerable)key.Default!).Cast<object>().Select(key.Scalar!.Write))}]";

    static IEnumerable<string> Paths(JsonNode schema, string above)
    {
        if (schema["items"] is JsonObject item) return Paths(item, above);
        if (schema["properties"] is not JsonObject properties) return [];
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        return properties.SelectMany(p => Paths(p.Value!, $"{above}{p.Key}.").Prepend($"{above}{p.Key}"));
    }

    static JsonObject Without(JsonNode node, string key)
    {
        var copy = JsonSerializer.Deserialize<JsonObject>(node)!;
        copy.Remove(key);
        return copy;
    }
}
