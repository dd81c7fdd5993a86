using System.ComponentModel;
using Bellwether.Core;
using Bellwether.Storage;
using NodaTime.Text;

namespace Bellwether.Web;

/// <summary>What programs may read of market data: bars of any kind and range, and what there is.</summary>
sealed class MarketDataApi(MarketDataReader reader)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bars", BarsAsync).WithName("getBars").WithTags("Market data")
            .WithSummary("Bars of any kind and range from the store, each with its source.")
            .Produces<BarRow[]>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status500InternalServerError);
        routes.MapGet("/api/coverage", CoverageAsync).WithName("getCoverage").WithTags("Market data")
            .WithSummary("What the store holds: symbols, kinds of bars, sources and ranges.")
            .Produces<CoverageRow[]>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status500InternalServerError);
    }

    async Task<IResult> BarsAsync(
        [Description("Tickers, separated by commas.")] string? symbols,
        [Description("Bars that open at or after this time: an ISO 8601 instant with Z, or a date, which means midnight in New York.")] string? from,
        [Description("Bars that open before this time.")] string? to,
        [Description("Kind of bar: 1m, 5m, 1h, 1d, 1w, 1mo, volume:20000, dollar:4000000, renko:0.5 and the like, of minutes; those that need trades are for the command line.")] string bar = "1m",
        [Description("rth: regular hours; all: 04:00 to 20:00 New York time, to 17:00 on half days.")] string session = "rth",
        [Description("none: as traded; split: adjusted for splits; total: for splits and dividends.")] string adjust = "none",
        CancellationToken cancellation = default)
    {
        BarRequest request;
        try
        {
            request = BarRequest.Of(symbols, from, to, bar, session, adjust);
        }
        catch (RefusedRequestException refused)
        {
            return refused.Answer;
        }
        return await reader.AnswerAsync(async _ =>
        {
            var rows = new List<BarRow>();
            foreach (var symbol in request.Symbols)
            {
                var answer = await reader.BarsAsync(symbol, request.Query, request.Adjustment, cancellation);
                if (rows.Count + answer.Bars.Count > MarketDataReader.MostBars) return ApiProblem.TooMuch(MarketDataReader.MostBars);
                for (var i = 0; i < answer.Bars.Count; i++) rows.Add(BarRow.Of(symbol, answer.Bars[i], answer.Sources[i], request.Adjusted));
            }
            return Results.Json(rows, SnapshotJson.Options);
        }, cancellation);
    }

    Task<IResult> CoverageAsync([Description("Tickers, separated by commas; all of them when absent.")] string? symbols, CancellationToken cancellation)
    {
        var wanted = symbols?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return reader.AnswerAsync(store => Task.FromResult(Coverage(store, wanted)), cancellation);
    }

    static IResult Coverage(BarStore store, string[]? wanted)
    {
        var rows = store.Files().Where(f => wanted is null || wanted.Contains(f.Symbol))
            .GroupBy(f => (f.Symbol, f.Bar, f.Source))
            .Select(g => new CoverageRow(g.Key.Symbol, g.Key.Bar.ToString(), BarStore.NameOf(g.Key.Source), Text(g.Min(f => f.First)), Text(g.Max(f => f.Last)), g.Sum(f => f.Rows)));
        return Results.Json(rows.ToList(), SnapshotJson.Options);
    }

    static string Text(long time) => InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(time));
}
