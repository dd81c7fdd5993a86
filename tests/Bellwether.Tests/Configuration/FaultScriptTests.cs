using System.Text.RegularExpressions;
using Bellwether.Configuration;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Tests.Configuration;

public sealed class FaultScriptTests
{
    static readonly string SamplePath = Path.Combine(TestData.Checkout, "samples", "faults", "bad-day.yaml");

    [Fact]
    public void A_script_says_what_goes_wrong_and_when()
    {
        var plan = FaultScript.Parse("f.yaml", """
            seed: 9
            partialFills: 0.25
            faults:
              - drop: { client: 3, afterBytes: 10240, outage: 1500ms }
              - connectivity: { at: "10:15:00.250", lasts: 40s, dataLost: true }
              - swallow: { from: +90s, atMost: 1 }
              - reports: { kind: late, of: [status, execution], probability: 0.2, delay: 2s }
            """);
        Assert.Equal((9UL, 0.25), (plan.Seed, plan.PartialFills));
        Assert.Equal(new ConnectionCut { ClientId = 3, AfterBytes = 10_240, Outage = Duration.FromMilliseconds(1_500) }, plan.Faults[0]);
        Assert.Equal(new ConnectivityLoss { At = FaultTime.At(new LocalTime(10, 15, 0, 250)), Lasts = Duration.FromSeconds(40), DataLost = true }, plan.Faults[1]);
        Assert.Equal(new SwallowedOrder { From = FaultTime.AfterStart(Duration.FromSeconds(90)), AtMost = 1 }, plan.Faults[2]);
        var late = Assert.IsType<ReportFault>(plan.Faults[3]);
        Assert.Equal((ReportTrouble.Late, 0.2, Duration.FromSeconds(2)), (late.Kind, late.Probability, late.Delay));
        Assert.Equal([OrderReportKind.Status, OrderReportKind.Execution], late.Of);
    }

    [Fact]
    public void A_permission_that_is_taken_away_says_whose_and_until_when()
    {
        var plan = FaultScript.Parse("f.yaml", """
            faults:
              - permission: { symbols: [AAPL, MSFT] }
              - permission: { kind: notForApi, exchange: NYSE, at: "10:15", lasts: 5m }
            """);
        var (always, later) = (Assert.IsType<PermissionLoss>(plan.Faults[0]), Assert.IsType<PermissionLoss>(plan.Faults[1]));
        Assert.Equal((DataPermission.None, "AAPL MSFT", null, FaultTime.AfterStart(Duration.Zero), null), (always.Kind, string.Join(' ', always.Symbols), always.Exchange, always.At, always.Lasts));
        Assert.Equal((DataPermission.NotForApi, 0, "NYSE", FaultTime.At(new LocalTime(10, 15)), Duration.FromMinutes(5)), (later.Kind, later.Symbols.Count, later.Exchange, later.At, later.Lasts));
    }

    [Theory]
    [InlineData("faults:\n  - dorp: { at: \"10:00\" }", "f.yaml:2:5: faults[0].dorp: unknown key; did you mean \"drop\"?")]
    [InlineData("faults:\n  - drop: { outage: 5s }", "f.yaml:2:11: faults[0].drop: none of at, afterBytes, afterMessages, probability given, expected exactly one; add one of them")]
    [InlineData("faults:\n  - drop: { at: +5s, afterBytes: 9 }", "f.yaml:2:22: faults[0].drop: both of at and afterBytes given, expected exactly one; keep one of them")]
    [InlineData("faults:\n  - drop: { at: noon }", "f.yaml:2:17: faults[0].drop.at: \"noon\" is not a time (of day in New York, with or without a date before it, or + and a duration from the gateway's start); write it like \"09:45\", \"15:59:30.250\", \"2025-03-04 10:00\" or +90s")]
    [InlineData("faults:\n  - farm: { of: marketdata, at: +5s, lasts: 5s }", "f.yaml:2:17: faults[0].farm.of: \"marketdata\" is not one of marketData, history, contracts; did you mean marketData?")]
    [InlineData("faults:\n  - connectivity: { at: +5s }", "f.yaml:2:19: faults[0].connectivity.lasts: is missing; write it like lasts: 30s")]
    [InlineData("faults:\n  - badTicks: { kind: zero, probability: 1.5 }", "f.yaml:2:42: faults[0].badTicks.probability: 1.5 is out of range, expected a number from 0 to 1; change it")]
    [InlineData("faults:\n  drop: { at: +5s }", "f.yaml:2:3: faults: a section given, expected a list; write it like [{ drop: { at: \"10:15\", outage: 30s } }]")]
    [InlineData("faults:\n  - drop", "f.yaml:2:5: faults[0]: \"drop\" given, expected a section; write it like [{ drop: { at: \"10:15\", outage: 30s } }]")]
    [InlineData("seed: 1\nsead: 2", "f.yaml:2:1: sead: unknown key; did you mean \"seed\"?")]
    [InlineData("- drop", "f.yaml:1:1: a list given, expected keys with values; begin with \"faults:\" and a list below it")]
    [InlineData("", "f.yaml:1:1: nothing given, expected keys with values; begin with \"faults:\" and a list below it")]
    public void What_is_wrong_is_said_with_its_place_and_what_to_do(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FaultScriptException>(() => FaultScript.Parse("f.yaml", text)).Message);

    [Fact]
    public void A_fault_that_cannot_be_is_refused_where_it_stands()
    {
        var refused = Assert.Throws<FaultScriptException>(() => FaultScript.Parse("f.yaml", "faults:\n  - reports: { kind: missing, of: [execution], probability: 0.5 }"));
        Assert.StartsWith("f.yaml:2:5: faults[0]: ReportFault.Of is Execution; expected openOrder and status only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_are_found_at_once() =>
        Assert.Equal(2, Assert.Throws<FaultScriptException>(() => FaultScript.Parse("f.yaml", "faults:\n  - farm: { of: x, at: +1s, lasts: 1s }\n  - farm: { of: y, at: +1s, lasts: 1s }")).Errors.Count);

    [Theory]
    [InlineData("2025-03-03T09:30:00", "2025-03-03T10:15:00")]
    [InlineData("2025-03-03T10:15:01", "2025-03-04T10:15:00")]
    public void A_time_of_day_is_the_first_one_from_the_start_on(string start, string expected) =>
        Assert.Equal(NewYork(expected), FaultTime.At(new LocalTime(10, 15)).Resolve(NewYork(start)));

    [Fact]
    public void The_sample_is_a_script_and_tells_editors_where_the_schema_is()
    {
        Assert.Equal(10, FaultScript.Load(SamplePath).Faults.Count);
        Assert.Equal("# yaml-language-server: $schema=../../docs/faults.schema.json", File.ReadLines(SamplePath).First());
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal("nowhere.yaml: there is no such file, expected a fault script; name an existing one, such as samples/faults/bad-day.yaml", Assert.Throws<FaultScriptException>(() => FaultScript.Load("nowhere.yaml")).Message);

    [Fact]
    public void The_published_schema_is_the_one_in_force()
    {
        var published = File.ReadAllText(Path.Combine(TestData.Checkout, "docs", "faults.schema.json"));
        Assert.True(published == ConfigurationSchema.FaultScriptText(), "docs/faults.schema.json is out of date; run: ./bellwether config schema --faults > docs/faults.schema.json");
    }

    [Fact]
    public void The_manual_names_every_fault_and_every_key_of_it()
    {
        var manual = File.ReadAllText(Path.Combine(TestData.Checkout, "docs", "faults.md"));
        var rows = Regex.Matches(manual, @"^\| `(\w+)` \|.*$", RegexOptions.Multiline).ToDictionary(m => m.Groups[1].Value, m => m.Value);
        var shape = SectionShape.Of(typeof(FaultSettings));
        Assert.Equal(shape.Keys.Select(k => k.Name).Order(), rows.Keys.Order());
        string[] chance = ["probability", "from", "until", "atMost", "client"];
        var missing = shape.Keys.SelectMany(fault => fault.Section!.Keys.Select(k => k.Name)
            .Except(rows[fault.Name].Contains("+ chance", StringComparison.Ordinal) ? chance : [])
            .Except(rows[fault.Name].Contains("as `drop`", StringComparison.Ordinal) ? ["at", "afterBytes", "afterMessages", "probability", "times", "client"] : [])
            .Where(key => !rows[fault.Name].Contains($"`{key}`", StringComparison.Ordinal)).Select(key => $"{fault.Name}.{key}"));
        Assert.Empty(missing);
    }

    static long NewYork(string local) =>
        Bellwether.Core.EngineTime.From(NodaTime.Text.LocalDateTimePattern.GeneralIso.Parse(local).Value.InZoneStrictly(DateTimeZoneProviders.Tzdb["America/New_York"]).ToInstant());
}
