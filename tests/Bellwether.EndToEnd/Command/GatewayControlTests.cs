using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.EndToEnd;

/// <summary>A gateway in a process of its own, a client at it, and somebody who breaks things over HTTP meanwhile.</summary>
public sealed class GatewayControlTests(GatewayControlTests.SharedWorld shared) : IClassFixture<GatewayControlTests.SharedWorld>
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Faults_are_listed_added_fired_and_removed_while_the_gateway_runs()
    {
        using var folder = new ScratchFolder();
        var script = folder.File("faults.yaml", """
            faults:
              - connectivity: { at: +5h, lasts: 1s, dataLost: true }
            """);
        await using var world = await World.StartAsync(folder, "--faults", script);
        await using var client = await world.ConnectAsync(3);
        var states = client.StateChangesAsync(Token).GetAsyncEnumerator(Token);
        var next = states.MoveNextAsync().AsTask();
        await client.GetStatusAsync();

        var health = await world.GetAsync("/health");
        Assert.Equal(("ok", 1, 1, true), (health.GetProperty("status").GetString(), health.GetProperty("connections").GetInt32(), health.GetProperty("faults").GetInt32(), health.GetProperty("marketOpen").GetBoolean()));
        var scripted = Assert.Single((await world.GetAsync("/v1/faults")).GetProperty("faults").EnumerateArray());
        Assert.Equal((1, 0, "1s", true), (scripted.GetProperty("id").GetInt32(), scripted.GetProperty("happened").GetInt32(),
            scripted.GetProperty("fault").GetProperty("connectivity").GetProperty("lasts").GetString(), scripted.GetProperty("due").GetString() is not null));

        // What the script has for five hours later happens now, and then not again.
        var fired = await world.PostAsync("/v1/faults/1/fire", null, HttpStatusCode.OK);
        Assert.Equal((1, JsonValueKind.Null), (fired.GetProperty("happened").GetInt32(), fired.GetProperty("due").ValueKind));
        Assert.True(await next);
        Assert.Equal(ClientState.BrokerAway, states.Current.State);
        Assert.True(await states.MoveNextAsync());
        Assert.Equal(ClientState.Ready, states.Current.State);

        // As JSON and as YAML: the connection is dropped at once, and once more when it is fired.
        var added = await world.PostAsync("/v1/faults", """{ "drop": { "client": 3, "at": "+0s" } }""", HttpStatusCode.Created);
        Assert.Equal(2, added.GetProperty("id").GetInt32());
        Assert.True(await states.MoveNextAsync());
        Assert.Equal(ClientState.Disconnected, states.Current.State);
        while (states.Current.State != ClientState.Ready) Assert.True(await states.MoveNextAsync());
        await world.PostAsync("/v1/faults/2/fire", null, HttpStatusCode.OK);
        Assert.True(await states.MoveNextAsync());
        Assert.Equal(ClientState.Disconnected, states.Current.State);
        while (states.Current.State != ClientState.Ready) Assert.True(await states.MoveNextAsync());

        var never = await world.PostAsync("/v1/faults", "restart: { at: +5h }", HttpStatusCode.Created);
        Assert.Equal(3, never.GetProperty("id").GetInt32());
        await world.DeleteAsync("/v1/faults/3", HttpStatusCode.NoContent);
        var left = (await world.GetAsync("/v1/faults")).GetProperty("faults").EnumerateArray().Select(f => (f.GetProperty("id").GetInt32(), f.GetProperty("happened").GetInt32()));
        Assert.Equal([(1, 1), (2, 2)], left);
    }

    [Fact]
    public async Task An_order_is_swallowed_because_somebody_asked_for_it()
    {
        using var folder = new ScratchFolder();
        await using var world = await World.StartAsync(folder);
        await using var client = await world.ConnectAsync(3);
        await world.PostAsync("/v1/faults", "swallow: { atMost: 1, client: 3 }", HttpStatusCode.Created);
        var apple = new Contract { Symbol = "AAPL", SecType = "STK", Exchange = "SMART", Currency = "USD" };
        await client.PlaceAsync(apple, new Order { Action = "BUY", TotalQuantity = 1, OrderType = "LMT", LmtPrice = 1 }, cancellationToken: Token);
        var second = await client.PlaceAsync(apple, new Order { Action = "BUY", TotalQuantity = 2, OrderType = "LMT", LmtPrice = 1 }, cancellationToken: Token);
        await foreach (var happened in second.EventsAsync(Token))
            if (happened is OrderStatusReported { Status.Status.Kind: OrderStatusKind.Submitted or OrderStatusKind.PreSubmitted }) break;

        Assert.Equal([2m], (await client.OpenOrdersAsync(cancellationToken: Token)).Select(o => o.Order.TotalQuantity));
        Assert.Equal(1, Assert.Single((await world.GetAsync("/v1/faults")).GetProperty("faults").EnumerateArray()).GetProperty("happened").GetInt32());
    }

    [Fact]
    public async Task Connections_are_listed_dropped_and_left_half_open()
    {
        using var folder = new ScratchFolder();
        await using var world = await World.StartAsync(folder);
        await using var client = await world.ConnectAsync(5);
        await using var other = await world.ConnectAsync(6);
        var states = client.StateChangesAsync(Token).GetAsyncEnumerator(Token);
        var next = states.MoveNextAsync().AsTask();
        await client.GetStatusAsync();

        var connections = (await world.GetAsync("/v1/connections")).GetProperty("connections").EnumerateArray().ToList();
        Assert.Equal([(1, 5, 200, false), (2, 6, 200, false)],
            connections.Select(c => (c.GetProperty("number").GetInt32(), c.GetProperty("clientId").GetInt32(), c.GetProperty("serverVersion").GetInt32(), c.GetProperty("halfOpen").GetBoolean())));
        Assert.All(connections, c => Assert.True(c.GetProperty("bytesWritten").GetInt64() > 50));

        await world.PostAsync("/v1/connections/1/drop", null, HttpStatusCode.NoContent);
        Assert.True(await next);
        Assert.Equal(ClientState.Disconnected, states.Current.State);
        while (states.Current.State != ClientState.Ready) Assert.True(await states.MoveNextAsync());
        Assert.Equal(ClientState.Ready, other.State);

        // It came back as the third connection. Nothing is said to it any more, and its client finds that out by itself, after eight seconds.
        await world.PostAsync("/v1/connections/3/half-open?holdsId=1s", null, HttpStatusCode.NoContent);
        Assert.True((await world.GetAsync("/v1/connections")).GetProperty("connections").EnumerateArray().Single(c => c.GetProperty("number").GetInt32() == 3).GetProperty("halfOpen").GetBoolean());
        Assert.True(await states.MoveNextAsync());
        Assert.Equal(ClientState.Disconnected, states.Current.State);
        Assert.Contains("does not answer", states.Current.Reason, StringComparison.Ordinal);
        Assert.Equal(ClientState.Ready, other.State);
    }

    [Theory]
    [InlineData("POST", "/v1/faults", "{ \"dorp\": { \"at\": \"+1s\" } }", 400, "dorp", "unknown key; did you mean \"drop\"?")]
    [InlineData("POST", "/v1/faults", "{ \"drop\": { \"at\": \"noon\" } }", 400, "drop.at", "\"noon\" is not a time")]
    [InlineData("POST", "/v1/faults", "{ \"reports\": { \"kind\": \"missing\", \"of\": [\"execution\"], \"probability\": 0.5 } }", 400, "body", "expected openOrder and status only")]
    [InlineData("POST", "/v1/faults", "[]", 400, "body", "expected keys with values")]
    [InlineData("POST", "/v1/faults", "", 400, "body", "give one fault with its terms")]
    [InlineData("POST", "/v1/faults/9/fire", "", 404, "id", "there is no fault 9")]
    [InlineData("DELETE", "/v1/faults/9", "", 404, "id", "there is no fault 9")]
    [InlineData("POST", "/v1/connections/9/drop", "", 404, "number", "there is no connection 9")]
    [InlineData("POST", "/v1/connections/1/drop?outage=soon", "", 400, "outage", "\"soon\" is not a duration; write it like 250ms")]
    [InlineData("POST", "/v1/connections/1/drop?for=5s", "", 400, "for", "expected outage")]
    [InlineData("GET", "/v1/nothing", "", 404, "path", "GET /v1/nothing: expected GET /health")]
    public async Task A_wrong_request_is_answered_with_what_was_given_and_what_was_expected(string method, string path, string body, int status, string field, string message)
    {
        var world = shared.World;
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body.Length > 0 || method == "POST" ? new StringContent(body, Encoding.UTF8) : null };
        using var answer = await world.Http.SendAsync(request, Token);
        Assert.Equal((status, "application/json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors")[0];
        Assert.Equal(field, error.GetProperty("field").GetString());
        Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_describes_itself()
    {
        var described = await shared.World.GetAsync("/openapi/v1.json");
        Assert.StartsWith("3.", described.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(["/health", "/v1/connections", "/v1/connections/{number}/drop", "/v1/connections/{number}/half-open", "/v1/faults", "/v1/faults/{id}", "/v1/faults/{id}/fire"],
            described.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.True(described.GetProperty("components").GetProperty("schemas").TryGetProperty("ErrorsAnswer", out _));
    }

    [Theory]
    [InlineData("Origin", "https://example.org")]
    [InlineData("Host", "example.org")]
    public async Task What_a_page_makes_a_browser_send_is_refused(string header, string value)
    {
        var world = shared.World;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/faults") { Content = new StringContent("drop: { at: +0s }") };
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await world.Http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_not_read()
    {
        var world = shared.World;
        using var answer = await world.Http.PostAsync("/v1/faults", new StringContent(new string('#', 70_000)), Token);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_control_port_in_use_is_named()
    {
        using var folder = new ScratchFolder();
        using var taken = new LoopbackPort();
        var ended = await BellwetherProcess.RunAsync(folder.Path, "gateway", "--port", "0", "--symbols", "AAPL", "--control-port", $"{taken.Number}");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains($"port {taken.Number} is in use by another program; end that program or choose another port with --control-port", ended.ErrorText, StringComparison.Ordinal);
    }

    /// <summary>One gateway for all wrong requests: none of them changes it.</summary>
    public sealed class SharedWorld : IAsyncLifetime
    {
        readonly ScratchFolder folder = new();

        internal World World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await World.StartAsync(folder);

        public async ValueTask DisposeAsync()
        {
            await World.DisposeAsync();
            folder.Dispose();
        }
    }

    internal sealed class World(BellwetherProcess process, int port, Uri control) : IAsyncDisposable
    {
        public HttpClient Http { get; } = new() { BaseAddress = control };

        public static async Task<World> StartAsync(ScratchFolder folder, params string[] more)
        {
            var process = BellwetherProcess.Start(folder.Path, ["gateway", "--port", "0", "--market", "live-like", "--symbols", "AAPL,MSFT", "--control-port", "0", .. more]);
            var port = await process.PortAsync();
            var line = await process.OutputAsync("control API at ");
            return new World(process, port, new Uri(line["control API at ".Length..]));
        }

        public Task<IbClient> ConnectAsync(int id) => IbClient.ConnectAsync(new IbClientOptions { Port = port, ClientId = id }, Token);

        public Task<JsonElement> GetAsync(string path) => Http.GetFromJsonAsync<JsonElement>(path, Token);

        public async Task<JsonElement> PostAsync(string path, string? body, HttpStatusCode expected)
        {
            using var answer = await Http.PostAsync(path, body is null ? null : new StringContent(body), Token);
            var text = await answer.Content.ReadAsStringAsync(Token);
            Assert.True(answer.StatusCode == expected, $"{path}: {(int)answer.StatusCode} {text}");
            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        }

        public async Task DeleteAsync(string path, HttpStatusCode expected)
        {
            using var answer = await Http.DeleteAsync(path, Token);
            Assert.Equal(expected, answer.StatusCode);
        }

        public ValueTask DisposeAsync()
        {
            Http.Dispose();
            return process.DisposeAsync();
        }
    }
}
