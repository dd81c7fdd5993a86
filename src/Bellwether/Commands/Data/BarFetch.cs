using System.CommandLine;
using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Running;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Commands;

/// <summary>What <c>--fetch</c> does before bars are printed.</summary>
static class BarFetch
{
    /// <summary>Options that it does not go with, in words; null when all is well.</summary>
    public static string? Mistake(string? contradiction, string? path, BarSpec bar, SessionHours hours, Instant? from) => contradiction
        ?? (path is not null ? "--fetch: a file is printed as it is; leave out --fetch or --input" : null)
        ?? (bar.Kind == BarKind.Time && bar.Size % EngineTime.Minute != 0 && !HistoryBarSize.TryFind(bar, hours, out _, out var problem) ? "--fetch: " + problem : null)
        ?? (bar.NeedsTrades ? $"--fetch brings minutes. {bar.ObstacleFrom(EngineTime.Minute)}" : null)
        ?? (from is null ? "--fetch: expected the begin of the range with it, such as --from 2024-01-01" : null);

    /// <summary>Brings what is missing into the store.</summary>
    /// <returns>False when something could not be had; standard error then says why.</returns>
    /// <exception cref="RunException">There is no connection.</exception>
    /// <exception cref="HistoryException">The gateway does not answer, or the range lies in the future.</exception>
    /// <exception cref="DataFileException">The store cannot be written.</exception>
    public static async Task<bool> RunAsync(GatewayChoice gateway, ParseResult parsed, string folder, string[] symbols, BarQuery query, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var until = query.To == long.MaxValue ? SystemClock.Instance.GetCurrentInstant() : EngineTime.ToInstant(query.To);
            using var store = BarStore.OpenForWriting(folder);
            await using var connection = await gateway.ConnectAsync(parsed, symbols, until, cancellationToken);
            var ranges = new RangeQueries(store, new HistoryDownload(store, connection.History, TimeProvider.System));
            var results = await ranges.FetchAsync(symbols, query, cancellationToken);
            foreach (var problem in results.SelectMany(r => r.Notes.Concat(r.Problems))) await error.WriteLineAsync(problem);
            return results.All(r => r.IsComplete);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new RunException("ended before the bars were there; what was answered is in the store");
        }
    }
}
