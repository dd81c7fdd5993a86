using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary><c>bellwether data bars</c>: bars of any kind and range.</summary>
static class DataBarsCommand
{
    const string CsvHeader = "symbol,time_utc,open,high,low,close,volume,vwap,trades,source";

    /// <summary>Where bars come from that were made of a file of the user's.</summary>
    const string Imported = "imported";

    public static Command Create()
    {
        var input = new Option<string>("--input") { Description = "File to aggregate: one-minute bars or trades, .csv or .csv.gz; which of them, its header tells.", HelpName = "FILE", Required = true };
        var symbols = OptionParsing.Symbols();
        symbols.Description = "Ticker of the file; needed when the file is not named after it.";
        var bar = new Option<BarSpec>("--bar")
        {
            Description = "Seconds, minutes or hours since the open of the session; 1d, 1w, 1mo; or a number of trades, shares or dollars.",
            HelpName = "5m|1h|1d|tick:200|volume:20000|dollar:4000000",
            Required = true,
            CustomParser = result =>
            {
                if (BarSpec.TryParse(result.Tokens[0].Value, out var spec, out var problem)) return spec;
                result.AddError("--bar: " + problem);
                return default;
            },
        };
        var from = TimePoint.Option("--from", "Bars that open at or after this time.");
        var to = TimePoint.Option("--to", "Bars that open before this time.");
        var session = new Option<string>("--session") { Description = "Regular trading hours, or 04:00 to 20:00 New York time (to 17:00 on half days).", HelpName = "rth|all", DefaultValueFactory = _ => "rth" };
        OptionParsing.AcceptOnly(session, "rth", "all");
        var format = OptionParsing.Format("csv", "json");
        var command = new Command("bars", "Print bars of a kind and range, made of finer bars or of trades; in JSON an object a line.") { input, symbols, bar, from, to, session, format };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var (first, end) = (parsed.GetValue(from), parsed.GetValue(to));
            if (first is { } a && end is { } b && a >= b)
            {
                error.WriteLine($"--from {Text(a)} is not before --to {Text(b)}: the range is empty; give the earlier time first");
                return ExitCode.Usage;
            }
            if (OptionParsing.SymbolsOf(parsed, symbols) is { Length: > 1 } several)
            {
                error.WriteLine($"--symbols {string.Join(',', several)}: one file holds one symbol; call the command once for each");
                return ExitCode.Usage;
            }
            try
            {
                var hours = parsed.GetValue(session) == "all" ? SessionHours.Extended : SessionHours.Regular;
                var (symbol, bars) = Read(parsed.GetValue(input)!, OptionParsing.SymbolsOf(parsed, symbols)?[0], parsed.GetValue(bar), hours);
                Write(output, symbol, bars, first is { } f ? EngineTime.From(f) : long.MinValue, end is { } e ? EngineTime.From(e) : long.MaxValue, parsed.GetValue(format) == "json");
                return ExitCode.Success;
            }
            catch (Exception problem) when (problem is DataFileException or CalendarRangeException)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    static (string Symbol, IReadOnlyList<AggregatedBar> Bars) Read(string path, string? symbol, BarSpec spec, SessionHours hours)
    {
        symbol ??= BarFile.SymbolOf(path);
        if (symbol is null) throw new DataFileException(path, "is not named after a ticker; name it with --symbols, such as --symbols IBM");
        if (DataFileKind.Of(path) == DataKind.Trades) return (symbol, Aggregation.OfTrades(TradeFile.Read(path, symbol), spec, hours));
        if (spec.Kind == BarKind.Tick) throw new DataFileException(path, $"holds bars, which do not say how many trades they are made of; {spec} needs a file of trades ({TradeFile.Header})");
        return (symbol, Aggregation.OfBars(BarFile.ReadAs(symbol, path), spec, hours));
    }

    static void Write(TextWriter output, string symbol, IReadOnlyList<AggregatedBar> bars, long from, long to, bool json)
    {
        if (!json) output.WriteLine(CsvHeader);
        foreach (var bar in bars)
        {
            if (bar.Time < from || bar.Time >= to) continue;
            output.WriteLine(json ? Json(symbol, bar).ToJsonString() : Csv(symbol, bar));
        }
    }

    static string Csv(string symbol, in AggregatedBar bar) => string.Create(CultureInfo.InvariantCulture,
        $"{symbol},{Text(EngineTime.ToInstant(bar.Time))},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume},{(double.IsNaN(bar.Vwap) ? null : bar.Vwap)},{(bar.Trades < 0 ? null : bar.Trades)},{Imported}");

    static JsonObject Json(string symbol, in AggregatedBar bar) => new()
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
        ["source"] = Imported,
    };

    static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
