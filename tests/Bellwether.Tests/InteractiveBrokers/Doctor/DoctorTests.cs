using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bellwether.Commands;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Tests.InteractiveBrokers.Client;

namespace Bellwether.Tests.InteractiveBrokers.Doctor;

/// <summary><c>ib doctor</c> through the command line, at gateways of every condition.</summary>
public sealed class DoctorTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_healthy_paper_gateway_is_ready_to_trade()
    {
        await using var gateway = new SimulatorBench();
        var (exit, output) = await RunAsync(gateway.Options.Port);
        Assert.True(exit == 0, output);
        Assert.Contains("DU1234567 (paper)", output, StringComparison.Ordinal);
        Assert.Contains("server version 200", output, StringComparison.Ordinal);
        Assert.Contains("SPY: live", output, StringComparison.Ordinal);
        Assert.Contains("there and back", output, StringComparison.Ordinal);
        // Its clock plays the year 2025.
        Assert.Contains("behind this machine's", output, StringComparison.Ordinal);
        Assert.Contains("Ready to trade", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_for_programs_has_every_part()
    {
        await using var gateway = new SimulatorBench(new GatewayOptions { Accounts = ["DU1234567", "U7654321"] });
        var (exit, output) = await RunAsync(gateway.Options.Port, "--format", "json", "--client-id", "12");
        Assert.True(exit == 0, output);
        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal((12, 200, "warning"), (report.GetProperty("clientId").GetInt32(), report.GetProperty("serverVersion").GetInt32(), report.GetProperty("verdict").GetString()));
        Assert.Equal([("DU1234567", true), ("U7654321", false)], report.GetProperty("accounts").EnumerateArray().Select(a => (a.GetProperty("id").GetString()!, a.GetProperty("paper").GetBoolean())));
        Assert.Equal(9, report.GetProperty("latencyMs").GetProperty("samples").GetInt32());
        Assert.True(report.GetProperty("clockOffsetMs").GetDouble() < 0);
        Assert.Contains(report.GetProperty("farms").EnumerateArray(), f => f.GetProperty("state").GetString() == "ok");
        Assert.Equal(["SPY", "AAPL"], report.GetProperty("marketData").EnumerateArray().Select(m => m.GetProperty("symbol").GetString()));
        Assert.Contains(report.GetProperty("findings").EnumerateArray(), f => f.GetProperty("advice").GetString()?.Contains("real money", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Missing_market_data_permissions_are_a_problem_with_advice()
    {
        await using var gateway = new SimulatorBench(new GatewayOptions { SymbolsWithoutData = new HashSet<string> { "SPY" } });
        var (exit, output) = await RunAsync(gateway.Options.Port);
        Assert.True(exit == 1, output);
        Assert.Contains("SPY: no live data (code 354", output, StringComparison.Ordinal);
        Assert.Contains("AAPL: live", output, StringComparison.Ordinal);
        Assert.Contains("Subscribe to real-time data", output, StringComparison.Ordinal);
        Assert.Contains("Not ready to trade", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_gateway_is_told_to_update()
    {
        await using var gateway = new SimulatorBench(new GatewayOptions { MaxServerVersion = 160 });
        var (exit, output) = await RunAsync(gateway.Options.Port);
        Assert.True(exit == 1, output);
        Assert.Contains("server version 160", output, StringComparison.Ordinal);
        Assert.Contains("176 or newer", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_explained()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var (exit, output) = await RunAsync(port);
        Assert.Equal(1, exit);
        Assert.Contains("Is IB Gateway or TWS running and logged in", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_else_than_a_gateway_is_recognised()
    {
        using var gateway = new LoopbackGateway();
        var running = RunAsync(gateway.Port);
        await gateway.AcceptAsync();
        await gateway.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        var (exit, output) = await running;
        Assert.Equal(1, exit);
        Assert.Contains("something else than a gateway answers", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_says_nothing_is_given_up_in_time()
    {
        using var gateway = new LoopbackGateway();
        var running = RunAsync(gateway.Port, "--timeout", "0.2s");
        await gateway.AcceptAsync();
        var (exit, output) = await running;
        Assert.Equal(1, exit);
        Assert.Contains("no answer to the greeting within 0.2 s", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_falls_silent_behind_a_dialog_is_recognised()
    {
        using var gateway = new LoopbackGateway();
        var running = RunAsync(gateway.Port, "--timeout", "0.5s");
        await gateway.AcceptAsync();
        await gateway.SendAsync(new ServerHello(200, "20250602 10:00:00 US/Eastern"));
        await gateway.ReadFrameAsync();
        var (exit, output) = await running;
        Assert.Equal(1, exit);
        Assert.Contains("Is a dialog open", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_opens_the_session_and_never_answers_is_recognised()
    {
        using var gateway = new LoopbackGateway();
        var running = RunAsync(gateway.Port, "--timeout", "2s", "--client-id", "7");
        await ClientBench.GreetAsync(gateway);
        var (exit, output) = await running;
        Assert.Equal(1, exit);
        Assert.Contains("no answer within 2 s", output, StringComparison.Ordinal);
        Assert.Contains("DU1234567 (paper)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "70000")]
    [InlineData("--client-id", "-1")]
    [InlineData("--format", "xml")]
    [InlineData("--timeout", "soon")]
    public async Task Wrong_usage_is_told_as_such(string option, string value)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(2, await CommandLine.RunAsync(["ib", "doctor", option, value], output, error));
        Assert.Contains(option, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    static async Task<(int Exit, string Output)> RunAsync(int port, params string[] more)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(["ib", "doctor", "--port", port.ToString(CultureInfo.InvariantCulture), .. more], output, error).WaitAsync(Token);
        Assert.Empty(error.ToString());
        return (exit, output.ToString());
    }
}
