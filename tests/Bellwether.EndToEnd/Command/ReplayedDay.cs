using System.Text.Json;
using Bellwether.Tests;

namespace Bellwether.EndToEnd;

/// <summary>A day of recorded bars, played once as fast as possible by a process of its own, for the tests that only look at what came of it.</summary>
public sealed class ReplayedDay : IDisposable
{
    readonly ScratchFolder folder = new();
    readonly Lazy<Task<JsonElement>> summary;

    public ReplayedDay() => summary = new Lazy<Task<JsonElement>>(async () => (await BellwetherProcess.RunAsync(folder.Path, Command())).Json);

    /// <summary>Where it ran.</summary>
    public string Folder => folder.Path;

    /// <summary>The command; skips the test when the recorded bars are not there.</summary>
    public static string[] Command(string speed = "0") =>
    [
        "run", "--market", "replay", "--data", TestData.Shared("data/equity/minute_trade"), "--date", "2013-10-07", "--symbols", "SPY,IBM,BAC",
        "--speed", speed, "--headless", "--format", "json", "--dashboard-port", "0",
    ];

    public Task<JsonElement> SummaryAsync() => summary.Value;

    public void Dispose() => folder.Dispose();
}
