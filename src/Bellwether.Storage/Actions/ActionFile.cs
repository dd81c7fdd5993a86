using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Storage;

/// <summary>
/// Corporate actions of one security in a CSV file, told by its header.
/// <list type="bullet">
/// <item><c>date,kind,value</c>, and <c>previous_close</c> or nothing: kind is <c>split</c> (value: new shares for an old one, as <c>7</c>, <c>0.125</c>, <c>7:1</c> or
/// <c>1:8</c>), <c>dividend</c> (dollars a share), <c>ticker</c> (in use from that date on) or <c>delisting</c> (first date without trading, no value). The third column may be called
/// <c>ratio</c> or <c>amount</c> too.</item>
/// <item><c>ex_date,type,value,previous_close</c>: splits and dividends.</item>
/// <item><c>date,price_factor,split_factor,reference_close</c>: factors that hold up to and including a date; splits and dividends are worked out of their steps, and take force at the
/// session after it.</item>
/// <item><c>last_date,ticker,listing_exchange</c>: up to which date each ticker was in use; one that ends before 2050 ends with a delisting.</item>
/// </list>
/// </summary>
public static class ActionFile
{
    internal const string Header = "date,kind,value,previous_close";

    const string Short = "date,kind,value";
    const string Derived = "ex_date,type,value,previous_close";
    const string Factors = "date,price_factor,split_factor,reference_close";
    const string Tickers = "last_date,ticker,listing_exchange";

    /// <summary>Dates from this year on say that a ticker is still in use.</summary>
    const int StillInUse = 2050;

    /// <summary>Reads and checks every row.</summary>
    /// <exception cref="DataFileException">No file, another header, or a broken row.</exception>
    public static IReadOnlyList<CorporateAction> Read(string path)
    {
        using var text = DataFileText.Read(path);
        var rows = new CsvCursor(text.Bytes, path);
        var header = rows.Header();
        return header switch
        {
            Header or Derived => Listed(ref rows, withClose: true, header == Header ? "date" : "ex_date", header == Header ? "kind" : "type"),
            Short or "date,kind,ratio" or "date,kind,amount" => Listed(ref rows, withClose: false, "date", "kind"),
            Factors => OfFactors(ref rows),
            Tickers => OfTickers(ref rows),
            _ => throw new DataFileException(path, 1, null, header, $"the header {Header} or {Short}, {Derived}, {Factors}, or {Tickers}"),
        };
    }

    static List<CorporateAction> Listed(ref CsvCursor rows, bool withClose, string dateColumn, string kindColumn)
    {
        var actions = new List<CorporateAction>();
        while (rows.NextRow())
        {
            var date = Date(ref rows, dateColumn);
            var word = rows.Word(kindColumn);
            var value = rows.Word("value", lastField: !withClose);
            var close = withClose ? rows.OptionalNumber("previous_close", lastField: true) : double.NaN;
            actions.Add(word switch
            {
                "split" => new CorporateAction(date, CorporateActionKind.Split, Ratio(ref rows, value), Known(close)),
                "dividend" => Dividend(ref rows, date, value, close),
                "ticker" => new CorporateAction(date, CorporateActionKind.Ticker, double.NaN, Ticker: InstrumentTable.IsSymbol(value) ? value : throw rows.Unfit("value", value, "a ticker such as AAPL")),
                "delisting" => value.Length == 0 ? new CorporateAction(date, CorporateActionKind.Delisting, double.NaN) : throw rows.Unfit("value", value, "nothing: a delisting has no value"),
                _ => throw rows.Unfit(kindColumn, word, "split, dividend, ticker or delisting"),
            });
        }
        return actions;
    }

    static CorporateAction Dividend(ref CsvCursor rows, LocalDate date, string text, double close)
    {
        var amount = Number(text);
        if (!(amount > 0)) throw rows.Unfit("value", text, "dollars a share above 0");
        if (close > 0 && amount >= close) throw rows.Unfit("value", text, $"less than the close before it, {close.ToString(CultureInfo.InvariantCulture)}");
        return new CorporateAction(date, CorporateActionKind.Dividend, amount, Known(close));
    }

    static double Ratio(ref CsvCursor rows, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var ratio = colon < 0 ? Number(text) : Number(text[..colon]) / Number(text[(colon + 1)..]);
        return ratio is > 0 and <= 1e6 ? ratio : throw rows.Unfit("value", text, "new shares for an old one, above 0, such as 7, 0.125, 7:1 or 1:8");
    }

    static List<CorporateAction> OfFactors(ref CsvCursor rows)
    {
        var actions = new List<CorporateAction>();
        (LocalDate Date, double Price, double Split, double Close)? before = null;
        while (rows.NextRow())
        {
            var date = Date(ref rows, "date");
            var price = Factor(ref rows, "price_factor");
            var split = Factor(ref rows, "split_factor");
            var close = rows.OptionalNumber("reference_close", lastField: true);
            if (before is { } b)
            {
                if (date <= b.Date) throw rows.Unfit("date", Text(date), "dates that rise from row to row");
                // The two factors are as they were printed: an equal one is no action.
                if (split != b.Split) actions.Add(new CorporateAction(ExDate(ref rows, b.Date), CorporateActionKind.Split, split / b.Split, Known(b.Close)));
                if (price != b.Price)
                {
                    if (!(b.Close > 0) || price < b.Price) throw rows.Unfit("price_factor", price.ToString(CultureInfo.InvariantCulture), "not below that of the row before, which needs its reference_close");
                    actions.Add(new CorporateAction(ExDate(ref rows, b.Date), CorporateActionKind.Dividend, b.Close * (1 - (b.Price / price)), b.Close));
                }
            }
            before = (date, price, split, close);
        }
        return actions;
    }

    static List<CorporateAction> OfTickers(ref CsvCursor rows)
    {
        var spans = new List<(LocalDate Last, string Ticker)>();
        while (rows.NextRow())
        {
            var last = Date(ref rows, "last_date");
            var ticker = rows.Word("ticker");
            if (!InstrumentTable.IsSymbol(ticker)) throw rows.Unfit("ticker", ticker, "a ticker such as AAPL");
            rows.Word("listing_exchange", lastField: true);
            if (spans.Count > 0 && last <= spans[^1].Last) throw rows.Unfit("last_date", Text(last), "dates that rise from row to row");
            spans.Add((last, ticker));
        }
        var actions = new List<CorporateAction>();
        for (var i = 0; i < spans.Count; i++)
        {
            // The first row is the first date known, each later one ends a ticker that began after the row before.
            var from = i == 0 ? spans[0].Last : spans[i - 1].Last.PlusDays(1);
            if (i == 1 && spans[1].Ticker == spans[0].Ticker) continue;
            actions.Add(new CorporateAction(from, CorporateActionKind.Ticker, double.NaN, Ticker: spans[i].Ticker));
        }
        if (spans.Count > 0 && spans[^1].Last.Year < StillInUse) actions.Add(new CorporateAction(spans[^1].Last.PlusDays(1), CorporateActionKind.Delisting, double.NaN));
        return actions;
    }

    static LocalDate ExDate(ref CsvCursor rows, LocalDate date)
    {
        try
        {
            return ExchangeCalendar.NewYork.NextSession(date).Date;
        }
        catch (CalendarRangeException)
        {
            throw rows.Unfit("date", Text(date), "dates of the exchange calendar, 1998 to 2035");
        }
    }

    static double Factor(ref CsvCursor rows, string column)
    {
        var value = rows.OptionalNumber(column);
        return value > 0 ? value : throw rows.Unfit(column, value.ToString(CultureInfo.InvariantCulture), "a factor above 0");
    }

    static LocalDate Date(ref CsvCursor rows, string column)
    {
        var text = rows.Word(column);
        return LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date : throw rows.Unfit(column, text, "a date such as 2014-06-09");
    }

    static double Number(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    static double Known(double close) => close > 0 ? close : double.NaN;

    static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
