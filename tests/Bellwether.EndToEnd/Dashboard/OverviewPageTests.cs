using System.Globalization;
using System.Text.RegularExpressions;
using Bellwether.Engine;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bellwether.EndToEnd;

public sealed partial class OverviewPageTests(Chromium chromium)
{
    [Fact]
    public async Task The_frame_says_mode_account_equity_links_and_time()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var visit = await chromium.VisitAsync();
        await visit.Page.GotoAsync(dashboard.Url);

        await Expect(visit.Part("mode-banner")).ToHaveAttributeAsync("data-mode", "PAPER");
        await Expect(visit.Part("mode-banner")).ToHaveAttributeAsync("data-arm", "armed");
        await Expect(visit.Part("mode-banner")).ToContainTextAsync("DU1234567");
        // 3,952.56 realised + 813.472 unrealised − 220.82 commission on 1,248,310.44.
        await Expect(visit.Part("equity")).ToContainTextAsync("1,252,855.65");
        await Expect(visit.Part("equity")).ToHaveAttributeAsync("data-value", "1252855.652");
        await Expect(visit.Part("equity")).ToHaveAttributeAsync("data-seq", "998834");
        await Expect(visit.Part("day-pnl")).ToContainTextAsync("+4,545.21");
        await Expect(visit.Part("day-pnl")).ToContainTextAsync("+0.36\u2009%");
        await Expect(visit.Part("costs")).ToContainTextAsync("\u2212220.82");
        await Expect(visit.Part("connection-state")).ToHaveAttributeAsync("data-ib", "ok");
        await Expect(visit.Part("clock")).ToContainTextAsync("14:07:32 ET");
        await Expect(visit.Part("clock")).ToContainTextAsync("closes in 1 h 52");
        await Expect(visit.Page).ToHaveTitleAsync("+4,545 PAPER · Bellwether");
    }

    [Fact]
    public async Task Positions_show_result_stop_and_protection_largest_first()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var visit = await chromium.VisitAsync();
        await visit.Page.GotoAsync(dashboard.Url);
        var rows = visit.Part("positions-table").Locator("tbody tr");

        await Expect(rows).ToHaveCountAsync(6);
        string[] keys = [.. await rows.EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.key)")];
        Assert.Equal(["JPM", "QQQ", "XOM", "META", "AMD", "NVDA"], keys);
        var xom = visit.Part("positions-table").Locator("[data-key=XOM]");
        await Expect(xom.Locator("[data-col=qty]")).ToHaveTextAsync("\u2212805");
        await Expect(xom.Locator("[data-col=average]")).ToHaveTextAsync("117.300");
        await Expect(xom.Locator("[data-col=unrealised]")).ToHaveTextAsync("+273.70");
        // 273.70 of 338.10 at risk.
        await Expect(xom.Locator("[data-col=r]")).ToHaveTextAsync("+0.81");
        await Expect(xom.Locator("[data-col=stop]")).ToHaveTextAsync("117.72");
        await Expect(xom.Locator("[data-col=protected]")).ToHaveTextAsync("805/805");
        await Expect(xom.Locator("[data-col=value]")).ToHaveTextAsync("\u221294,153");
        await Expect(visit.Part("positions-table").Locator("tfoot [data-col=unrealised]")).ToHaveTextAsync("+813.47");
    }

    [Fact]
    public async Task Figures_change_while_one_looks_and_still_add_up()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var visit = await chromium.VisitAsync();
        await visit.Page.GotoAsync(dashboard.Url);
        await Expect(visit.Part("equity-chart")).ToHaveAttributeAsync("data-ready", "");

        for (var second = 0; second < 3; second++)
        {
            var snapshot = dashboard.Step();
            await Expect(visit.Part("equity")).ToHaveAttributeAsync("data-seq", snapshot.Sequence.ToString(CultureInfo.InvariantCulture));
        }

        decimal Value(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
        var values = new Dictionary<string, decimal>();
        foreach (var id in new[] { "day-pnl", "realised", "unrealised", "costs" })
            values[id] = Value((await visit.Part(id).GetAttributeAsync("data-value"))!);
        Assert.Equal(values["day-pnl"], values["realised"] + values["unrealised"] + values["costs"]);
        Assert.NotEqual(813.472m, values["unrealised"]);
        Assert.Empty(visit.Console);
    }

    [Fact]
    public async Task Orders_stand_with_resting_entries_first_and_name_what_went_wrong()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var visit = await chromium.VisitAsync();
        await visit.Page.GotoAsync(dashboard.Url);
        var rows = visit.Part("orders-table").Locator("tbody tr");

        await Expect(rows).ToHaveCountAsync(17);
        await Expect(rows.Nth(0)).ToHaveAttributeAsync("data-key", "4231");
        await Expect(rows.Nth(1).Locator("[data-col=state]")).ToHaveTextAsync("partial");
        await Expect(rows.Nth(1).Locator("[data-col=qty]")).ToHaveTextAsync("400/1,300");
        await Expect(visit.Part("orders-table").Locator("[data-state=rejected] [data-col=state]")).ToContainTextAsync("201: no short stock available");
    }

    [Fact]
    public async Task A_lost_gateway_is_told_in_the_note_and_marks_every_working_order_unconfirmed()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var visit = await chromium.VisitAsync();
        await visit.Page.GotoAsync(dashboard.Url);
        dashboard.Desk.Trouble = new ConnectionSnapshot(
            LinkState.Down, "lost 18 s", LinkState.Degraded, "last 18 s", LinkState.Ok, "31 s ago", "IB Gateway does not answer since 14:07:14. No new risk; 14 orders are unconfirmed.");
        dashboard.Publish();

        await Expect(visit.Part("note")).ToHaveAttributeAsync("data-state", "unconfirmed");
        await Expect(visit.Part("note")).ToContainTextAsync("does not answer since 14:07:14");
        await Expect(visit.Part("connection-state")).ToHaveAttributeAsync("data-ib", "down");
        await Expect(visit.Part("orders-table").Locator("tr[data-live=true] [data-col=state]").Nth(5)).ToHaveTextAsync("unconfirmed");
    }

    [Fact]
    public async Task A_stale_price_loses_its_colour()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var visit = await chromium.VisitAsync();
        await visit.Page.GotoAsync(dashboard.Url);
        dashboard.Desk.Stale.Add("JPM");
        dashboard.Publish();

        var cell = visit.Part("positions-table").Locator("[data-key=JPM] [data-col=unrealised]");
        await Expect(cell).ToHaveClassAsync(StaleClass());
        Assert.Equal("rgb(131, 142, 151)", await cell.EvaluateAsync<string>("c => getComputedStyle(c).color"));
    }

    [Fact]
    public async Task The_first_answer_of_the_server_already_has_the_figures()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var http = new HttpClient();

        var page = await http.GetStringAsync(dashboard.Url, TestContext.Current.CancellationToken);

        Assert.Contains("1,252,855.65", page, StringComparison.Ordinal);
        Assert.Contains("data-key=\"NVDA\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_whose_server_stops_turns_grey_and_says_how_to_stop_the_engine()
    {
        await using var dashboard = await RunningDashboard.StartAsync(heartbeat: TimeSpan.FromMilliseconds(200));
        await using var visit = await chromium.VisitAsync();
        await visit.Page.GotoAsync(dashboard.Url);
        await Expect(visit.Part("equity-chart")).ToHaveAttributeAsync("data-ready", "");
        Assert.Empty(visit.Console);

        await dashboard.Server.StopAsync(TestContext.Current.CancellationToken);

        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-frozen", "");
        await Expect(visit.Part("note")).ToHaveAttributeAsync("data-state", "frozen");
        await Expect(visit.Part("note")).ToContainTextAsync("This page lost the engine");
        await Expect(visit.Part("note")).ToContainTextAsync("Ctrl-C");
        await Expect(visit.Part("clock")).ToContainTextAsync("frozen at");
        await Expect(visit.Page.Locator("#page")).ToHaveAttributeAsync("inert", "");
        await Expect(visit.Part("equity")).ToContainTextAsync("1,252,855.65");
        await Expect(visit.Page.Locator("#components-reconnect-modal")).ToHaveCountAsync(0);
        await visit.ShootAsync("frozen-dark");
    }

    [Fact]
    public async Task The_first_visit_follows_the_system_and_the_key_t_is_remembered()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var visit = await chromium.VisitAsync(scheme: ColorScheme.Light);
        await visit.Page.GotoAsync(dashboard.Url);
        var root = visit.Page.Locator("html");
        await Expect(root).ToHaveAttributeAsync("data-theme", "light");
        await Expect(visit.Part("equity-chart")).ToHaveAttributeAsync("data-ready", "");

        await visit.Page.Keyboard.PressAsync("t");
        await visit.Page.Keyboard.PressAsync("Shift+T");

        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(root).ToHaveAttributeAsync("data-signs", "blue-orange");
        await visit.Page.ReloadAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(root).ToHaveAttributeAsync("data-signs", "blue-orange");
        Assert.Empty(visit.Console);
    }

    [Fact]
    public async Task The_list_of_keys_opens_and_closes()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var visit = await chromium.VisitAsync();
        await visit.Page.GotoAsync(dashboard.Url);
        await Expect(visit.Part("equity-chart")).ToHaveAttributeAsync("data-ready", "");

        await visit.Page.Keyboard.PressAsync("?");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Theme, dark or light");
        await visit.ShootAsync("keys-dark");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Empty(visit.Console);
    }

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark, AccountMode.Paper)]
    [InlineData(1440, 900, ColorScheme.Light, AccountMode.Paper)]
    [InlineData(1440, 900, ColorScheme.Dark, AccountMode.Live)]
    [InlineData(1440, 900, ColorScheme.Light, AccountMode.Simulated)]
    [InlineData(1280, 800, ColorScheme.Dark, AccountMode.Paper)]
    [InlineData(390, 844, ColorScheme.Dark, AccountMode.Paper)]
    [InlineData(390, 844, ColorScheme.Light, AccountMode.Live)]
    [InlineData(1024, 768, ColorScheme.Light, AccountMode.Paper)]
    [InlineData(800, 1000, ColorScheme.Dark, AccountMode.Paper)]
    [InlineData(1920, 1080, ColorScheme.Dark, AccountMode.Paper)]
    public async Task Nothing_is_cut_off_or_scrolls_sideways(int width, int height, ColorScheme scheme, AccountMode mode)
    {
        await using var dashboard = await RunningDashboard.StartAsync(mode);
        await using var visit = await chromium.VisitAsync(width, height, scheme);
        await visit.Page.GotoAsync(dashboard.Url);
        await Expect(visit.Part("equity-chart")).ToHaveAttributeAsync("data-ready", "");
        dashboard.Step();
        await Expect(visit.Part("clock")).ToContainTextAsync(width > 720 ? "14:07:33 ET" : "");

        var name = string.Create(CultureInfo.InvariantCulture, $"overview-{width}x{height}-{scheme}-{mode}").ToLowerInvariant();
        await visit.ShootAsync(name);
        await visit.Page.EvaluateAsync("document.querySelector('.page').scrollTo(0, 1e6)");
        if (width < 1100) await visit.ShootAsync(name + "-below");
        Assert.Equal(width, await visit.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.querySelector('.page').scrollWidth + document.querySelector('.page').offsetLeft)"));
        // A figure whose text is wider than its cell would be cut off.
        var clipped = await visit.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.tbl td:not([data-col=state]), .tbl th:not(:has(.rscale)), .vital .v, .kv dt, .kv dd')].filter(c => c.offsetParent && c.scrollWidth > c.clientWidth + 1 && getComputedStyle(c).display !== 'inline').map(c => c.textContent)");
        Assert.Empty(clipped);
        Assert.Empty(visit.Console);
    }

    [Fact]
    public async Task The_formatter_of_the_charts_prints_every_case_of_the_table()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var visit = await chromium.VisitAsync();
        await visit.Page.GotoAsync(dashboard.Url);
        var cases = await File.ReadAllTextAsync(Path.Combine(Checkout(), "tests/Bellwether.Tests/Web/format-cases.json"), TestContext.Current.CancellationToken);

        var wrong = await visit.Page.EvaluateAsync<string[]>(
            """
            async text => {
              const format = await import('/app/format.js'), wrong = [];
              for (const [rule, cases] of Object.entries(JSON.parse(text)).filter(([, c]) => Array.isArray(c)))
                for (const c of cases) {
                  const printed = format[rule](c.value, c.decimals, c.plus);
                  if (printed !== c.text) wrong.push(`${rule} of ${c.value}: expected '${c.text}', printed '${printed}'`);
                }
              return wrong;
            }
            """,
            cases);

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_page_comes_back_by_itself_when_the_engine_was_started_anew()
    {
        await using var first = await RunningDashboard.StartAsync(heartbeat: TimeSpan.FromMilliseconds(200));
        await using var visit = await chromium.VisitAsync();
        await visit.Page.GotoAsync(first.Url);
        await Expect(visit.Part("equity-chart")).ToHaveAttributeAsync("data-ready", "");
        await first.Server.StopAsync(TestContext.Current.CancellationToken);
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-frozen", "");

        await using var second = await RunningDashboard.StartAsync(port: first.Server.Url.Port);
        var snapshot = second.Step();

        await Expect(visit.Part("equity")).ToHaveAttributeAsync(
            "data-seq", snapshot.Sequence.ToString(CultureInfo.InvariantCulture), new LocatorAssertionsToHaveAttributeOptions { Timeout = 15_000 });
        await Expect(visit.Page.Locator("html")).Not.ToHaveAttributeAsync("data-frozen", "");
        await Expect(visit.Part("note")).ToHaveAttributeAsync("data-state", "");
    }

    [Fact]
    public async Task Rows_keep_their_places_under_the_pointer()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var visit = await chromium.VisitAsync();
        await visit.Page.GotoAsync(dashboard.Url);
        await Expect(visit.Part("equity-chart")).ToHaveAttributeAsync("data-ready", "");
        var first = visit.Part("positions-table").Locator("tbody tr").First;
        await visit.Part("positions-table").Locator("[data-key=XOM] [data-col=last]").HoverAsync();

        // 165 shares at 941.54 are worth more than 355 at 309.24.
        dashboard.Desk.Move("QQQ", 941.54m);
        dashboard.Publish();

        await Expect(visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "2 rows moved" })).ToBeVisibleAsync();
        await Expect(first).ToHaveAttributeAsync("data-key", "JPM");
        await visit.Page.Mouse.MoveAsync(5, 5);
        await Expect(first).ToHaveAttributeAsync("data-key", "QQQ");
    }

    static string Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Bellwether.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("the tests run from below the checkout: no Bellwether.slnx above " + AppContext.BaseDirectory);
    }

    [GeneratedRegex("(^|\\s)stale(\\s|$)")]
    private static partial Regex StaleClass();
}
