using System.CommandLine;
using Bellwether.Indicators;

namespace Bellwether.Commands.Indicators;

/// <summary><c>bellwether indicators compute</c>: indicators over the bars of a CSV file, written beside them.</summary>
static class ComputeCommand
{
    public static Command Create()
    {
        var input = new Option<FileInfo>("--input") { Description = "Bars: CSV with a header row (time_utc, timestamp or date; open, high, low, close, volume), oldest first.", HelpName = "FILE", Required = true };
        var indicators = new Option<string[]>("--indicator") { Description = "A definition such as sma(20) or macd(12,26,9); may be given more than once.", HelpName = "DEFINITION", Required = true };
        var streaming = new Option<bool>("--streaming") { Description = "Take the bars in one by one, as live; the result is the same." };
        var assembly = IndicatorsCommand.AssemblyOption();
        var format = OptionParsing.Format("csv");
        var command = new Command("compute", "Compute indicators over bars: the input's columns, then one for each output.") { input, indicators, streaming, assembly, format };
        command.SetAction(parsed => IndicatorsCommand.WithCatalogue(parsed, assembly, catalogue =>
        {
            var error = parsed.InvocationConfiguration.Error;
            try
            {
                var wanted = parsed.GetValue(indicators)!.Select(text => new WantedIndicator(text, catalogue.Parse(text))).ToList();
                var table = BarTable.Read(parsed.GetValue(input)!.FullName, parsed.GetValue(input)!.ToString());
                var values = parsed.GetValue(streaming) ? Computation.Streaming(catalogue, table, wanted) : Computation.Batch(table, wanted);
                OutputTable.Write(parsed.InvocationConfiguration.Output, table, wanted, values);
                return ExitCode.Success;
            }
            catch (IndicatorDefinitionException problem)
            {
                error.WriteLine($"--indicator {problem.Message}");
                return ExitCode.Usage;
            }
            catch (BarTableException problem)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        }));
        return command;
    }
}

/// <summary>A definition and the text in which it was given, which heads its columns.</summary>
sealed record WantedIndicator(string Text, IndicatorDefinition Definition)
{
    /// <summary>All outputs; the named one alone when the definition names one.</summary>
    public IEnumerable<int> Outputs => Definition.Output > 0 || NamesOutput ? [Definition.Output] : Enumerable.Range(0, Definition.Entry.Description.Outputs.Count);

    bool NamesOutput => Text[(Text.LastIndexOf(')') + 1)..].Contains('.', StringComparison.Ordinal);

    public string Heading(int output) => output == Definition.Output ? Text : $"{Text}.{Definition.Entry.Description.Outputs[output].Name}";
}
