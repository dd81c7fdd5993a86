using System.CommandLine;
using Bellwether.Commands.Ib;

namespace Bellwether.Commands;

/// <summary>
/// The tree of commands and what they have in common: results go to standard output, messages and errors to standard error, and the exit code is one of
/// <see cref="ExitCode"/>. A command lives in a file of its own and is added in <see cref="Root"/>.
/// </summary>
static class CommandLine
{
    /// <summary>How long a command may take to end in good order after Ctrl-C or SIGTERM before the process is ended.</summary>
    static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    public static RootCommand Root() => new("Trades US equities through Interactive Brokers from external predictions, with risk controls around every order.")
    {
        RunCommand.Create(),
        BacktestCommand.Create(),
        GatewayCommand.Create(),
        PredictionsCommand.Create(),
        JournalCommand.Create(),
        DataCommand.Create(),
        UniverseCommand.Create(),
        CalendarCommand.Create(),
        Indicators.IndicatorsCommand.Create(),
        ConfigCommand.Create(),
        IbCommand.Create(),
    };

    /// <summary>Parses and runs one command line.</summary>
    /// <param name="arguments">The words after the command's name.</param>
    /// <param name="output">Takes results, which a program may read.</param>
    /// <param name="error">Takes messages and errors, which a person reads.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var mistake in parsed.Errors) await error.WriteLineAsync(mistake.Message);
            await error.WriteLineAsync($"Try '{UsageOf(parsed)} --help'.");
            return ExitCode.Usage;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = TimeToStop });
    }

    static string UsageOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (System.CommandLine.Parsing.SymbolResult? result = parsed.CommandResult; result is not null; result = result.Parent)
            if (result is System.CommandLine.Parsing.CommandResult command) names.Insert(0, command.Command is RootCommand ? "bellwether" : command.Command.Name);
        return string.Join(' ', names);
    }
}
