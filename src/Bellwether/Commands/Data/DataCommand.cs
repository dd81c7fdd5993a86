using System.CommandLine;

namespace Bellwether.Commands;

/// <summary><c>bellwether data</c>: market data in files.</summary>
static class DataCommand
{
    public static Command Create() => new("data", "Market data: aggregate bars and trades.") { DataBarsCommand.Create() };
}
