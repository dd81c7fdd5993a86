namespace Bellwether.EndToEnd;

/// <summary>A port that another program has taken: said so, at once, with what to do.</summary>
public sealed class PortTests
{
    [Fact]
    public async Task A_dashboard_port_in_use_is_said_so()
    {
        using var folder = new ScratchFolder();
        using var taken = new LoopbackPort();
        Refused(await BellwetherProcess.RunAsync(folder.Path, "run", "--dashboard-port", $"{taken.Number}", "--headless"), taken);
    }

    [Fact]
    public async Task A_gateway_port_in_use_is_said_so()
    {
        using var folder = new ScratchFolder();
        using var taken = new LoopbackPort();
        Refused(await BellwetherProcess.RunAsync(folder.Path, "gateway", "--port", $"{taken.Number}"), taken);
    }

    [Fact]
    public async Task A_port_of_the_prediction_service_in_use_is_said_so()
    {
        using var folder = new ScratchFolder();
        using var taken = new LoopbackPort();
        Refused(await BellwetherProcess.RunAsync(folder.Path, "predictions", "serve", "--port", $"{taken.Number}"), taken);
    }

    static void Refused(BellwetherProcess.Ended run, LoopbackPort taken)
    {
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        var line = Assert.Single(run.Errors);
        Assert.Contains($"{taken.Number}", line, StringComparison.Ordinal);
        Assert.Contains("in use", line, StringComparison.Ordinal);
    }
}
