using System.CommandLine;

namespace Bellwether.Commands;

/// <summary><c>bellwether data</c>: market data in files.</summary>
static class DataCommand
{
    public static Command Create() => new("data", "Market data: bars of any kind and range, and the store of bars on disk.")
    {
        DataBarsCommand.Create(),
        DataImportCommand.Create(),
        DataCoverageCommand.Create(),
        DataSqlCommand.Create(),
        DataDownloadCommand.Create(),
        DataCompareCommand.Create(),
        DataActionsCommand.Create(),
        DataQualityCommand.Create(),
        DataSessionsCommand.Create(),
    };

    /// <summary>The folder of the store.</summary>
    public static Option<string> Folder() => new("--data-dir") { Description = "Folder of the store.", HelpName = "DIR", DefaultValueFactory = _ => "data" };
}
