using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary>Bars of quotes: as plain bars of one of their prices, or with all that they tell.</summary>
static class QuoteBarTable
{
    public static Option<string?> Option()
    {
        var option = new Option<string?>("--quote")
        {
            Description = "Bars of quotes, of the store or of a file: of the mid, the bid or the ask, or a table of both sides with the spread. Where there are quotes only, mid unless told.", HelpName = "mid|bid|ask|all",
        };
        OptionParsing.AcceptOnly(option, "mid", "bid", "ask", "all");
        return option;
    }

    /// <summary>The bars of a file of quotes that lie in the query's range.</summary>
    /// <exception cref="DataFileException">The file is broken, or the bar needs trades.</exception>
    public static QuoteBarAnswer OfFile(string path, string symbol, DataKind kind, BarQuery query)
    {
        if (!query.Bar.IsTimed) throw new DataFileException(path, $"holds quotes, which do not trade; {query.Bar} needs a file of trades ({TradeFile.Header})");
        var bars = kind == DataKind.Quotes
            ? QuoteAggregation.OfQuotes(QuoteFile.Read(path, symbol), query.Bar, query.Hours)
            : QuoteAggregation.OfBars(QuoteFile.ReadBars(path, symbol), query.Bar, query.Hours);
        return QuoteBarAnswer.Of(symbol, bars, query, BarSource.Imported);
    }

    /// <summary>The bars of the stored quotes of each symbol.</summary>
    /// <exception cref="DataFileException">A symbol without quotes that such bars can be made of, or a damaged file.</exception>
    public static List<QuoteBarAnswer> OfStore(string folder, IReadOnlyList<string> symbols, BarQuery query)
    {
        if (!query.Bar.IsTimed) throw new DataFileException(folder, $"quotes do not trade; {query.Bar} needs trades: leave --quote out");
        using var store = BarStore.Open(folder);
        foreach (var symbol in symbols.Where(s => StoredQuotes.For(store, s, query.Bar) is null))
        {
            var kinds = StoredQuotes.Kinds(store, symbol);
            throw new DataFileException(folder, kinds.Count > 0
                ? $"holds quotes of {symbol} as bars of {string.Join(", ", kinds)}, of which bars of {query.Bar} cannot be made; ask for a whole multiple of those"
                : $"holds no quotes of {symbol}; import some with \"bellwether data import FILE --kind quotes --symbol {symbol} --data-dir {folder}\", or leave --quote out");
        }
        return [.. symbols.Select(symbol => StoredQuotes.Query(store, symbol, query)!)];
    }

    /// <summary>One price of the quotes as bars.</summary>
    public static BarAnswer Plain(QuoteBarAnswer answer, string price) => answer.Plain(price switch { "bid" => b => b.Bid, "ask" => b => b.Ask, _ => b => b.Mid });

    public static void Write(TextWriter output, IReadOnlyList<QuoteBarAnswer> answers, bool json)
    {
        if (!json) output.WriteLine(string.Join(',', QuoteAnswerParquet.Columns));
        foreach (var (symbol, bars, source) in answers)
            foreach (var bar in bars) output.WriteLine(json ? Json(symbol, bar, source).ToJsonString() : Csv(symbol, bar, source));
    }

    static string Csv(string symbol, in QuoteBar bar, string source) => string.Create(CultureInfo.InvariantCulture,
        $"{symbol},{Text(bar.Time)},{Prices(bar.Bid)},{bar.Bid.Size},{Prices(bar.Ask)},{bar.Ask.Size},{Prices(bar.Mid)},{Known(bar.SpreadMean)},{Known(bar.SpreadLow)},{Known(bar.SpreadHigh)},{bar.Updates},{bar.Crossed},{source}");

    static string Prices(QuoteSide side) => string.Create(CultureInfo.InvariantCulture, $"{Known(side.Open)},{Known(side.High)},{Known(side.Low)},{Known(side.Close)}");

    static JsonObject Json(string symbol, in QuoteBar bar, string source) => new()
    {
        ["symbol"] = symbol,
        ["time_utc"] = Text(bar.Time),
        ["bid"] = Json(bar.Bid, sized: true),
        ["ask"] = Json(bar.Ask, sized: true),
        ["mid"] = Json(bar.Mid, sized: false),
        ["spread_mean"] = Known(bar.SpreadMean),
        ["spread_low"] = Known(bar.SpreadLow),
        ["spread_high"] = Known(bar.SpreadHigh),
        ["updates"] = bar.Updates,
        ["crossed"] = bar.Crossed,
        ["source"] = source,
    };

    static JsonObject? Json(QuoteSide side, bool sized)
    {
        if (!side.IsQuoted) return null;
        var prices = new JsonObject { ["open"] = side.Open, ["high"] = side.High, ["low"] = side.Low, ["close"] = side.Close };
        if (sized) prices["size"] = side.Size;
        return prices;
    }

    static double? Known(double value) => double.IsNaN(value) ? null : value;

    static string Text(long time) => InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(time));
}
