using System.CommandLine;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary><c>bellwether data sessions</c>: statistics of each symbol's sessions.</summary>
static class DataSessionsCommand
{
    /// <summary>Calendar days of stored bars before the range, from which prior close and average volume are known at its start.</summary>
    const int DaysBefore = 60;

    static readonly string[] Columns =
    [
        "symbol", "date", "time_utc", "open", "high", "low", "close", "volume", "vwap", "opening_range_high", "opening_range_low", "pre_market_high", "pre_market_low", "pre_market_volume",
        "prior_close", "change", "average_volume", "spread_mean", "realised_volatility", "beta",
    ];

    public static Command Create()
    {
        var input = new Option<string?>("--input") { Description = "A file of bars, trades or quotes, in place of the store.", HelpName = "FILE" };
        var quotes = new Option<string?>("--quotes") { Description = "A file of quotes of the same symbol, for the spread.", HelpName = "FILE" };
        var symbols = OptionParsing.Symbols();
        symbols.Description = "Tickers; with --input one, needed when the file is not named after it.";
        var folder = DataCommand.Folder();
        var from = TimePoint.Option("--from", "Sessions that open at or after this time.");
        var to = TimePoint.Option("--to", "Sessions that open before this time.");
        var range = OptionParsing.Duration("--opening-range", "How long the opening range lasts; 30m unless told.");
        var average = new Option<int>("--average") { Description = "Sessions before over which the volume is averaged.", HelpName = "1-1000", DefaultValueFactory = _ => 20 };
        average.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var count) && count is < 1 or > 1000) result.AddError($"--average {result.Tokens[0].Value}: expected 1 to 1000 sessions");
        });
        var running = new Option<bool>("--running") { Description = "A line after each bar or trade of the regular session, in place of one a session." };
        var benchmark = new Option<string?>("--benchmark") { Description = "Ticker in the store, or a file of bars, that beta is measured against; SPY unless told, where the store has it.", HelpName = "TICKER|FILE" };
        var returns = new Option<int>("--beta") { Description = "Returns from session to session that beta is taken over.", HelpName = "2-1000", DefaultValueFactory = _ => 20 };
        returns.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var count) && count is < 2 or > 1000) result.AddError($"--beta {result.Tokens[0].Value}: expected 2 to 1000 returns");
        });
        var adjustment = new AdjustmentOptions();
        var format = OptionParsing.Format("csv", "json");
        var command = new Command("sessions", "Each session's prices, volume, VWAP, opening range, pre-market, prior close, average volume, spread, realised volatility and beta.")
        {
            symbols, input, quotes, from, to, range, average, benchmark, returns, running, folder, format,
        };
        adjustment.AddTo(command);
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var (path, beside, wanted) = (parsed.GetValue(input), parsed.GetValue(quotes), OptionParsing.SymbolsOf(parsed, symbols) ?? []);
            var (first, end) = (parsed.GetValue(from), parsed.GetValue(to));
            if (TimePoint.Mistake(first, end) is { } wrongRange)
            {
                error.WriteLine(wrongRange.Text);
                return wrongRange.ExitCode;
            }
            var mistake = path is null && wanted.Length == 0 ? "--symbols: expected the tickers to tell of, such as --symbols IBM,SPY (or a file with --input)"
                : (path is not null || beside is not null) && wanted.Length > 1 ? "--symbols: one file holds one symbol; call the command once for each"
                : null;
            if (mistake is not null)
            {
                error.WriteLine(mistake);
                return ExitCode.Usage;
            }
            try
            {
                var options = new SessionStatisticsOptions { AverageVolumeSessions = parsed.GetValue(average), OpeningRange = parsed.GetValue(range) is { } length ? (long)length.TotalMilliseconds * EngineTime.Millisecond : 30 * EngineTime.Minute };
                var (earliest, latest) = (first is { } f ? EngineTime.From(f) : long.MinValue, end is { } e ? EngineTime.From(e) : long.MaxValue);
                var data = parsed.GetValue(folder)!;
                if (path is not null) wanted = [wanted.FirstOrDefault() ?? BarFile.SymbolOf(path) ?? throw new DataFileException(path, "is not named after a ticker; name it with --symbols, such as --symbols IBM")];
                var found = new List<(string, object?)[]>();
                var closes = Closes(parsed, parsed.GetValue(benchmark), path is null, data, adjustment, earliest, latest);
                foreach (var symbol in wanted)
                {
                    var beta = new BetaBySession(closes, parsed.GetValue(returns), isComplete: !parsed.GetValue(running));
                    var rows = new SessionRows(options, parsed.GetValue(running), snapshot =>
                    {
                        var slope = beta.At(snapshot);
                        var opens = ExchangeCalendar.NewYork.SessionOn(snapshot.Date)!.OpenNanoseconds;
                        if (opens >= earliest && opens < latest) found.Add(Row(symbol, snapshot, slope));
                    });
                    if (beside is not null) rows.Beside = QuoteFile.Read(beside, symbol);
                    var (actions, adjusted) = (adjustment.ActionsOf(parsed, data, symbol), adjustment.QueryOf(parsed));
                    if (path is null) rows.Of(AdjustedBars.Of(Stored(data, symbol, earliest, latest), actions, adjusted));
                    else if (DataFileKind.Of(path) == DataKind.Bars) rows.Of(AdjustedBars.Of(BarFile.ReadAs(symbol, path), actions, adjusted));
                    else if (DataFileKind.Of(path) == DataKind.Trades) rows.Of(TradeFile.Read(path, symbol));
                    else if (DataFileKind.Of(path) == DataKind.Quotes) rows.Of(QuoteFile.Read(path, symbol));
                    else throw new DataFileException(path, $"holds bars of quotes; expected bars, trades, or quotes one by one ({QuoteFile.Header})");
                }
                // Not before all has been read: a call that fails prints nothing.
                var lines = new Lines(output, parsed.GetValue(format) == "json");
                lines.Header(Columns);
                foreach (var row in found) lines.Row(row);
                return ExitCode.Success;
            }
            catch (Exception problem) when (problem is DataFileException or AdjustmentException or CalendarRangeException)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    static BarColumns Stored(string folder, string symbol, long from, long to)
    {
        using var store = BarStore.Open(folder);
        var kinds = store.Kinds(symbol);
        var reach = DaysBefore * 24 * 60 * EngineTime.Minute;
        var rows = store.Read(symbol, kinds.Contains(BarSpec.OneMinute) ? BarSpec.OneMinute : kinds.FirstOrDefault(BarSpec.OneMinute), from < long.MinValue + reach ? from : from - reach, to > long.MaxValue - reach ? to : to + (reach / DaysBefore));
        return kinds.Count > 0
            ? rows.ToColumns(symbol)
            : throw new DataFileException(folder, $"holds no bars of {symbol}; import some with \"bellwether data import {symbol}.csv --data-dir {folder}\", or see what there is with \"bellwether data coverage\"");
    }

    /// <summary>The benchmark's close of each session; empty when there is no benchmark.</summary>
    static Dictionary<LocalDate, double> Closes(ParseResult parsed, string? benchmark, bool isStored, string folder, AdjustmentOptions adjustment, long from, long to)
    {
        var closes = new Dictionary<LocalDate, double>();
        if (benchmark is null)
        {
            if (!isStored) return closes;
            using var store = BarStore.Open(folder);
            if (store.Kinds(Usual).Count == 0) return closes;
        }
        var symbol = benchmark is { } file && File.Exists(file) ? BarFile.SymbolOf(file) ?? Usual : benchmark ?? Usual;
        var bars = benchmark is not null && File.Exists(benchmark) ? BarFile.ReadAs(symbol, benchmark) : Stored(folder, symbol, from, to);
        new SessionRows(new SessionStatisticsOptions(), running: false, session => closes[session.Date] = session.Close).Of(AdjustedBars.Of(bars, adjustment.ActionsOf(parsed, folder, symbol), adjustment.QueryOf(parsed)));
        return closes;
    }

    const string Usual = "SPY";

    /// <summary>Beta by the sessions of one symbol, as they are handed out; of sessions that are not over only those before count.</summary>
    sealed class BetaBySession(Dictionary<LocalDate, double> benchmark, int returns, bool isComplete)
    {
        readonly SessionBeta beta = new(returns);
        SessionSnapshot latest;

        public double At(in SessionSnapshot session)
        {
            if (isComplete) Add(session);
            else if (latest.Time != 0 && latest.Date != session.Date) Add(latest);
            latest = session;
            return beta.Value;
        }

        void Add(in SessionSnapshot session)
        {
            if (benchmark.TryGetValue(session.Date, out var close)) beta.Add(session.Close, close);
        }
    }

    static (string, object?)[] Row(string symbol, SessionSnapshot s, double beta) =>
    [
        ("symbol", symbol), ("date", LocalDatePattern.Iso.Format(s.Date)), ("time_utc", InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(s.Time))),
        ("open", Known(s.Open)), ("high", Known(s.High)), ("low", Known(s.Low)), ("close", Known(s.Close)), ("volume", s.Volume), ("vwap", Known(s.Vwap)),
        ("opening_range_high", Known(s.OpeningRangeHigh)), ("opening_range_low", Known(s.OpeningRangeLow)),
        ("pre_market_high", Known(s.PreMarketHigh)), ("pre_market_low", Known(s.PreMarketLow)), ("pre_market_volume", s.PreMarketVolume),
        ("prior_close", Known(s.PriorClose)), ("change", Known(s.Change)), ("average_volume", Known(s.AverageVolume)), ("spread_mean", Known(s.SpreadMean)), ("realised_volatility", Known(s.RealisedVolatility)),
        ("beta", Known(beta)),
    ];

    static double? Known(double value) => double.IsNaN(value) ? null : value;
}
