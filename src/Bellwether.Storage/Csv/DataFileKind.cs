using System.Text;

namespace Bellwether.Storage;

/// <summary>What the rows of a data file are.</summary>
public enum DataKind
{
    Bars = 1,
    Trades,

    /// <summary>Quotes one by one.</summary>
    Quotes,

    /// <summary>Bars of quotes.</summary>
    QuoteBars,
}

/// <summary>Tells from its header what a data file holds.</summary>
public static class DataFileKind
{
    /// <exception cref="DataFileException">No file, or a header that is none of those read.</exception>
    public static DataKind Of(string path)
    {
        using var text = DataFileText.Read(path);
        var bytes = text.Bytes.StartsWith("\uFEFF"u8) ? text.Bytes[3..] : text.Bytes;
        var end = bytes.IndexOf((byte)'\n');
        var header = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]).TrimEnd('\r');
        return header switch
        {
            BarCsvParser.HeaderWithTwoTimes or BarCsvParser.HeaderWithOneTime or BarFile.DailyHeader => DataKind.Bars,
            TradeFile.Header or TradeFile.HeaderOfTheTape => DataKind.Trades,
            QuoteFile.Header or QuoteFile.HeaderOfTheTape => DataKind.Quotes,
            QuoteFile.HeaderOfBars => DataKind.QuoteBars,
            _ => throw new DataFileException(path, 1, null, header,
                $"the header of a file of bars ({BarCsvParser.HeaderWithTwoTimes}, {BarCsvParser.HeaderWithOneTime} or, of days, {BarFile.DailyHeader}), of trades ({TradeFile.HeaderOfTheTape} or {TradeFile.Header}) or of quotes ({QuoteFile.HeaderOfTheTape}, {QuoteFile.Header} or {QuoteFile.HeaderOfBars})"),
        };
    }
}
