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
    const string Header =
        "symbol,time_utc,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size,"
        + "mid_open,mid_high,mid_low,mid_close,spread_mean,spread_low,spread_high,updates,crossed,source";

    public static Option<string> Option()
    {
        var option = new Option<string>("--quote")
        {
            Description = "Of a file of quotes: bars of the mid, the bid or the ask, or a table of both sides with the spread.", HelpName = "mid|bid|ask|all", DefaultValueFactory = _ => "mid",
        };
        OptionParsing.AcceptOnly(option, "mid", "bid", "ask", "all");
        return option;
    }

    /// <summary>The bars of a file of quotes that lie in the query's range.</summary>
    /// <exception cref="DataFileException">The file is broken, or the bar needs trades.</exception>
    public static List<QuoteBar> OfFile(string path, string symbol, DataKind kind, BarQuery query)
    {
        if (!query.Bar.IsTimed) throw new DataFileException(path, $"holds quotes, which do not trade; {query.Bar} needs a file of trades ({TradeFile.Header})");
        var bars = kind == DataKind.Quotes
            ? QuoteAggregation.OfQuotes(QuoteFile.Read(path, symbol), query.Bar, query.Hours)
            : QuoteAggregation.OfBars(QuoteFile.ReadBars(path, symbol), query.Bar, query.Hours);
        return [.. bars.Where(b => b.Time >= query.From && b.Time < query.To)];
    }

    /// <summary>One price of the quotes as bars, without volume. Intervals without that price are left out.</summary>
    public static BarAnswer Plain(string symbol, IReadOnlyList<QuoteBar> bars, string price, BarQuery query)
    {
        var plain = new List<AggregatedBar>();
        foreach (var bar in bars)
        {
            var side = price switch { "bid" => bar.Bid, "ask" => bar.Ask, _ => bar.Mid };
            if (side.IsQuoted) plain.Add(new AggregatedBar(bar.Time, side.Open, side.High, side.Low, side.Close, 0, double.NaN, -1, bar.IsComplete));
        }
        return BarAnswer.Of(symbol, plain, query, BarSource.Imported);
    }

    public static void Write(TextWriter output, string symbol, IReadOnlyList<QuoteBar> bars, bool json)
    {
        if (!json) output.WriteLine(Header);
        foreach (var bar in bars) output.WriteLine(json ? Json(symbol, bar).ToJsonString() : Csv(symbol, bar));
    }

    static string Csv(string symbol, in QuoteBar bar) => string.Create(CultureInfo.InvariantCulture,
        $"{symbol},{Text(bar.Time)},{Prices(bar.Bid)},{bar.Bid.Size},{Prices(bar.Ask)},{bar.Ask.Size},{Prices(bar.Mid)},{Known(bar.SpreadMean)},{Known(bar.SpreadLow)},{Known(bar.SpreadHigh)},{bar.Updates},{bar.Crossed},{BarStore.NameOf(BarSource.Imported)}");

    static string Prices(QuoteSide side) => string.Create(CultureInfo.InvariantCulture, $"{Known(side.Open)},{Known(side.High)},{Known(side.Low)},{Known(side.Close)}");

    static JsonObject Json(string symbol, in QuoteBar bar) => new()
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
        ["source"] = BarStore.NameOf(BarSource.Imported),
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
