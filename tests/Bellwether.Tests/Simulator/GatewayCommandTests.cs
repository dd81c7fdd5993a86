using System.Net;
using System.Net.Sockets;
using Bellwether.Commands;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>What a person may get wrong when starting the gateway: one clear message, and the exit code of its kind.</summary>
public sealed class GatewayCommandTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-gateway-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["gateway", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }

    [Theory]
    [InlineData("--port 70000", "--port 70000")]
    [InlineData("--control-port 70000", "--control-port 70000")]
    [InlineData("--host nowhere", "--host \"nowhere\"")]
    [InlineData("--accounts DU1", "--accounts \"DU1\": expected an account number such as DU1234567")]
    [InlineData("--accounts DU1234567,DU1234567", "DU1234567 is given twice")]
    [InlineData("--accounts ,", "expected at least one account number")]
    [InlineData("--server-version 99", "--server-version 99: expected 100 to 200")]
    [InlineData("--server-version 201", "--server-version 201: expected 100 to 200")]
    [InlineData("--server-version new", "--server-version")]
    [InlineData("--market real", "--market \"real\"")]
    [InlineData("--market replay", "--market replay: expected --data DIR with it")]
    [InlineData("--clock atomic", "--clock \"atomic\"")]
    [InlineData("--clock real", "--clock real: --market synthetic has sessions of its own time")]
    [InlineData("--market live-like --speed 2", "--speed 2: the wall's time runs at speed 1")]
    [InlineData("--market live-like --date 2025-03-03", "--date: the wall's time is now")]
    [InlineData("--speed 0", "--speed 0")]
    [InlineData("--speed -1", "--speed -1")]
    [InlineData("--date yesterday", "--date \"yesterday\"")]
    [InlineData("--symbols no+ticker", "--symbols \"no+ticker\"")]
    [InlineData("--wat", "--wat")]
    public async Task Wrong_usage_is_said_in_a_sentence(string options, string sentence)
    {
        var (code, output, error) = await Run(options.Split(' '));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_option_has_its_help()
    {
        var (code, output, _) = await Run("--help");
        Assert.Equal(0, code);
        foreach (var option in (string[])["--host", "--port", "--accounts", "--server-version", "--symbols", "--market", "--data", "--date", "--clock", "--speed", "--seed", "--faults", "--control-port", "--state"])
            Assert.Contains(option + " ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_file_of_another_program_is_refused_by_name_and_left_alone()
    {
        var file = Path.Combine(folder, "notes.txt");
        File.WriteAllText(file, "buy milk");
        var (code, output, error) = await Run("--port", "0", "--symbols", "AAPL", "--state", file);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith(file + ": ", error, StringComparison.Ordinal);
        Assert.Contains("move it away to begin anew", error, StringComparison.Ordinal);
        Assert.Equal("buy milk", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_folder_is_no_state_file()
    {
        var (code, output, error) = await Run("--port", "0", "--symbols", "AAPL", "--state", folder);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith(folder + ": ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_file_that_another_gateway_has_is_refused_by_name()
    {
        var file = Path.Combine(folder, "books.json");
        using var books = GatewayStateFile.Open(file, new WireDesk().Core);
        var (code, output, error) = await Run("--port", "0", "--symbols", "AAPL", "--state", file);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith(file + ": another gateway keeps its books in it; end that one", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_script_that_does_not_exist_is_named()
    {
        var file = Path.Combine(folder, "absent.yaml");
        var (code, output, error) = await Run("--port", "0", "--symbols", "AAPL", "--faults", file);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains($"{file}: there is no such file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named_and_the_state_file_of_its_gateway_is_not_touched()
    {
        using var other = new Socket(SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        var port = ((IPEndPoint)other.LocalEndPoint!).Port;
        var file = Path.Combine(folder, "books.json");
        var (code, output, error) = await Run("--port", $"{port}", "--symbols", "AAPL", "--state", file);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains($"port {port} is in use by another program", error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }
}
