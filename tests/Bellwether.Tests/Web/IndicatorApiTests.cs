using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Bellwether.Commands;
using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Storage;
using Bellwether.Tests.Indicators;
using Bellwether.Web;

namespace Bellwether.Tests.Web;

/// <summary>Indicators over HTTP, as charts ask for them.</summary>
public sealed class IndicatorApiTests : IAsyncLifetime
{
    static readonly string[] Definitions = ["ema(20)", "macd(12,26,9)", "obv", "atr(14)", "vwap(1)", "sma(rsi(14),5)", "adx(14).plus_di"];

    /// <summary>Three sessions from the first of March 2024 on.</summary>
    readonly BarColumns walk = TestBars.Walk(1_170, 51);
    readonly BarColumns other = TestBars.Walk(1_170, 52);
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-indicators-").FullName;
    readonly HttpClient http = new();
    readonly Desk desk = new();
    readonly IndicatorCache cache = new();
    DashboardServer server = null!;

    sealed class Desk : ILiveMinutes
    {
        public BarRows Latest { get; set; } = BarRows.Empty;

        public BarRows MinutesOf(string symbol) => symbol == "ZAA" ? Latest : BarRows.Empty;
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using (var store = BarStore.OpenForWriting(folder))
        {
            store.Write("ZAA", BarSpec.OneMinute, BarSource.Imported, BarRows.Of(walk, BarSource.Imported).Slice(0, 1_100));
            // The other symbol has no bar of each tenth minute.
            store.Write("SPY", BarSpec.OneMinute, BarSource.Imported, BarRows.Of(other, BarSource.Imported).At([.. Enumerable.Range(0, 1_170).Where(i => i % 10 != 3)]));
        }
        server = await DashboardServer.StartAsync(new DashboardOptions { Port = 0, DataFolder = folder, Live = desk, IndicatorCache = cache }, new DeskFeed(), Cancellation);
        http.BaseAddress = server.Url;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    async Task<(HttpStatusCode Status, JsonNode Body)> Get(string path)
    {
        using var answer = await http.GetAsync(path, Cancellation);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!);
    }

    async Task<List<JsonObject>> Rows(string parameters, params string[] definitions)
    {
        var (status, body) = await Get($"/api/indicators?symbols=ZAA{parameters}{string.Concat(definitions.Select(d => "&indicator=" + Uri.EscapeDataString(d)))}");
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return [.. body.AsArray().Select(row => row!.AsObject())];
    }

    /// <summary>What the command prints: headings, then a row a bar.</summary>
    Task<List<Dictionary<string, string>>> Computed(string bar, params string[] definitions) => Computed(bar, definitions, "2000-01-01", "2030-01-01");

    async Task<List<Dictionary<string, string>>> Computed(string bar, string[] definitions, string from, string to)
    {
        using var output = new StringWriter();
        var code = await CommandLine.RunAsync(["indicators", "compute", "--symbols", "ZAA", "--bar", bar, "--data-dir", folder, "--from", from, "--to", to, .. definitions.SelectMany(d => new[] { "--indicator", d })], output, TextWriter.Null);
        Assert.Equal(0, code);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // Definitions in quotes hold commas.
        var headings = lines[0].Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        return [.. lines.Skip(1).Select(line => headings.Zip(line.Split(',')).ToDictionary(p => p.First, p => p.Second))];
    }

    static void AssertSame(List<Dictionary<string, string>> expected, List<JsonObject> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.Equal(e.Keys.Append("adjusted").Order(StringComparer.Ordinal), a.Select(p => p.Key).Order(StringComparer.Ordinal));
            foreach (var (name, text) in e)
            {
                if (text.Length == 0) Assert.True(a[name] is null, $"{e["time_utc"]} {name}: expected nothing, got {a[name]}");
                else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) Assert.True(number.Equals((double)a[name]!), $"{e["time_utc"]} {name}: expected {text}, got {a[name]}");
                else Assert.Equal(text, (string?)a[name]);
            }
        }
    }

    [Theory]
    [InlineData("1m")]
    [InlineData("5m")]
    [InlineData("1h")]
    public async Task Rows_are_those_of_the_command_bit_for_bit(string bar)
    {
        string[] definitions = [.. Definitions, "beta(SPY,20)", "ema(SPY,9)"];
        AssertSame(await Computed(bar, definitions), await Rows($"&bar={bar}", definitions));
        AssertSame(await Computed(bar, definitions), await Rows($"&bar={bar}", definitions));
    }

    [Fact]
    public async Task What_lies_before_the_range_is_read_so_that_the_first_value_is_right()
    {
        // Without the one that counts all that was ever seen.
        string[] definitions = [.. Definitions.Except(["obv"])];
        var whole = await Rows("", definitions);
        var from = (string)whole[600]["time_utc"]!;
        var to = (string)whole[650]["time_utc"]!;
        // Another server, which has seen nothing.
        await using var fresh = await DashboardServer.StartAsync(new DashboardOptions { Port = 0, DataFolder = folder }, new DeskFeed(), Cancellation);
        using var other = new HttpClient { BaseAddress = fresh.Url };
        var part = (await other.GetFromJsonAsync<JsonNode>($"/api/indicators?symbols=ZAA&from={from}&to={to}&indicator={string.Join("&indicator=", definitions.Select(Uri.EscapeDataString))}", Cancellation))!.AsArray();
        Assert.Equal(whole[600..650].Select(r => r.ToJsonString()), part.Select(r => r!.ToJsonString()));
    }

    [Fact]
    public async Task As_many_years_are_read_as_the_first_value_needs()
    {
        // The last two sessions of a year and the first two of the next.
        TradingSession[] sessions = [.. ExchangeCalendar.NewYork.Sessions(new(2023, 12, 28), new(2024, 1, 3))];
        Assert.Equal(4, sessions.Length);
        var rows = BarRows.Of(TestBars.Walk(4 * 390, 53), BarSource.Imported);
        for (var i = 0; i < rows.Count; i++) rows.Time[i] = sessions[i / 390].OpenNanoseconds + (i % 390 * EngineTime.Minute);
        using (var store = BarStore.OpenForWriting(folder))
        {
            store.Replace("ZAA", BarSpec.OneMinute, BarSource.Imported, rows.Time[0], rows.Time[^1] + 1, rows);
        }
        // Ten minutes into the year: the average of twenty needs some 160 before it.
        var early = await Rows("&from=2024-01-02T14:40:00Z&to=2024-01-04", "ema(20)");
        Assert.Equal((await Rows("&to=2024-01-04", "ema(20)")).Skip(790).Select(r => r.ToJsonString()), early.Select(r => r.ToJsonString()));
        // The year alone would give another value at first; a day later it is enough.
        var computed = await Computed("1m", ["ema(20)"], "2024-01-01", "2024-01-04");
        Assert.NotEqual((double)early[20]["ema(20)"]!, double.Parse(computed[30]["ema(20)"], CultureInfo.InvariantCulture));
        AssertSame(computed[390..], await Rows("&from=2024-01-03&to=2024-01-04", "ema(20)"));
    }

    [Fact]
    public async Task Two_askers_cause_one_computation()
    {
        await Rows("", "ema(20)", "macd(12,26,9)");
        Assert.Equal(2 * 1_100, cache.Computed);
        // The same by other names and outputs, in another order; several at once.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Rows("", "macd(12,26,9).signal", "EMA(20)")));
        await Rows($"&to=2024-03-04", "ema(20)");
        Assert.Equal(2 * 1_100, cache.Computed);
        await Rows("", "ema(20)", "sma(10)");
        Assert.Equal(3 * 1_100, cache.Computed);
        await Rows("&bar=5m", "ema(20)");
        Assert.Equal((3 * 1_100) + 220, cache.Computed);
    }

    [Fact]
    public async Task A_minute_that_the_desk_has_just_seen_costs_one_row_of_each()
    {
        var all = BarRows.Of(walk, BarSource.Live);
        await Rows("", "ema(20)", "atr(14)");
        desk.Latest = all.Slice(1_098, 1_101);
        Assert.Equal(1_101, (await Rows("", "ema(20)", "atr(14)")).Count);
        Assert.Equal(2 * 1_101, cache.Computed);
        desk.Latest = all.Slice(1_098, 1_170);
        var rows = await Rows("", "ema(20)", "atr(14)");
        Assert.Equal(2 * 1_170, cache.Computed);
        using (var store = BarStore.OpenForWriting(folder)) store.Append("ZAA", BarSpec.OneMinute, BarSource.Live, all.Slice(1_100, 1_170));
        desk.Latest = BarRows.Empty;
        AssertSame(await Computed("1m", "ema(20)", "atr(14)"), rows);
        await Rows("", "ema(20)", "atr(14)");
        Assert.Equal(2 * 1_170, cache.Computed);
    }

    [Fact]
    public async Task A_bar_in_progress_is_corrected_as_its_minutes_come()
    {
        var all = BarRows.Of(walk, BarSource.Live);
        desk.Latest = all.Slice(1_099, 1_101);
        await Rows("&bar=5m", "sma(3)");
        Assert.Equal(221, cache.Computed);
        desk.Latest = all.Slice(1_099, 1_103);
        var rows = await Rows("&bar=5m", "sma(3)");
        // The last bar alone has another close: from the state that is kept before the 193rd on.
        Assert.Equal(221 + (221 - 192), cache.Computed);
        Assert.Equal((walk.Close[1_094] + walk.Close[1_099] + walk.Close[1_102]) / 3, (double)rows[^1]["sma(3)"]!, 1e-9);
    }

    [Fact]
    public async Task A_revised_bar_costs_what_it_touches()
    {
        await Rows("", "sma(20)", "obv", "atr(14)");
        var row = BarRows.Of(walk, BarSource.Revised).Slice(730, 731);
        row.Volume[0] += 1_000;
        using (var store = BarStore.OpenForWriting(folder)) store.Write("ZAA", BarSpec.OneMinute, BarSource.Revised, row);
        var rows = await Rows("", "sma(20)", "obv", "atr(14)");
        // Only the volume has changed, which on-balance volume reads: from the state before row 704 to the end.
        Assert.Equal((3 * 1_100) + (1_100 - 704), cache.Computed);
        AssertSame(await Computed("1m", "sma(20)", "obv", "atr(14)"), rows);
        Assert.Equal("revised", (string?)rows[730]["source"]);
        // A close takes its window of both that read it.
        row.Close[0] += 0.5;
        row.High[0] += 0.5;
        using (var store = BarStore.OpenForWriting(folder)) store.Write("ZAA", BarSpec.OneMinute, BarSource.Revised, row);
        AssertSame(await Computed("1m", "sma(20)", "obv", "atr(14)"), await Rows("", "sma(20)", "obv", "atr(14)"));
    }

    [Fact]
    public async Task A_hole_that_was_filled_and_a_split_are_computed_anew()
    {
        var rows = BarRows.Of(walk, BarSource.Imported);
        using (var store = BarStore.OpenForWriting(folder)) store.Replace("ZAA", BarSpec.OneMinute, BarSource.Imported, rows.Time[500], rows.Time[505], BarRows.Empty);
        Assert.Equal(1_095, (await Rows("", "ema(20)")).Count);
        using (var store = BarStore.OpenForWriting(folder)) store.Write("ZAA", BarSpec.OneMinute, BarSource.Backfilled, rows.Slice(500, 505));
        AssertSame(await Computed("1m", "ema(20)"), await Rows("", "ema(20)"));
        using (var store = BarStore.OpenForWriting(folder)) ActionStore.Add(store, "ZAA", [new CorporateAction(new(2024, 3, 8), CorporateActionKind.Split, 2)]);
        var split = await Rows("&adjust=split", "sma(1)");
        Assert.Equal(walk.Close[0] / 2, (double)split[0]["sma(1)"]!, 1e-12);
        Assert.Equal("split", (string?)split[0]["adjusted"]);
    }

    [Theory]
    [InlineData("symbols=ZAA", HttpStatusCode.BadRequest, "indicator is missing: expected a definition")]
    [InlineData("indicator=ema(20)", HttpStatusCode.BadRequest, "symbols is missing")]
    [InlineData("symbols=ZAA&indicator=emma(20)", HttpStatusCode.BadRequest, "emma")]
    [InlineData("symbols=ZAA&indicator=ema(0)", HttpStatusCode.BadRequest, "ema(0)")]
    [InlineData("symbols=ZAA&indicator=ema(9)@5m", HttpStatusCode.BadRequest, "ask for bar=5m")]
    [InlineData("symbols=ZAA&indicator=ema(9)%20of%20SPY", HttpStatusCode.BadRequest, "another symbol")]
    [InlineData("symbols=ZAA&indicator=beta(QQQ,9)", HttpStatusCode.NotFound, "no bars of 'QQQ'")]
    [InlineData("symbols=QQQ&indicator=ema(9)", HttpStatusCode.NotFound, "no bars of 'QQQ'")]
    [InlineData("symbols=ZAA&indicator=ema(9)&bar=7x", HttpStatusCode.BadRequest, "7x")]
    [InlineData("symbols=ZAA&indicator=ema(9)&adjust=total", HttpStatusCode.NotFound, "corporate actions")]
    public async Task What_is_wrong_with_a_request_is_said(string query, HttpStatusCode expected, string sentence)
    {
        var (status, body) = await Get("/api/indicators?" + query);
        Assert.Equal(expected, status);
        Assert.Contains(sentence, (string)body["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_indicators_are_enough_for_one_request()
    {
        var (status, body) = await Get("/api/indicators?symbols=ZAA" + string.Concat(Enumerable.Range(2, 21).Select(n => $"&indicator=sma({n})")));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("21 indicators: expected at most 20", (string)body["detail"]!, StringComparison.Ordinal);
    }
}
