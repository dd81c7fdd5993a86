using Microsoft.Playwright;

namespace Bellwether.EndToEnd;

/// <summary>
/// One browser for all tests of the assembly: Debian's Chromium, driven by Playwright. Where it is not installed, the tests that ask for a page are
/// skipped with the reason.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    const string Executable = "/usr/bin/chromium";

    IPlaywright? playwright;
    IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        MakeDriverExecutable();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync",
            ],
        });
    }

    /// <summary>A page of its own with empty cookies.</summary>
    public async Task<Visit> VisitAsync(int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Dark)
    {
        if (browser is null) Assert.Skip($"needs {Executable}: install Debian's package chromium");
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visit(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    // A package cache that was copied by hand may have lost the driver's executable bit.
    static void MakeDriverExecutable()
    {
        if (OperatingSystem.IsWindows()) return;
        var drivers = Path.Combine(AppContext.BaseDirectory, ".playwright", "node");
        if (!Directory.Exists(drivers)) return;
        foreach (var node in Directory.EnumerateFiles(drivers, "node", SearchOption.AllDirectories))
        {
            var mode = File.GetUnixFileMode(node);
            if ((mode & UnixFileMode.UserExecute) == 0) File.SetUnixFileMode(node, mode | UnixFileMode.UserExecute);
        }
    }
}
