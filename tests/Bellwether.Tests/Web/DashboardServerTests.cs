using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bellwether.Engine;
using Bellwether.Live;
using Bellwether.Web;

namespace Bellwether.Tests.Web;

public sealed partial class DashboardServerTests : IAsyncLifetime
{
    readonly DeskFeed feed = new();
    readonly ManualTime time = new();
    readonly HttpClient http = new();
    DashboardServer server = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        feed.Publish(Desks.Small);
        var options = new DashboardOptions { Port = 0, AllowedHosts = ["desk.example"], Time = time };
        server = await DashboardServer.StartAsync(options, feed, Cancellation);
        http.BaseAddress = server.Url;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.js", "text/javascript")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css", "text/css")]
    [InlineData("/lib/lightweight-charts/lightweight-charts.mjs", "text/javascript")]
    [InlineData("/lib/inter/inter-latin-wght-normal.woff2", "font/woff2")]
    [InlineData("/lib/inter/LICENSE.txt", "text/plain")]
    [InlineData("/app/tokens.css", "text/css")]
    [InlineData("/app/page.js", "text/javascript")]
    public async Task What_a_browser_loads_comes_out_of_the_assembly(string path, string type)
    {
        using var answer = await http.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.NotEqual(0, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Every_file_that_the_page_its_styles_and_its_scripts_name_is_there()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(["/", "/app/equity-chart.js"]);
        while (open.TryDequeue(out var path))
        {
            using var answer = await http.GetAsync(path, Cancellation);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
            if (path.StartsWith("/_", StringComparison.Ordinal) || path.StartsWith("/lib/", StringComparison.Ordinal) || path.EndsWith(".svg", StringComparison.Ordinal)) continue;
            foreach (Match name in FileName().Matches(await answer.Content.ReadAsStringAsync(Cancellation)))
            {
                var file = name.Value.Trim('"', '\'').Replace("./", "/app/", StringComparison.Ordinal);
                if (seen.Add(file)) open.Enqueue(file);
            }
        }
        Assert.Contains("/lib/lightweight-charts/lightweight-charts.mjs", seen);
        Assert.Contains("/lib/jetbrains-mono/jetbrains-mono-latin-wght-normal.woff2", seen);
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        using var first = await http.GetAsync("/app/tokens.css", Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/app/tokens.css");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task The_page_has_no_script_of_its_own_and_a_policy_that_forbids_one()
    {
        using var answer = await http.GetAsync("/", Cancellation);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.All(ScriptElement().Matches(page), script => Assert.Contains(" src=\"/", script.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:1234", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("desk.example", HttpStatusCode.OK)]
    [InlineData("attacker.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.attacker.example", HttpStatusCode.BadRequest)]
    public async Task Only_known_host_names_are_answered(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Host = host;

        using var answer = await http.SendAsync(request, Cancellation);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://attacker.example", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("own", HttpStatusCode.OK)]
    public async Task What_is_no_plain_read_must_come_from_this_very_address(string? origin, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null) request.Headers.Add("Origin", origin == "own" ? server.Url.GetLeftPart(UriPartial.Authority) : origin);

        using var answer = await http.SendAsync(request, Cancellation);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_foreign_page_cannot_open_a_web_socket()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "http://attacker.example");
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(server.Url) { Scheme = "ws", Path = "/_blazor" }.Uri, Cancellation));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task The_snapshot_is_json_with_exact_decimals()
    {
        var json = JsonDocument.Parse(await http.GetStringAsync("/api/snapshot", Cancellation)).RootElement;

        Assert.Equal(4711, json.GetProperty("sequence").GetInt64());
        Assert.Equal("2026-10-14T18:07:32Z", json.GetProperty("time").GetString());
        Assert.Equal("paper", json.GetProperty("mode").GetString());
        Assert.Equal("protectOnly", json.GetProperty("authority").GetString());
        Assert.Equal("101230.15", json.GetProperty("equity").GetRawText());
        Assert.Equal("2026-10-14", json.GetProperty("session").GetProperty("date").GetString());
        var position = json.GetProperty("positions")[0];
        Assert.Equal("239.1", position.GetProperty("averagePrice").GetRawText());
        Assert.Equal("100", position.GetProperty("quantity").GetRawText());
        Assert.Equal("34", position.GetProperty("unrealised").GetRawText());
        Assert.Equal("degraded", json.GetProperty("connection").GetProperty("data").GetString());
    }

    [Fact]
    public async Task A_live_account_is_masked_for_programs_too()
    {
        feed.Publish(Desks.Small with { Mode = AccountMode.Live, Account = "U1234567" });
        var json = JsonDocument.Parse(await http.GetStringAsync("/api/snapshot", Cancellation)).RootElement;
        Assert.Equal("U•••4567", json.GetProperty("account").GetString());
    }

    [Fact]
    public async Task Health_tells_a_desk_that_fell_silent()
    {
        Assert.Equal("ok", await Status(HttpStatusCode.OK));
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("silent", await Status(HttpStatusCode.ServiceUnavailable));
        feed.Publish(Desks.Small with { Sequence = 4712 });
        Assert.Equal("ok", await Status(HttpStatusCode.OK));
    }

    [Fact]
    public async Task Before_the_first_snapshot_the_page_says_so_and_health_is_starting()
    {
        await using var early = await DashboardServer.StartAsync(new DashboardOptions { Port = 0 }, new DeskFeed(), Cancellation);
        using var answer = await http.GetAsync(new Uri(early.Url, "/health"), Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("starting", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("The engine has not published anything yet", await http.GetStringAsync(early.Url, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_the_option_that_changes_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var failure = await Assert.ThrowsAsync<DashboardException>(() => DashboardServer.StartAsync(new DashboardOptions { Port = port }, feed, Cancellation));

        Assert.Contains($"port {port} is in use", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--dashboard-port", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", 5080, "nonsense")]
    [InlineData("203.0.113.7", 0, "203.0.113.7")]
    [InlineData("127.0.0.1", 70000, "70000")]
    public async Task An_address_that_cannot_be_is_refused_by_name(string host, int port, string named)
    {
        var failure = await Assert.ThrowsAsync<DashboardException>(() => DashboardServer.StartAsync(new DashboardOptions { Host = host, Port = port }, feed, Cancellation));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_it_stopped_the_port_is_free()
    {
        await server.StopAsync(Cancellation);
        await using var next = await DashboardServer.StartAsync(new DashboardOptions { Port = server.Url.Port }, feed, Cancellation);
        Assert.Equal(server.Url, next.Url);
    }

    async Task<string?> Status(HttpStatusCode expected)
    {
        using var answer = await http.GetAsync("/health", Cancellation);
        Assert.Equal(expected, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("status").GetString();
    }

    [GeneratedRegex("""["'](\./|/app/|/lib/|/_framework/|/_content/)[\w./@-]+\.\w+["']""")]
    private static partial Regex FileName();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex ScriptElement();
}
