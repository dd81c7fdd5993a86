using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bellwether.Predictions.Service;

namespace Bellwether.Tests.Predictions;

public sealed class PredictionServerTests
{
    const string Query = "/v1/predictions?symbols=SPY,IBM,BRK%20B&asOf=2024-01-02T14:45:30.5Z";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_names_model_time_latency_and_one_prediction_a_symbol_in_the_order_asked()
    {
        await using var server = await PredictionServer.StartAsync(new() { Seed = 42 }, Cancel);
        var (status, text) = await Get(server, Query);
        Assert.Equal(HttpStatusCode.OK, status);
        using var answer = JsonDocument.Parse(text);
        var root = answer.RootElement;
        Assert.Equal(["model", "asOf", "latencyMs", "predictions"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("demo-1", "2024-01-02T14:45:30.5Z"), (root.GetProperty("model").GetString(), root.GetProperty("asOf").GetString()));
        Assert.InRange(root.GetProperty("latencyMs").GetInt32(), 60, 139);
        var items = root.GetProperty("predictions").EnumerateArray().ToList();
        Assert.Equal(["SPY", "IBM", "BRK B"], items.Select(item => item.GetProperty("symbol").GetString()));
        Assert.All(items, item =>
        {
            Assert.Equal(["symbol", "signal", "confidence", "horizonMinutes", "asOf"], item.EnumerateObject().Select(p => p.Name));
            Assert.True(item.GetProperty("signal").GetString() is "BUY" or "SELL" or "NEUTRAL");
            Assert.InRange(item.GetProperty("confidence").GetDouble(), 0, 1);
            Assert.Equal((30, "2024-01-02T14:45:00Z"), (item.GetProperty("horizonMinutes").GetInt32(), item.GetProperty("asOf").GetString()));
        });
    }

    [Fact]
    public async Task Two_servers_of_one_seed_give_the_same_bytes_and_the_order_of_requests_does_not_matter()
    {
        await using var first = await PredictionServer.StartAsync(new() { Seed = 42 }, Cancel);
        await using var second = await PredictionServer.StartAsync(new() { Seed = 42 }, Cancel);
        await using var other = await PredictionServer.StartAsync(new() { Seed = 43 }, Cancel);
        string[] queries = [Query, "/v1/predictions?symbols=SPY&asOf=2013-10-07T14:00:00Z", "/v1/predictions?symbols=IBM,SPY&asOf=2024-01-02T14:45:30.5Z"];
        var one = new List<string>();
        foreach (var query in queries) one.Add((await Get(first, query)).Text);
        var two = new List<string>();
        foreach (var query in queries.Reverse()) two.Insert(0, (await Get(second, query)).Text);
        Assert.Equal(one, two);
        Assert.NotEqual(one[0], (await Get(other, Query)).Text);
    }

    [Fact]
    public async Task Without_a_time_the_clock_of_the_server_counts()
    {
        var clock = new StoppedClock(new DateTimeOffset(2024, 1, 2, 15, 0, 1, TimeSpan.Zero));
        await using var server = await PredictionServer.StartAsync(new() { Clock = clock }, Cancel);
        Assert.Equal((await Get(server, "/v1/predictions?symbols=SPY&asOf=2024-01-02T15:00:01Z")).Text, (await Get(server, "/v1/predictions?symbols=SPY")).Text);
    }

    [Fact]
    public async Task Health_names_model_and_seed()
    {
        await using var server = await PredictionServer.StartAsync(new() { Seed = 9, Model = "mock" }, Cancel);
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok","model":"mock","seed":9}"""), await Get(server, "/health"));
    }

    [Theory]
    [InlineData("/v1/predictions", "symbols", "")]
    [InlineData("/v1/predictions?symbols=", "symbols", "")]
    [InlineData("/v1/predictions?symbols=SPY,", "symbols", "")]
    [InlineData("/v1/predictions?symbols=spy", "symbols", "spy")]
    [InlineData("/v1/predictions?symbols=SPY,IBM,SPY", "symbols", "SPY")]
    [InlineData("/v1/predictions?symbols=SPY&symbols=IBM", "symbols", "SPY,IBM")]
    [InlineData("/v1/predictions?symbols=%3Cscript%3E", "symbols", "<script>")]
    [InlineData("/v1/predictions?symbols=SPY&asOf=yesterday", "asOf", "yesterday")]
    [InlineData("/v1/predictions?symbols=SPY&asOf=", "asOf", "")]
    [InlineData("/v1/predictions?symbols=SPY&asOf=2024-01-02T14:45:00", "asOf", "2024-01-02T14:45:00")]
    [InlineData("/v1/predictions?symbols=SPY&asOf=1969-12-31T23:59:59Z", "asOf", "1969-12-31T23:59:59Z")]
    [InlineData("/v1/predictions?symbols=SPY&asOf=2200-01-01T00:00:00Z", "asOf", "2200-01-01T00:00:00Z")]
    public async Task A_wrong_request_is_told_the_field_its_value_and_what_was_expected(string path, string field, string value)
    {
        await using var server = await PredictionServer.StartAsync(new(), Cancel);
        var (status, text) = await Get(server, path);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        using var answer = JsonDocument.Parse(text);
        var error = answer.RootElement.GetProperty("error");
        Assert.Equal((field, value), (error.GetProperty("field").GetString(), error.GetProperty("value").GetString()));
        Assert.NotEmpty(error.GetProperty("expected").GetString()!);
    }

    [Fact]
    public async Task More_than_a_thousand_symbols_are_too_many()
    {
        await using var server = await PredictionServer.StartAsync(new(), Cancel);
        string Symbols(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => "A" + i));
        Assert.Equal(HttpStatusCode.OK, (await Get(server, "/v1/predictions?symbols=" + Symbols(1000))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Get(server, "/v1/predictions?symbols=" + Symbols(1001))).Status);
    }

    [Fact]
    public async Task Other_paths_do_not_exist()
    {
        await using var server = await PredictionServer.StartAsync(new(), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(server, "/v2/predictions")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(server, "/favicon.ico")).Status);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<PredictionServerException>(() => PredictionServer.StartAsync(new() { Port = port }, Cancel));
        Assert.StartsWith($"port {port} on 127.0.0.1 is in use", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_no_address_of_this_machine_and_a_port_out_of_range_are_refused()
    {
        Assert.Contains("\"example\"", (await Assert.ThrowsAsync<PredictionServerException>(() => PredictionServer.StartAsync(new() { Host = "example" }, Cancel))).Message, StringComparison.Ordinal);
        Assert.Contains("192.0.2.1", (await Assert.ThrowsAsync<PredictionServerException>(() => PredictionServer.StartAsync(new() { Host = "192.0.2.1" }, Cancel))).Message, StringComparison.Ordinal);
        Assert.Contains("70000", (await Assert.ThrowsAsync<PredictionServerException>(() => PredictionServer.StartAsync(new() { Port = 70000 }, Cancel))).Message, StringComparison.Ordinal);
    }

    static async Task<(HttpStatusCode Status, string Text)> Get(PredictionServer server, string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var response = await client.GetAsync(new Uri(server.Address, path), Cancel);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
