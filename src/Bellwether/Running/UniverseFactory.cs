using Bellwether.Commands;
using Bellwether.Configuration;
using Bellwether.MarketData;
using Bellwether.Storage;
using Bellwether.Strategies;

namespace Bellwether.Running;

/// <summary>Makes a universe of its section of the configuration.</summary>
static class UniverseFactory
{
    /// <summary>The tickers of the section and of its file, each once.</summary>
    /// <exception cref="DataFileException">The file cannot be read, or has a line that is no ticker.</exception>
    public static IReadOnlyList<string> Candidates(UniverseSettings settings) => SymbolList.Of([.. settings.Symbols], settings.File);

    /// <exception cref="StrategyDefinitionException">A text is not what is expected.</exception>
    public static Universe Of(UniverseSettings settings, IReadOnlyList<string> candidates) => new(candidates, new UniverseDefinition
    {
        Rules = settings.Rules,
        Stay = settings.Stay,
        Rank = settings.Rank,
        Options = new UniverseOptions { EnterAfter = settings.EnterAfter, LeaveAfter = settings.LeaveAfter, MaxSymbols = settings.MaxSymbols, RankSlack = settings.RankSlack },
    });

    public static SessionStatisticsOptions Statistics(UniverseSettings settings) => new() { AverageVolumeSessions = settings.AverageSessions };

    /// <summary>Reads the candidates and compiles the texts, so that their mistakes are shown with the lines they stand in.</summary>
    public static void Check(Settings settings, SettingsErrors errors)
    {
        if (settings.Universe is not { } universe) return;
        try
        {
            var candidates = Candidates(universe);
            if (candidates.Count == 0) errors.At("universe", "has no candidates, and there is nothing to choose from; add \"symbols: [AAPL, MSFT]\" or \"file: lists/us.csv\"");
            _ = Of(universe, candidates);
        }
        catch (DataFileException problem)
        {
            errors.At("universe.file", problem.Message);
        }
        catch (StrategyDefinitionException problem)
        {
            errors.At("universe." + problem.Key, problem.Problem);
        }
    }
}
