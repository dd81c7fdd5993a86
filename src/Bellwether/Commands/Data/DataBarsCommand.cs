using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Running;
using Bellwether.Storage;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary><c>bellwether data bars</c>: bars of any kind and range.</summary>
static class DataBarsCommand
{
    const string NoBars = "no bars in the range; see what there is with \"bellwether data coverage\"";
    internal const string CsvHeader = "symbol,time_utc,open,high,low,close,volume,vwap,trades,source";

    public static Command Create()
    {
        var input = new Option<string?>("--input") { Description = "A file to aggregate, in place of the store: bars (of a minute, 5 seconds, 1 second or a day), trades or quotes, .csv or .csv.gz; which of them, its header tells.", HelpName = "FILE" };
        var symbols = OptionParsing.Symbols();
        symbols.Description = "Tickers; with --input one, needed when the file is not named after it.";
        var folder = DataCommand.Folder();
        var bar = BarOption();
        bar.Required = true;
        var from = TimePoint.Option("--from", "Bars that open at or after this time.");
        var to = TimePoint.Option("--to", "Bars that open before this time.");
        var session = new Option<string>("--session") { Description = "Regular trading hours, or 04:00 to 20:00 New York time (to 17:00 on half days).", HelpName = "rth|all", DefaultValueFactory = _ => "rth" };
        OptionParsing.AcceptOnly(session, "rth", "all");
        var quote = QuoteBarTable.Option();
        var adjustment = new AdjustmentOptions();
        var fill = new Option<bool>("--fill-forward") { Description = "Bars of the last close, without volume, where nothing traded between two bars of a day; their source is \"filled\"." };
        var format = OptionParsing.Format("csv", "json", "parquet");
        var file = new Option<string?>("--output") { Description = "Write to this file, whole or not at all, in place of standard output.", HelpName = "FILE" };
        var fetch = new Option<bool>("--fetch") { Description = "First bring what is missing of the range from Interactive Brokers into the store." };
        var gateway = new GatewayChoice();
        var command = new Command("bars", "Print bars of a kind and range, made of finer bars, of trades or of quotes; in JSON an object a line.") { symbols, bar, from, to, session, input, quote, fill, folder, format, file, fetch };
        adjustment.AddTo(command);
        gateway.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var (first, end) = (parsed.GetValue(from), parsed.GetValue(to));
            var wrongRange = TimePoint.Mistake(first, end);
            if (wrongRange is { ExitCode: ExitCode.Usage } empty)
            {
                error.WriteLine(empty.Text);
                return ExitCode.Usage;
            }
            var (path, wanted) = (parsed.GetValue(input), OptionParsing.SymbolsOf(parsed, symbols) ?? []);
            if (path is not null && wanted.Length > 1)
            {
                error.WriteLine($"--symbols {string.Join(',', wanted)}: one file holds one symbol; call the command once for each");
                return ExitCode.Usage;
            }
            if (path is null && wanted.Length == 0)
            {
                error.WriteLine("--symbols: expected the tickers to print, such as --symbols IBM,SPY (or a file with --input)");
                return ExitCode.Usage;
            }
            if (parsed.GetValue(fetch) && BarFetch.Mistake(gateway.Contradiction(parsed), path, parsed.GetValue(bar), parsed.GetValue(session) == "all" ? SessionHours.Extended : SessionHours.Regular, first) is { } mistake)
            {
                error.WriteLine(mistake);
                return ExitCode.Usage;
            }
            if (parsed.GetValue(quote) is { } quoted && (parsed.GetValue(fetch) ? "--fetch" : quoted == "all" && parsed.GetValue(fill) ? "--fill-forward" : null) is { } other)
            {
                error.WriteLine($"{other} with --quote {quoted}: {(other == "--fetch" ? "Interactive Brokers is asked for trades, not for quotes" : "a table of quotes has no single price to fill with; choose mid, bid or ask")}; leave one of them out");
                return ExitCode.Usage;
            }
            if (parsed.GetValue(fill) && parsed.GetValue(bar).Kind != BarKind.Time)
            {
                error.WriteLine($"--fill-forward: {parsed.GetValue(bar)} has no intervals of one length; choose bars of seconds, minutes or hours, or leave it out");
                return ExitCode.Usage;
            }
            try
            {
                var query = new BarQuery(
                    first is { } f ? EngineTime.From(f) : long.MinValue, end is { } e ? EngineTime.From(e) : long.MaxValue, parsed.GetValue(bar),
                    parsed.GetValue(session) == "all" ? SessionHours.Extended : SessionHours.Regular);
                if (wrongRange is { } future)
                {
                    error.WriteLine(future.Text);
                    return ExitCode.Failure;
                }
                var (data, adjusted) = (parsed.GetValue(folder)!, adjustment.QueryOf(parsed));
                var kind = path is null || BarFile.IsDaily(path) ? DataKind.Bars : DataFileKind.Of(path);
                var price = parsed.GetValue(quote);
                if (price is not null && path is not null && kind is (DataKind.Bars or DataKind.Trades)) throw new DataFileException(path, "holds no quotes; leave --quote out, or give a file of quotes");
                if (path is null ? price is not null || (!parsed.GetValue(fetch) && HasQuotesOnly(data, wanted)) : kind is DataKind.Quotes or DataKind.QuoteBars)
                {
                    if (adjusted.Adjustment != PriceAdjustment.None) throw new DataFileException(path ?? data, "quotes are not adjusted; leave --adjust out, or ask for bars of what traded");
                    List<QuoteBarAnswer> quotes = path is null ? QuoteBarTable.OfStore(data, wanted, query) : [QuoteBarTable.OfFile(path, SymbolOf(path, wanted.FirstOrDefault()), kind, query)];
                    if (quotes.All(answer => answer.Bars.Count == 0)) error.WriteLine(NoBars);
                    if (price == "all") BarOutput.Write(output, parsed.GetValue(file), parsed.GetValue(format), quotes);
                    else
                    {
                        IEnumerable<BarAnswer> plain = quotes.Select(answer => QuoteBarTable.Plain(answer, price ?? "mid"));
                        if (parsed.GetValue(fill)) plain = plain.Select(answer => Filled(answer, query.Bar));
                        BarOutput.Write(output, parsed.GetValue(file), parsed.GetValue(format), [.. plain], adjusted.Adjustment);
                    }
                    return ExitCode.Success;
                }
                var isWhole = !parsed.GetValue(fetch) || await BarFetch.RunAsync(gateway, parsed, data, wanted, query, error, cancellation);
                var found = path is not null
                    ? [OfFile(path, wanted.FirstOrDefault(), kind, query, symbol => (adjusted, adjustment.ActionsOf(parsed, data, symbol)))]
                    : OfStore(data, wanted, query, symbol => (adjusted, adjustment.ActionsOf(parsed, data, symbol)));
                if (found.All(answer => answer.Bars.Count == 0)) error.WriteLine(NoBars);
                if (parsed.GetValue(fill)) found = [.. found.Select(answer => Filled(answer, query.Bar))];
                BarOutput.Write(output, parsed.GetValue(file), parsed.GetValue(format), found, adjusted.Adjustment);
                return isWhole ? ExitCode.Success : ExitCode.Failure;
            }
            catch (Exception problem) when (problem is DataFileException or CalendarRangeException or AdjustmentException or RunException or HistoryException)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    internal static Option<BarSpec> BarOption() => new("--bar")
    {
        Description = "Seconds, minutes or hours since the open of the session; 1d, 1w, 1mo; a number of trades, shares or dollars; a range or a Renko brick in dollars of price; or an imbalance of trades, shares or dollars.",
        HelpName = "5m|1h|1d|tick:200|volume:20000|dollar:4000000|range:0.25|renko:0.5|tick-imbalance:50|…",
        CustomParser = result =>
        {
            if (BarSpec.TryParse(result.Tokens[0].Value, out var spec, out var problem)) return spec;
            result.AddError("--bar: " + problem);
            return default;
        },
    };

    static string SymbolOf(string path, string? given) =>
        given ?? BarFile.SymbolOf(path) ?? throw new DataFileException(path, "is not named after a ticker; name it with --symbols, such as --symbols IBM");

    /// <summary>The store has nothing of these symbols but quotes.</summary>
    static bool HasQuotesOnly(string folder, string[] symbols)
    {
        using var store = BarStore.Open(folder);
        return symbols.All(s => store.Kinds(s).Count == 0 && TickStore.SourceOf(store, TickTable.Trades, s) is null && (TickStore.SourceOf(store, TickTable.Quotes, s) is not null || StoredQuotes.Kinds(store, s).Count > 0));
    }

    static BarAnswer Filled(BarAnswer answer, BarSpec bar)
    {
        var all = FillForward.Between(answer.Bars, bar).ToList();
        var own = 0;
        return new BarAnswer(answer.Symbol, [.. all.Select(b => b.Bar)], [.. all.Select(b => b.IsFilled ? "filled" : answer.Sources[own++])]);
    }

    static BarAnswer OfFile(string path, string? given, DataKind kind, BarQuery query, Func<string, (AdjustmentQuery, IReadOnlyList<CorporateAction>)> adjustments)
    {
        var symbol = SymbolOf(path, given);
        var (adjustment, actions) = adjustments(symbol);
        if (kind == DataKind.Trades)
        {
            var table = AdjustmentTable.Build(symbol, actions, adjustment.Adjustment, adjustment.AsOf);
            return BarAnswer.Of(symbol, Aggregation.OfTrades(table.Apply(TradeFile.Read(path, symbol)), query.Bar, query.Hours), query, BarSource.Imported);
        }
        if (BarFile.IsDaily(path))
        {
            if (ObstacleFromDays(query.Bar) is { } tooShort) throw new DataFileException(path, tooShort);
            var days = BarFile.ReadDaily(path);
            var adjusted = AdjustedBars.Of(days.ToColumns(symbol), actions, adjustment);
            // Days on which the ticker was another security's are left out: then the file's own averages belong to nothing.
            return adjusted.Count == days.Count ? BarStoreQueries.Answer(symbol, days, adjusted, query) : BarAnswer.Of(symbol, Aggregation.OfBars(adjusted, query.Bar, query.Hours), query, BarSource.Imported);
        }
        var bars = BarFile.ReadIntraday(symbol, path, out var length);
        if (query.Bar.ObstacleFrom(length) is { } obstacle) throw new DataFileException(path, $"{obstacle} ({TradeFile.Header})");
        return BarAnswer.Of(symbol, Aggregation.OfBars(AdjustedBars.Of(bars, actions, adjustment), query.Bar, query.Hours), query, BarSource.Imported);
    }

    static string? ObstacleFromDays(BarSpec bar) => bar.Kind is BarKind.Day or BarKind.Week or BarKind.Month
        ? null
        : $"bar {bar}: cannot be made of daily bars; ask for 1d, 1w or 1mo, or give minutes or trades";

    internal static List<BarAnswer> OfStore(string folder, string[] symbols, BarQuery query, Func<string, (AdjustmentQuery, IReadOnlyList<CorporateAction>)>? adjustments = null)
    {
        using var store = BarStore.Open(folder);
        foreach (var symbol in symbols)
        {
            var kinds = store.Kinds(symbol);
            var hasTrades = TickStore.SourceOf(store, TickTable.Trades, symbol) is not null;
            if (!hasTrades && kinds.Count == 0) throw new DataFileException(folder, $"holds no bars of {symbol}; import some with \"bellwether data import {symbol}.csv --data-dir {folder}\", or see what there is with \"bellwether data coverage\"");
            var finest = kinds.FirstOrDefault(BarSpec.OneMinute);
            if (!hasTrades && finest.Kind == BarKind.Day && ObstacleFromDays(query.Bar) is { } tooShort) throw new DataFileException(folder, $"holds daily bars of {symbol} only. {tooShort}");
            if (!hasTrades && finest.Kind == BarKind.Time && query.Bar.ObstacleFrom(finest.Size) is { } obstacle)
                throw new DataFileException(folder, $"holds bars of {symbol} of {finest}. {obstacle} (--input FILE, or import trades with \"bellwether data import FILE --kind trades --symbol {symbol}\")");
        }
        return [.. symbols.Select(symbol => adjustments?.Invoke(symbol) is var (adjustment, actions) ? store.Query(symbol, query, actions, adjustment) : store.Query(symbol, query))];
    }

    internal static void Write(TextWriter output, IReadOnlyList<BarAnswer> answers, bool json, PriceAdjustment adjustment = PriceAdjustment.None)
    {
        if (!json) output.WriteLine(CsvHeader);
        foreach (var answer in answers)
            for (var i = 0; i < answer.Bars.Count; i++) output.WriteLine(json ? Json(answer.Symbol, answer.Bars[i], answer.Sources[i], adjustment).ToJsonString() : Csv(answer.Symbol, answer.Bars[i], answer.Sources[i]));
    }

    static string Csv(string symbol, in AggregatedBar bar, string source) => string.Create(CultureInfo.InvariantCulture,
        $"{symbol},{Text(EngineTime.ToInstant(bar.Time))},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume},{(double.IsNaN(bar.Vwap) ? null : bar.Vwap)},{(bar.Trades < 0 ? null : bar.Trades)},{source}");

    static JsonObject Json(string symbol, in AggregatedBar bar, string source, PriceAdjustment adjustment) => new()
    {
        ["symbol"] = symbol,
        ["time_utc"] = Text(EngineTime.ToInstant(bar.Time)),
        ["open"] = bar.Open,
        ["high"] = bar.High,
        ["low"] = bar.Low,
        ["close"] = bar.Close,
        ["volume"] = bar.Volume,
        ["vwap"] = double.IsNaN(bar.Vwap) ? null : bar.Vwap,
        ["trades"] = bar.Trades < 0 ? null : bar.Trades,
        ["source"] = source,
        ["adjusted"] = adjustment switch { PriceAdjustment.Split => "split", PriceAdjustment.Total => "total", _ => "none" },
    };

    static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
