using System.CommandLine;
using System.Text.RegularExpressions;

namespace Bellwether.Tests.House;

/// <summary>The first page tells the truth about commands.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void The_table_of_commands_names_every_command_and_no_other()
    {
        var table = CommandRow().Matches(File.ReadAllText(Path.Combine(TestData.Checkout, "README.md"))).Select(m => m.Groups[1].Value);
        Assert.Equal(Leaves(Commands.CommandLine.Root(), "").Order(StringComparer.Ordinal), table.Order(StringComparer.Ordinal));
    }

    static IEnumerable<string> Leaves(Command command, string path) =>
        command.Subcommands.Count == 0 ? [path] : command.Subcommands.SelectMany(c => Leaves(c, path.Length == 0 ? c.Name : $"{path} {c.Name}"));

    [GeneratedRegex(@"^\| `\./bellwether ([a-z ]+)` \|", RegexOptions.Multiline)]
    private static partial Regex CommandRow();
}
