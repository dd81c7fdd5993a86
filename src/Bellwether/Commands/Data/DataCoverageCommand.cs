using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bellwether.Core;
using Bellwether.Storage;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary><c>bellwether data coverage</c>: what the store holds.</summary>
static class DataCoverageCommand
{
    public static Command Create()
    {
        var folder = DataCommand.Folder();
        var symbols = OptionParsing.Symbols();
        var format = OptionParsing.Format("csv", "json");
        var command = new Command("coverage", "What the store holds: a line a symbol, kind of bar, source and year.") { folder, symbols, format };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                using var store = BarStore.Open(parsed.GetValue(folder)!);
                var wanted = OptionParsing.SymbolsOf(parsed, symbols);
                List<StoredFile> files = [.. store.Files().Where(f => wanted is null || wanted.Contains(f.Symbol))];
                if (files.Count == 0) error.WriteLine($"{store.Folder}: holds no bars{(wanted is null ? "" : " of " + string.Join(", ", wanted))}; \"bellwether data import\" takes them from files");
                if (parsed.GetValue(format) != "json") output.WriteLine("symbol,bar,source,year,rows,first_utc,last_utc");
                foreach (var file in files) output.WriteLine(parsed.GetValue(format) == "json" ? Json(file).ToJsonString() : Csv(file));
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

    static string Csv(StoredFile file) => string.Create(CultureInfo.InvariantCulture,
        $"{file.Symbol},{file.Bar},{BarStore.NameOf(file.Source)},{file.Year},{file.Rows},{Text(file.First)},{Text(file.Last)}");

    static JsonObject Json(StoredFile file) => new()
    {
        ["symbol"] = file.Symbol,
        ["bar"] = file.Bar.ToString(),
        ["source"] = BarStore.NameOf(file.Source),
        ["year"] = file.Year,
        ["rows"] = file.Rows,
        ["first_utc"] = Text(file.First),
        ["last_utc"] = Text(file.Last),
    };

    static string Text(long time) => InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(time));
}
