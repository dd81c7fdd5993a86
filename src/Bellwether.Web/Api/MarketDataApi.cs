using System.ComponentModel;
using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime.Text;

namespace Bellwether.Web;

/// <summary>
/// What programs may read of market data: the store, whose files are opened for each answer so that it tells what is there now, and the minutes that the desk has seen since.
/// </summary>
sealed class MarketDataApi(string? folder, ILiveMinutes? live) : IDisposable
{
    /// <summary>Bars in one answer, about 20 MB of JSON.</summary>
    const int MostBars = 100_000;

    /// <summary>One answer at a time: a browser that asks for years must not take the machine from the desk.</summary>
    readonly SemaphoreSlim turn = new(1);

    public void Dispose() => turn.Dispose();

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
        var tickers = (symbols ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (tickers.Length == 0) return Mistake("symbols", symbols, "tickers, such as symbols=IBM,SPY");
        if (!TryTime(from, long.MinValue, out var first)) return Mistake("from", from, TimeText.Expected);
        if (!TryTime(to, long.MaxValue, out var end)) return Mistake("to", to, TimeText.Expected);
        if (first >= end) return Mistake("to", to, $"a time after from, {from}");
        if (!BarSpec.TryParse(bar, out var spec, out var problem)) return Problem(StatusCodes.Status400BadRequest, "Parameter 'bar'", problem);
        if (spec.ObstacleFrom(EngineTime.Minute) is { } obstacle) return Problem(StatusCodes.Status400BadRequest, "Parameter 'bar'", obstacle);
        if (session is not ("rth" or "all")) return Mistake("session", session, "rth or all");
        if (!TryAdjustment(adjust, out var adjustment)) return Mistake("adjust", adjust, "none, split or total");
        if (folder is null) return NoStore;
        var query = new BarQuery(first, end, spec, session == "all" ? SessionHours.Extended : SessionHours.Regular);
        return await InTurnAsync(() => AnswerAsync(folder, tickers, query, adjustment, cancellation), cancellation);
    }

    async Task<IResult> AnswerAsync(string store, string[] symbols, BarQuery query, PriceAdjustment adjustment, CancellationToken cancellation)
    {
        using var opened = BarStore.Open(store);
        var rows = new List<BarRow>();
        foreach (var symbol in symbols)
        {
            var isLive = live?.MinutesOf(symbol).Count > 0;
            if (!isLive && opened.Kinds(symbol).Count == 0)
                return Problem(StatusCodes.Status404NotFound, "Unknown symbol", $"The store holds no bars of '{symbol}'. GET /api/coverage tells what it holds; bellwether data import or download brings more.");
            if (adjustment != PriceAdjustment.None && !ActionStore.Symbols(store).Contains(symbol))
                return Problem(StatusCodes.Status404NotFound, "No corporate actions", $"The store holds no corporate actions of '{symbol}', which adjust={NameOf(adjustment)} needs. bellwether data actions import brings them.");
            IReadOnlyList<CorporateAction> actions = adjustment == PriceAdjustment.None ? [] : ActionStore.Read(store, symbol);
            var answer = isLive ? await WithLiveTailAsync(opened, symbol, query, actions, adjustment, cancellation)
                : adjustment == PriceAdjustment.None ? opened.Query(symbol, query) : opened.Query(symbol, query, actions, new AdjustmentQuery(adjustment));
            if (rows.Count + answer.Bars.Count > MostBars)
                return Problem(StatusCodes.Status400BadRequest, "Too much at once", $"More than {MostBars:N0} bars. Ask for a shorter range, fewer symbols or longer bars.");
            for (var i = 0; i < answer.Bars.Count; i++) rows.Add(BarRow.Of(symbol, answer.Bars[i], answer.Sources[i], NameOf(adjustment)));
        }
        return Results.Json(rows, SnapshotJson.Options);
    }

    async Task<BarAnswer> WithLiveTailAsync(BarStore opened, string symbol, BarQuery query, IReadOnlyList<CorporateAction> actions, PriceAdjustment adjustment, CancellationToken cancellation)
    {
        var queries = new RangeQueries(opened, download: null, live);
        var answer = await queries.GetBarsAsync([symbol], query, (_, minutes) => AdjustedBars.Of(minutes.ToColumns(symbol), actions, new AdjustmentQuery(adjustment)), cancellation);
        return answer.Bars[0];
    }

    async Task<IResult> CoverageAsync([Description("Tickers, separated by commas; all of them when absent.")] string? symbols, CancellationToken cancellation)
    {
        if (folder is null) return NoStore;
        var wanted = symbols?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return await InTurnAsync(() => Task.FromResult(Coverage(folder, wanted)), cancellation);
    }

    static IResult Coverage(string folder, string[]? wanted)
    {
        using var store = BarStore.Open(folder);
        var rows = store.Files().Where(f => wanted is null || wanted.Contains(f.Symbol))
            .GroupBy(f => (f.Symbol, f.Bar, f.Source))
            .Select(g => new CoverageRow(g.Key.Symbol, g.Key.Bar.ToString(), BarStore.NameOf(g.Key.Source), Text(g.Min(f => f.First)), Text(g.Max(f => f.Last)), g.Sum(f => f.Rows)));
        return Results.Json(rows.ToList(), SnapshotJson.Options);
    }

    async Task<IResult> InTurnAsync(Func<Task<IResult>> answer, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(answer, cancellation);
        }
        catch (CalendarRangeException problem)
        {
            return Problem(StatusCodes.Status400BadRequest, "Outside the calendar", problem.Message);
        }
        catch (AdjustmentException problem)
        {
            return Problem(StatusCodes.Status400BadRequest, "Cannot be adjusted", problem.Message);
        }
        catch (DataFileException problem)
        {
            return Problem(StatusCodes.Status500InternalServerError, "The store is damaged", problem.Message);
        }
        finally
        {
            turn.Release();
        }
    }

    static bool TryTime(string? text, long absent, out long time)
    {
        time = absent;
        if (text is null) return true;
        if (!TimeText.TryParse(text, out var instant)) return false;
        time = EngineTime.From(instant);
        return true;
    }

    static bool TryAdjustment(string text, out PriceAdjustment adjustment)
    {
        adjustment = Enum.GetValues<PriceAdjustment>().FirstOrDefault(a => NameOf(a) == text);
        return NameOf(adjustment) == text;
    }

    static string NameOf(PriceAdjustment adjustment) => adjustment switch { PriceAdjustment.Split => "split", PriceAdjustment.Total => "total", _ => "none" };

    static string Text(long time) => InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(time));

    static IResult NoStore => Problem(StatusCodes.Status404NotFound, "No market data here", "This desk was started without a store of market data. Set data.directory in its configuration.");

    static IResult Mistake(string parameter, string? value, string expected) =>
        Problem(StatusCodes.Status400BadRequest, $"Parameter '{parameter}'", value is null ? $"{parameter} is missing: expected {expected}." : $"{parameter} is '{value}': expected {expected}.");

    static IResult Problem(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);
}
