using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bellwether.EndToEnd.Desk;

/// <summary>What a newcomer does: start <c>bellwether run</c> without arguments and look at the page.</summary>
public sealed partial class RunInBrowserTests(Chromium chromium)
{
    [Fact]
    public async Task The_quick_start_shows_its_trades_on_the_dashboard_within_a_minute()
    {
        await using var visit = await chromium.VisitAsync();
        var folder = Directory.CreateTempSubdirectory("bellwether-run-");
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "bellwether.dll"), "run", "--dashboard-port", "0" },
            WorkingDirectory = folder.FullName,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var url = await AddressAsync(process);
            await visit.Page.GotoAsync(url);

            await Expect(visit.Part("mode-banner")).ToHaveAttributeAsync("data-mode", "SIMULATED");
            await Expect(visit.Part("positions-table").Locator("tbody tr[data-key]").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
            await Expect(visit.Part("orders-table").Locator("tbody tr[data-key]").First).ToBeVisibleAsync();
            await Expect(visit.Part("connection-state")).ToHaveAttributeAsync("data-ib", "ok");
            await Expect(visit.Part("equity-chart")).ToHaveAttributeAsync("data-ready", "");
            var before = await visit.Part("equity").GetAttributeAsync("data-seq");
            await Expect(visit.Part("equity")).Not.ToHaveAttributeAsync("data-seq", before!);
            await visit.ShootAsync("quick-start");
            Assert.Empty(visit.Console);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    static async Task<string> AddressAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await process.StandardError.ReadLineAsync(deadline.Token) is { } line)
            if (Address().Match(line) is { Success: true } match) return match.Value;
        throw new InvalidOperationException("the run ended without naming its dashboard");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Address();
}
