using System.CommandLine;
using Bellwether.Indicators;

namespace Bellwether.Commands.Indicators;

/// <summary><c>bellwether indicators …</c>: the catalogue, and indicators over bars of a file.</summary>
static class IndicatorsCommand
{
    public static Command Create() => new("indicators", "Show the catalogue of indicators, and compute them over bars.") { List(), Show(), ComputeCommand.Create() };

    static Command List()
    {
        var format = OptionParsing.Format("text", "json");
        var assembly = AssemblyOption();
        var command = new Command("list", "List every indicator with its parameters, outputs and meaning.") { format, assembly };
        command.SetAction(parsed => WithCatalogue(parsed, assembly, catalogue =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(format) == "json") output.WriteLine(CatalogueText.Json(catalogue.Entries));
            else foreach (var line in CatalogueText.Table(catalogue.Entries)) output.WriteLine(line);
            return ExitCode.Success;
        }));
        return command;
    }

    static Command Show()
    {
        var name = new Argument<string>("NAME") { Description = "Name or alias of an indicator." };
        var format = OptionParsing.Format("text", "json");
        var assembly = AssemblyOption();
        var command = new Command("show", "Show all about one indicator: parameters with bounds, outputs, formula, source and warm-up.") { name, format, assembly };
        command.SetAction(parsed => WithCatalogue(parsed, assembly, catalogue =>
        {
            var given = parsed.GetValue(name)!;
            if (catalogue.Find(given) is not { } entry)
            {
                parsed.InvocationConfiguration.Error.WriteLine(catalogue.Unknown(given));
                return ExitCode.Failure;
            }
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(format) == "json") output.WriteLine(CatalogueText.Json(entry));
            else foreach (var line in CatalogueText.Page(entry)) output.WriteLine(line);
            return ExitCode.Success;
        }));
        return command;
    }

    public static Option<string[]> AssemblyOption() => new("--assembly")
    {
        Description = "Assembly (.dll) whose indicators are added to the catalogue; may be given more than once.",
        HelpName = "FILE",
    };

    /// <summary>The catalogue with the given assemblies, or the reason why there is none.</summary>
    public static int WithCatalogue(ParseResult parsed, Option<string[]> assembly, Func<IndicatorCatalogue, int> use)
    {
        IndicatorCatalogue catalogue;
        try
        {
            catalogue = IndicatorAssemblies.Catalogue(parsed.GetValue(assembly) ?? []);
        }
        catch (IndicatorCatalogueException problem)
        {
            parsed.InvocationConfiguration.Error.WriteLine(problem.Message);
            return ExitCode.Failure;
        }
        return use(catalogue);
    }
}
