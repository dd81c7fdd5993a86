using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Commands;

/// <summary><c>bellwether data import</c>: files of the user's into the store.</summary>
static class DataImportCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Files of one-minute bars, .csv or .csv.gz.", Arity = ArgumentArity.OneOrMore };
        var symbol = new Option<string?>("--symbol") { Description = "Ticker; needed when a file is not named after it.", HelpName = "S" };
        var kind = new Option<string>("--kind") { Description = "What the files hold.", HelpName = "bars", DefaultValueFactory = _ => "bars" };
        OptionParsing.AcceptOnly(kind, "bars");
        var bar = new Option<string>("--bar") { Description = "Length of the bars.", HelpName = "1m", DefaultValueFactory = _ => "1m" };
        OptionParsing.AcceptOnly(bar, "1m");
        var folder = DataCommand.Folder();
        var format = OptionParsing.Format("text", "json");
        var command = new Command("import", "Take bars from files into the store. Each file is taken whole or not at all; taking it again changes nothing.") { files, symbol, kind, bar, folder, format };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                using var store = BarStore.OpenForWriting(parsed.GetValue(folder)!);
                foreach (var path in parsed.GetValue(files)!)
                {
                    var name = parsed.GetValue(symbol) ?? BarFile.SymbolOf(path) ?? throw new DataFileException(path, "is not named after a ticker; name it with --symbol, such as --symbol IBM");
                    // The whole file is checked before the first row of it is stored.
                    var rows = BarRows.Of(BarFile.ReadAs(name, path), BarSource.Imported);
                    var result = store.Write(name, BarSpec.OneMinute, BarSource.Imported, rows);
                    output.WriteLine(parsed.GetValue(format) == "json"
                        ? new JsonObject { ["file"] = path, ["symbol"] = name, ["added"] = result.Added, ["unchanged"] = result.Unchanged, ["replaced"] = result.Replaced }.ToJsonString()
                        : string.Create(CultureInfo.InvariantCulture, $"{path}: {name}, {result.Added} bars added, {result.Unchanged} were there, {result.Replaced} had other values and were replaced"));
                }
                return ExitCode.Success;
            }
            catch (DataFileException problem)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }
}
