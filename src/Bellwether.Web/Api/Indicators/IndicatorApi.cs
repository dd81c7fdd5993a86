using System.Collections.Concurrent;
using System.ComponentModel;
using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Web;

/// <summary>
/// Indicators over the bars of <c>/api/bars</c>, for charts. They stand on so many bars before the range as they need until it no longer matters where the history began, and on whole
/// years, so that the same value is the same whoever asks for it.
/// </summary>
sealed class IndicatorApi(MarketDataReader reader, IndicatorCatalogue catalogue, IndicatorCache cache)
{
    const int MostIndicators = 20;

    /// <summary>Bars on which one answer stands at most.</summary>
    const int MostHistory = 1_000_000;

    /// <summary>How many bars a definition needs, by its name; trying it out takes a while.</summary>
    readonly ConcurrentDictionary<string, int?> required = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/indicators", IndicatorsAsync).WithName("getIndicators").WithTags("Market data")
            .WithSummary("Bars with indicators beside them: the columns of indicators compute, a field each, null while there is no value.")
            .Produces<IndicatorRow[]>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status500InternalServerError);

    async Task<IResult> IndicatorsAsync(
        [Description("Tickers, separated by commas.")] string? symbols,
        [Description("A definition such as ema(20) or macd(12,26,9); may be given more than once, at most 20.")] string[]? indicator,
        [Description("Bars that open at or after this time: an ISO 8601 instant with Z, or a date, which means midnight in New York. What indicators need before it is read as well.")] string? from,
        [Description("Bars that open before this time.")] string? to,
        [Description("Kind of bar: 1m, 5m, 1h, 1d, 1w, 1mo, volume:20000, dollar:4000000, renko:0.5 and the like, of minutes; those that need trades are for the command line.")] string bar = "1m",
        [Description("rth: regular hours; all: 04:00 to 20:00 New York time, to 17:00 on half days.")] string session = "rth",
        [Description("none: as traded; split: adjusted for splits; total: for splits and dividends.")] string adjust = "none",
        CancellationToken cancellation = default)
    {
        BarRequest request;
        List<WantedIndicator> wanted;
        try
        {
            request = BarRequest.Of(symbols, from, to, bar, session, adjust);
            wanted = Wanted(indicator ?? []);
        }
        catch (RefusedRequestException refused)
        {
            return refused.Answer;
        }
        return await reader.AnswerAsync(async _ => Answer(request, wanted, await PartsAsync(request, wanted, cancellation)), cancellation);
    }

    List<WantedIndicator> Wanted(string[] texts)
    {
        if (texts.Length == 0) throw new RefusedRequestException(ApiProblem.Mistake("indicator", null, "a definition, such as indicator=ema(20)"));
        if (texts.Length > MostIndicators) throw new RefusedRequestException(ApiProblem.Parameter("indicator", $"{texts.Length} indicators: expected at most {MostIndicators}; ask for the rest by themselves."));
        var wanted = new List<WantedIndicator>();
        foreach (var text in texts)
        {
            try
            {
                wanted.Add(new WantedIndicator(text, catalogue.Parse(text)));
            }
            catch (IndicatorDefinitionException problem)
            {
                throw Refused(problem.Message);
            }
            var definition = wanted[^1].Definition;
            if (!definition.Bars.IsAsGiven) throw Refused($"\"{text}\" runs on longer bars: expected an indicator on the bars that are asked for; leave {definition.Bars.Suffix} out and ask for bar={definition.Bars.Suffix[1..]}.");
            if (definition.LooksAcross) throw Refused($"\"{text}\" is of another symbol: expected an indicator of the symbols that are asked for; leave out what follows \"of\" and ask for that symbol.");
        }
        return wanted;
    }

    static RefusedRequestException Refused(string detail) => new(ApiProblem.Parameter("indicator", detail));

    /// <summary>The rows of one symbol in the range, and the outputs beside them.</summary>
    sealed record Part(string Symbol, BarAnswer Bars, int First, List<double[]> Columns);

    async Task<List<Part>> PartsAsync(BarRequest request, List<WantedIndicator> wanted, CancellationToken cancellation)
    {
        var needed = wanted.Select(w => Required(w.Definition)).Aggregate((int?)0, (most, bars) => most is null || bars is null ? null : Math.Max(most.Value, bars.Value));
        var parts = new List<Part>();
        var rows = 0;
        foreach (var symbol in request.Symbols)
        {
            var (start, bars) = await WithPastAsync(symbol, request, needed, cancellation);
            var first = FirstAt(bars.Bars, request.Query.From);
            rows += bars.Bars.Count - first;
            if (rows > MarketDataReader.MostBars) throw new RefusedRequestException(ApiProblem.TooMuch(MarketDataReader.MostBars));
            if (bars.Bars.Count > MostHistory)
                throw Refused($"more than {MostHistory:N0} bars of {symbol} are needed, for one of the indicators counts all that was ever seen; ask for longer bars, or leave it out.");
            var closes = await ClosesAsync(symbol, request, start, bars.Bars, wanted, cancellation);
            var key = new IndicatorKey(symbol, request.Query.Bar, request.Query.Hours, request.Adjustment, start, string.Join(',', closes.Keys));
            try
            {
                parts.Add(new Part(symbol, bars, first, cache.Columns(key, bars.Bars, closes, wanted, first)));
            }
            catch (IndicatorDefinitionException problem)
            {
                throw Refused(problem.Message);
            }
        }
        return parts;
    }

    int? Required(IndicatorDefinition definition)
    {
        if (required.TryGetValue(definition.Name, out var known)) return known;
        // Whoever asks for ever other numbers does not fill the memory.
        if (required.Count > 1_000) required.Clear();
        return required[definition.Name] = RequiredHistory.Bars(definition);
    }

    /// <summary>The bars up to the end of the range from the beginning of a year on, so early that as many lie before the range as are needed, or as there are; all of them for null.</summary>
    async Task<(long Start, BarAnswer Bars)> WithPastAsync(string symbol, BarRequest request, int? needed, CancellationToken cancellation)
    {
        var query = request.Query;
        Task<BarAnswer> From(long start) => reader.BarsAsync(symbol, query with { From = start }, request.Adjustment, cancellation);
        if (query.From == long.MinValue || needed is null) return (long.MinValue, await From(long.MinValue));
        var calendar = ExchangeCalendar.NewYork;
        var year = calendar.DateOf(EngineTime.ToInstant(query.From)).Year;
        var start = BeginningOf(year);
        var bars = await From(start);
        while (FirstAt(bars.Bars, query.From) < needed && year > calendar.First.Year)
        {
            var earlier = BeginningOf(--year);
            var more = await From(earlier);
            if (more.Bars.Count == bars.Bars.Count) break;
            (start, bars) = (earlier, more);
        }
        return (start, bars);
    }

    static long BeginningOf(int year) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(new LocalDate(year, 1, 1)).ToInstant());

    /// <summary>Closes of the other symbols that the definitions name, at the times of the bars.</summary>
    async Task<SortedDictionary<string, double[]>> ClosesAsync(string symbol, BarRequest request, long start, IReadOnlyList<AggregatedBar> bars, List<WantedIndicator> wanted, CancellationToken cancellation)
    {
        var closes = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var name in wanted.SelectMany(w => w.Definition.Names).Distinct(StringComparer.Ordinal).Where(InstrumentTable.IsSymbol))
        {
            var other = name == symbol ? bars : (await reader.BarsAsync(name, request.Query with { From = start }, request.Adjustment, cancellation)).Bars;
            var column = new double[bars.Count];
            for (int row = 0, at = 0; row < column.Length; row++)
            {
                while (at < other.Count && other[at].Time < bars[row].Time) at++;
                column[row] = at < other.Count && other[at].Time == bars[row].Time ? other[at].Close : double.NaN;
            }
            closes.Add(name, column);
        }
        return closes;
    }

    static int FirstAt(IReadOnlyList<AggregatedBar> bars, long time)
    {
        var (from, to) = (0, bars.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (bars[middle].Time < time) from = middle + 1;
            else to = middle;
        }
        return from;
    }

    static IResult Answer(BarRequest request, List<WantedIndicator> wanted, List<Part> parts)
    {
        string[] headings = [.. wanted.SelectMany(w => w.Outputs.Select(w.Heading))];
        var rows = new List<IndicatorRow>();
        foreach (var (symbol, bars, first, columns) in parts)
            for (var at = first; at < bars.Bars.Count; at++)
                rows.Add(new IndicatorRow(BarRow.Of(symbol, bars.Bars[at], bars.Sources[at], request.Adjusted), headings, columns, at - first));
        return Results.Json(rows, SnapshotJson.Options);
    }
}
