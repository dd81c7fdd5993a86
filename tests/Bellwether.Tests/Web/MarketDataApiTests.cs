using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Bellwether.Commands;
using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Storage;
using Bellwether.Web;
using NodaTime;

namespace Bellwether.Tests.Web;

public sealed class MarketDataApiTests : IAsyncLifetime
{
    /// <summary>The first three minutes of a Monday, 09:30 to 09:33 in New York.</summary>
    static readonly Instant Open = Instant.FromUtc(2025, 3, 3, 14, 30);

    readonly string folder = Directory.CreateTempSubdirectory("bellwether-api-").FullName;
    readonly HttpClient http = new();
    readonly Desk desk = new();
    DashboardServer server = null!;

    sealed class Desk : ILiveMinutes
    {
        public BarRows Latest { get; set; } = BarRows.Empty;

        public BarRows MinutesOf(string symbol) => symbol == "XYZ" ? Latest : BarRows.Empty;
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using (var store = BarStore.OpenForWriting(folder))
        {
            store.Write("XYZ", BarSpec.OneMinute, BarSource.Imported, Minutes(0, 1));
            store.Write("XYZ", BarSpec.OneMinute, BarSource.Live, Minutes(2));
        }
        server = await DashboardServer.StartAsync(new DashboardOptions { Port = 0, DataFolder = folder, Live = desk }, new DeskFeed(), Cancellation);
        http.BaseAddress = server.Url;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    static BarRows Minutes(params int[] minutes) => BarRows.Of(
        [.. minutes.Select(m => new AggregatedBar(EngineTime.From(Open.Plus(Duration.FromMinutes(m))), 10 + m, 11 + m, 9 + m, 10 + m, 100 * (m + 1), double.NaN, -1, IsComplete: true))],
        BarSource.Imported);

    async Task<(HttpStatusCode Status, JsonNode Body)> Get(string path)
    {
        using var answer = await http.GetAsync(path, Cancellation);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!);
    }

    [Fact]
    public async Task Bars_are_made_of_the_minutes_of_the_store_and_name_their_sources()
    {
        var (status, body) = await Get("/api/bars?symbols=XYZ&bar=5m");

        Assert.Equal(HttpStatusCode.OK, status);
        // Typical prices 10, 11, 12 over 100, 200, 300 shares.
        var bar = Assert.Single(body.AsArray())!;
        Assert.Equal(
            ("XYZ", "2025-03-03T14:30:00Z", 10.0, 13.0, 9.0, 12.0, 600.0, "imported+live"),
            ((string?)bar["symbol"], (string?)bar["time_utc"], (double)bar["open"]!, (double)bar["high"]!, (double)bar["low"]!, (double)bar["close"]!, (double)bar["volume"]!, (string?)bar["source"]));
        Assert.Equal((1_000 + 2_200 + 3_600) / 600.0, (double)bar["vwap"]!, 1e-12);
        Assert.Null(bar["trades"]);
    }

    [Fact]
    public async Task Bricks_of_one_minute_name_the_source_of_that_minute()
    {
        var (_, body) = await Get("/api/bars?symbols=XYZ&bar=renko:0.5");

        // Closes of 10, 11 and 12 dollars; two bricks each step, of which the second has no volume of its own.
        Assert.Equal(
            [("2025-03-03T14:30:00Z", 10.5, 300.0, "imported"), ("2025-03-03T14:31:00Z", 11.0, 0.0, "imported"), ("2025-03-03T14:32:00Z", 11.5, 300.0, "live"), ("2025-03-03T14:32:00Z", 12.0, 0.0, "live")],
            body.AsArray().Select(b => ((string)b!["time_utc"]!, (double)b["close"]!, (double)b["volume"]!, (string)b["source"]!)));
    }

    [Fact]
    public async Task The_rows_are_those_that_the_command_prints()
    {
        var (_, body) = await Get("/api/bars?symbols=XYZ&bar=1m&from=2025-03-03T14:31:00Z&to=2025-03-04");
        using var output = new StringWriter();
        await CommandLine.RunAsync(["data", "bars", "--symbols", "XYZ", "--bar", "1m", "--from", "2025-03-03T14:31:00Z", "--to", "2025-03-04", "--data-dir", folder, "--format", "json"], output, TextWriter.Null);

        Assert.Equal(2, body.AsArray().Count);
        Assert.Equal(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.ToJsonString()), body.AsArray().Select(b => b!.ToJsonString()));
    }

    [Fact]
    public async Task What_the_desk_has_just_seen_follows_without_a_hole_or_a_duplicate()
    {
        // The desk keeps minute 2 until it knows that the store has it.
        var latest = Minutes(2, 3, 4);
        Array.Fill(latest.Source, BarSource.Live);
        desk.Latest = latest;

        var (_, minutes) = await Get("/api/bars?symbols=XYZ");
        var (_, five) = await Get("/api/bars?symbols=XYZ&bar=5m");

        Assert.Equal(
            [("2025-03-03T14:30:00Z", "imported"), ("2025-03-03T14:31:00Z", "imported"), ("2025-03-03T14:32:00Z", "live"), ("2025-03-03T14:33:00Z", "live"), ("2025-03-03T14:34:00Z", "live")],
            minutes.AsArray().Select(b => ((string)b!["time_utc"]!, (string)b["source"]!)));
        // 100 + 200 + 300 + 400 + 500 shares.
        Assert.Equal(1_500, (double)Assert.Single(five.AsArray())!["volume"]!);
    }

    [Fact]
    public async Task Bars_are_adjusted_when_asked_and_only_with_actions_at_hand()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Get("/api/bars?symbols=XYZ&adjust=split")).Status);
        using (var store = BarStore.OpenForWriting(folder)) ActionStore.Add(store, "XYZ", [new CorporateAction(new LocalDate(2025, 3, 4), CorporateActionKind.Split, 2)]);

        var (_, body) = await Get("/api/bars?symbols=XYZ&bar=1d&adjust=split");

        // Two for one on the next day: half the price, twice the shares.
        var bar = Assert.Single(body.AsArray())!;
        Assert.Equal((5.0, 6.0, 1_200.0, "split"), ((double)bar["open"]!, (double)bar["close"]!, (double)bar["volume"]!, (string?)bar["adjusted"]));
    }

    [Fact]
    public async Task Coverage_tells_symbols_sources_and_ranges()
    {
        var (_, body) = await Get("/api/coverage");

        var rows = body.AsArray().Select(r => ((string?)r!["symbol"], (string?)r["bar"], (string?)r["source"], (string?)r["first_utc"], (string?)r["last_utc"], (long)r["bars"]!)).Order();
        Assert.Equal(
            [("XYZ", "1m", "imported", "2025-03-03T14:30:00Z", "2025-03-03T14:31:00Z", 2L), ("XYZ", "1m", "live", "2025-03-03T14:32:00Z", "2025-03-03T14:32:00Z", 1L)],
            rows);
    }

    [Theory]
    [InlineData("/api/bars", HttpStatusCode.BadRequest, "symbols is missing")]
    [InlineData("/api/bars?symbols=,", HttpStatusCode.BadRequest, "symbols=IBM,SPY")]
    [InlineData("/api/bars?symbols=XYZ&from=yesterday", HttpStatusCode.BadRequest, "from is 'yesterday'")]
    [InlineData("/api/bars?symbols=XYZ&from=2025-03-04&to=2025-03-03", HttpStatusCode.BadRequest, "a time after from")]
    [InlineData("/api/bars?symbols=XYZ&bar=7x", HttpStatusCode.BadRequest, "7x")]
    [InlineData("/api/bars?symbols=XYZ&bar=tick:5", HttpStatusCode.BadRequest, "how many trades")]
    [InlineData("/api/bars?symbols=XYZ&bar=range:5", HttpStatusCode.BadRequest, "in which order their prices came")]
    [InlineData("/api/bars?symbols=XYZ&bar=tick-imbalance:5", HttpStatusCode.BadRequest, "which of their trades were buys")]
    [InlineData("/api/bars?symbols=XYZ&bar=5s", HttpStatusCode.BadRequest, "bars of 1m")]
    [InlineData("/api/bars?symbols=XYZ&adjust=both", HttpStatusCode.BadRequest, "none, split or total")]
    [InlineData("/api/bars?symbols=XYZ&session=night", HttpStatusCode.BadRequest, "rth or all")]
    [InlineData("/api/bars?symbols=ABC", HttpStatusCode.NotFound, "no bars of 'ABC'")]
    public async Task What_is_wrong_with_a_request_is_said(string path, HttpStatusCode expected, string sentence)
    {
        var (status, body) = await Get(path);

        Assert.Equal(expected, status);
        Assert.Contains(sentence, (string)body["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_named_and_the_server_lives_on()
    {
        var file = Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).First(f => f.Contains("imported", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(file, [1, 2, 3], Cancellation);

        var (status, body) = await Get("/api/bars?symbols=XYZ");
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains(Path.GetFileName(file), (string)body["detail"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InternalServerError, (await Get("/api/coverage")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Get("/api/bars?symbols=XYZ&session=x")).Status);
    }

    [Fact]
    public async Task The_description_names_every_path_and_its_parameters()
    {
        var (status, body) = await Get("/openapi/v1.json");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["/api/bars", "/api/coverage", "/api/indicators", "/api/snapshot", "/health"], body["paths"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
        var parameters = body["paths"]!["/api/bars"]!["get"]!["parameters"]!.AsArray();
        Assert.Equal(["adjust", "bar", "from", "session", "symbols", "to"], parameters.Select(p => (string)p!["name"]!).Order(StringComparer.Ordinal));
        Assert.All(parameters, p => Assert.False(string.IsNullOrEmpty((string?)p!["description"])));
        Assert.NotNull(body["components"]!["schemas"]!["BarRow"]!["properties"]!["time_utc"]);
        var ofIndicators = body["paths"]!["/api/indicators"]!["get"]!["parameters"]!.AsArray();
        Assert.Equal(["adjust", "bar", "from", "indicator", "session", "symbols", "to"], ofIndicators.Select(p => (string)p!["name"]!).Order(StringComparer.Ordinal));
        Assert.All(ofIndicators, p => Assert.False(string.IsNullOrEmpty((string?)p!["description"])));
        Assert.NotNull(body["components"]!["schemas"]!["IndicatorRow"]!["properties"]!["time_utc"]);
    }
}
