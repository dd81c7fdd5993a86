using Bellwether.Commands;

namespace Bellwether.Tests.Configuration;

public sealed class CommandLineTests
{
    static readonly string Sample = Path.Combine(TestData.Checkout, "samples/quickstart.yaml");

    static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task A_valid_file_is_one_line_on_standard_output_and_success()
    {
        var (code, output, error) = await Run("config", "check", Sample);
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"^\S.*quickstart\.yaml is valid \(configuration [0-9a-f]{8}\)\.\n$", output);
    }

    [Fact]
    public async Task Errors_go_to_standard_error_and_the_command_fails()
    {
        var (code, output, error) = await Run("config", "check", Sample, "--set", "dashboard.port=x", "--set", "account.cash=0");
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(2, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("--set dashboard.port: dashboard.port: \"x\" is not a whole number", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config/absent.yaml", "there is no such file")]
    [InlineData("/", "this is a folder")]
    public async Task A_file_that_cannot_be_read_is_a_failure(string file, string fragment)
    {
        var (code, output, error) = await Run("config", "check", file);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"{file}: {fragment}", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config", "check")]
    [InlineData("config")]
    [InlineData("confog")]
    [InlineData("config", "check", "a.yaml", "b.yaml")]
    [InlineData("config", "check", "a.yaml", "--loud")]
    [InlineData("config", "check", "a.yaml", "--set")]
    [InlineData("config", "check", "a.yaml", "--set", "nonsense")]
    [InlineData]
    public async Task A_command_line_that_is_not_understood_is_wrong_usage(params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--help'.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("config", "--help")]
    [InlineData("config", "check", "--help")]
    [InlineData("--version")]
    public async Task Help_and_version_go_to_standard_output(params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);
        Assert.Equal((0, ""), (code, error));
        Assert.NotEmpty(output);
    }

    [Fact]
    public async Task Show_states_what_is_in_force_with_overrides()
    {
        var (code, output, _) = await Run("config", "show", Sample, "--set", "dashboard.port=6000");
        Assert.Equal(0, code);
        Assert.Contains("\"port\": 6000", output, StringComparison.Ordinal);
        Assert.Contains("\"folder\": \"journal\"", output, StringComparison.Ordinal);
    }
}
