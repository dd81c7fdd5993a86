using System.Globalization;
using System.Text;
using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>What was looked over.</summary>
/// <param name="Rows">Rows that could be read and lie in the range.</param>
/// <param name="Bar">Length of the bars; of trades and quotes nothing.</param>
public readonly record struct QualityExamined(DataKind Kind, long Rows, BarSpec? Bar);

/// <summary>Looks over files and the store for faults. A file is read row by row, whatever is in it.</summary>
public static class QualityExamination
{
    /// <summary>Looks a file over.</summary>
    /// <param name="bar">Length of its bars; null = the most frequent step between two rows.</param>
    /// <param name="adjustment">What its prices are adjusted with before they are looked at, bars and trades only.</param>
    /// <exception cref="DataFileException">No file, or a header that is none of those read.</exception>
    public static QualityExamined OfFile(string path, string symbol, QualityOptions options, BarSpec? bar, AdjustmentTable? adjustment, Action<QualityFinding> found)
    {
        using var text = DataFileText.Read(path);
        var bytes = text.Bytes.StartsWith("\uFEFF"u8) ? text.Bytes[3..] : text.Bytes;
        var end = bytes.IndexOf((byte)'\n');
        var header = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]).TrimEnd('\r');
        var isDaily = header == BarFile.DailyHeader;
        var kind = isDaily ? DataKind.Bars : DataFileKind.Of(path);
        var columns = header.Split(',');
        var times = columns is [_, "time_et", ..] ? 2 : 1;
        if (kind == DataKind.Bars)
        {
            var length = isDaily ? BarSpec.Daily : bar ?? LengthOf(bytes, columns, times);
            var scan = new BarQualityScan(symbol, options with { Bar = length }, found);
            var sink = new Sink(symbol, options, found, (time, v) =>
            {
                var (p, s) = adjustment is null ? (1, 1) : (adjustment.PriceFactorAt(time), adjustment.VolumeFactorAt(time));
                scan.Add(time, v[0] * p, v[1] * p, v[2] * p, v[3] * p, v[4] * s);
            });
            LenientRows.Read(bytes, columns, times, 5, isDaily, ref sink);
            scan.Complete();
            return new QualityExamined(kind, scan.Rows, length);
        }
        if (kind == DataKind.Trades)
        {
            var scan = new TradeQualityScan(symbol, options, found);
            var sink = new Sink(symbol, options, found, (time, v) => scan.Add(time, adjustment is null ? v[0] : v[0] * adjustment.PriceFactorAt(time), v[1]));
            LenientRows.Read(bytes, columns, times, 2, isDates: false, ref sink);
            scan.Complete();
            return new QualityExamined(kind, scan.Rows, null);
        }
        var quotes = new QuoteQualityScan(symbol, options, found);
        var quoteSink = new Sink(symbol, options, found, kind == DataKind.Quotes
            ? (time, v) => quotes.Add(time, v[0], v[1], v[2], v[3])
            : (time, v) => quotes.AddBar(time, new QuoteSide(v[0], v[1], v[2], v[3], v[4]), new QuoteSide(v[5], v[6], v[7], v[8], v[9])));
        LenientRows.Read(bytes, columns, times, kind == DataKind.Quotes ? 4 : 10, isDates: false, ref quoteSink);
        quotes.Complete();
        return new QualityExamined(kind, quotes.Rows, null);
    }

    /// <summary>Looks over what queries answer with, the most trusted bar of each time, and over where sources tell different things.</summary>
    /// <param name="options">Of the bars that it names; minutes, where there are none, are the shortest that are held.</param>
    /// <exception cref="DataFileException">A file of the store is damaged.</exception>
    public static QualityExamined OfStore(BarStore store, string symbol, QualityOptions options, AdjustmentTable? adjustment, Action<QualityFinding> found)
    {
        var (from, to) = (options.From ?? long.MinValue, options.To ?? long.MaxValue);
        var kinds = store.Kinds(symbol);
        var kind = options.Bar == BarSpec.OneMinute && !kinds.Contains(BarSpec.OneMinute) ? kinds.FirstOrDefault(BarSpec.OneMinute) : options.Bar;
        options = options with { Bar = kind };
        var bars = store.Read(symbol, kind, from, to).ToColumns(symbol);
        if (adjustment is not null) bars = adjustment.Apply(bars);
        var scan = new BarQualityScan(symbol, options, found);
        for (var i = 0; i < bars.Count; i++) scan.Add(bars.Time[i], bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i]);
        scan.Complete();
        foreach (var two in store.Disagreements(symbol, kind, from, to))
        {
            var isPrice = two.TrustedValues with { Volume = 0 } != (two.OtherValues with { Volume = 0 });
            found(new QualityFinding(symbol, two.Time, QualityRule.Disagreement, isPrice ? QualitySeverity.Error : QualitySeverity.Warning,
                $"{BarStore.NameOf(two.Other)}: {Text(two.OtherValues)}", $"as {BarStore.NameOf(two.Trusted)}: {Text(two.TrustedValues)}"));
        }
        return new QualityExamined(DataKind.Bars, scan.Rows, kind);
    }

    static string Text(BarValues v) => string.Create(CultureInfo.InvariantCulture, $"open {v.Open} high {v.High} low {v.Low} close {v.Close} volume {v.Volume}");

    /// <summary>The most frequent step between rows, of several the shortest.</summary>
    static BarSpec LengthOf(ReadOnlySpan<byte> bytes, string[] columns, int times)
    {
        var steps = new Steps([]);
        LenientRows.Read(bytes, columns, times, 0, isDates: false, ref steps);
        var step = steps.Counts.OrderByDescending(s => s.Value).ThenBy(s => s.Key).Select(s => s.Key).FirstOrDefault(EngineTime.Minute);
        return step > 12 * 60 * EngineTime.Minute ? BarSpec.Daily : step % EngineTime.Second == 0 ? BarSpec.OfTime(step) : BarSpec.OneMinute;
    }

    struct Steps(Dictionary<long, int> counts) : ILenientRowSink
    {
        long last = long.MaxValue;

        public readonly Dictionary<long, int> Counts => counts;

        public void Row(long time, ReadOnlySpan<double> values)
        {
            if (time > last) counts[time - last] = counts.GetValueOrDefault(time - last) + 1;
            last = time;
        }

        public readonly void Unreadable(long after, string where, string value, string expected)
        {
            // The examination itself tells of it.
        }
    }

    delegate void RowTaker(long time, ReadOnlySpan<double> values);

    readonly struct Sink(string symbol, QualityOptions options, Action<QualityFinding> found, RowTaker take) : ILenientRowSink
    {
        public void Row(long time, ReadOnlySpan<double> values)
        {
            if (time >= (options.From ?? long.MinValue) && time < (options.To ?? long.MaxValue)) take(time, values);
        }

        public void Unreadable(long after, string where, string value, string expected) =>
            found(new QualityFinding(symbol, after, QualityRule.Unreadable, QualitySeverity.Error, $"{where}: {value}", expected));
    }
}
