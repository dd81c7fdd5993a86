using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;
using ParquetSharp;

namespace Bellwether.Storage;

/// <summary>Reads a Parquet file of any writer: numbers of any plain type, times as timestamps, dates, Unix time or text; each row is checked.</summary>
static class ImportParquet
{
    /// <exception cref="DataFileException">Damaged, a column that is missing or of a type that is not read, or a broken row.</exception>
    public static ImportTable Read(ParquetFileReader file, string path, ImportSchema? wanted, BarSpec bar, ColumnMapping mapping)
    {
        var schema = file.FileMetaData.Schema;
        string[] names = [.. Enumerable.Range(0, schema.NumColumns).Select(i => schema.Column(i).Name)];
        var kind = wanted ?? ImportSchema.OfColumns(names);
        var columns = ImportColumns.Of(names, kind, mapping, expected => new DataFileException(path, $"has the columns {string.Join(", ", names)}; expected {expected}"));
        if (columns.Time.Length > 1) throw new DataFileException(path, "expected one column for the time of a Parquet file; name it with --mapping time=NAME");
        var (table, label, row) = (new ImportTable(kind), new BarLabel(bar, mapping.IsLabelledByClose), 0L);
        var (prices, volumes) = (new NumberScale(mapping.PriceScale), new NumberScale(mapping.VolumeScale));
        var values = new double[kind.Fields.Count];
        var words = new string?[kind.Fields.Count];
        for (var g = 0; g < file.FileMetaData.NumRowGroups; g++)
        {
            using var group = file.RowGroup(g);
            var length = checked((int)group.MetaData.NumRows);
            var times = Times(group, columns.Time[0], length, path, mapping);
            double[]?[] numbers = [.. kind.Fields.Select((f, i) => columns.Fields[i] < 0 || f.Rule == FieldRule.Word ? null : Numbers(group, columns.Fields[i], length, path))];
            string?[]?[] texts = [.. kind.Fields.Select((f, i) => columns.Fields[i] < 0 || f.Rule != FieldRule.Word ? null : Texts(group, columns.Fields[i], length, path))];
            for (var i = 0; i < length; i++)
            {
                row++;
                var time = times[i] ?? throw Broken(path, row, names[columns.Time[0]], "nothing", new ImportTime(mapping).Expected);
                if (kind.Rises && label.Place(ref time) is { } misplaced) throw Broken(path, row, names[columns.Time[0]], Text(time), misplaced);
                if (time < table.LastTime || (kind.Rises && time == table.LastTime)) throw Broken(path, row, names[columns.Time[0]], Text(time), kind.Rises ? "times that rise from row to row" : "times that do not fall from row to row");
                for (var f = 0; f < values.Length; f++)
                {
                    var value = numbers[f]?[i] ?? double.NaN;
                    values[f] = kind.Fields[f].IsPrice ? prices.Apply(value) : kind.Fields[f].IsShares ? volumes.Apply(value) : value;
                    words[f] = texts[f]?[i];
                }
                if (kind.Fault(values) is { } fault)
                    throw Broken(path, row, fault.Column, values[kind.Fields.TakeWhile(f => f.Name != fault.Column).Count()].ToString(CultureInfo.InvariantCulture), fault.Expected);
                table.Add(time, values, words);
            }
        }
        return table.Count > 0 ? table : throw new DataFileException(path, "holds no rows; remove the file or fill it");
    }

    static DataFileException Broken(string path, long row, string column, string value, string expected) =>
        new(path, string.Create(CultureInfo.InvariantCulture, $"row {row}: {column} \"{value}\": expected {expected}; correct or remove the row"));

    static string Text(long time) => EngineTime.ToInstant(time).ToString("uuuu-MM-dd'T'HH:mm:ss.FFFFFFFFF'Z'", CultureInfo.InvariantCulture);

    static long?[] Times(RowGroupReader group, int index, int length, string path, ColumnMapping mapping)
    {
        var described = group.MetaData.Schema.Column(index);
        var result = new long?[length];
        if (described.PhysicalType == PhysicalType.ByteArray)
        {
            var texts = Texts(group, index, length, path);
            var reading = new ImportTime(mapping);
            for (var i = 0; i < length; i++)
            {
                if (texts[i] is not { } text) continue;
                result[i] = reading.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out var time) ? time : throw Broken(path, i + 1, described.Name, text, reading.Expected);
            }
            return result;
        }
        var numbers = Longs(group, index, length, path);
        using var logical = described.LogicalType;
        var zone = mapping.Zone;
        for (var i = 0; i < length; i++)
        {
            if (numbers[i] is not { } number) continue;
            result[i] = logical switch
            {
                TimestampLogicalType { IsAdjustedToUtc: true } stamp => checked(number * NanosecondsOf(stamp.TimeUnit)),
                TimestampLogicalType stamp => Local(checked(number * NanosecondsOf(stamp.TimeUnit)), zone, path, described.Name),
                DateLogicalType => ImportTime.TryLocal(new LocalDate(1970, 1, 1).PlusDays((int)number).AtMidnight(), ExchangeCalendar.NewYork.Zone, out var midnight) ? midnight : null,
                _ when mapping.Format is { } format && format.StartsWith("unix", StringComparison.Ordinal) =>
                    new ImportTime(mapping).TryRead(System.Text.Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), out var unix) ? unix : null,
                _ => throw new DataFileException(path, $"column {described.Name} holds whole numbers; expected timestamps, dates or text, or say what they are with --mapping format=unix_ms"),
            };
        }
        return result;
    }

    static long? Local(long nanoseconds, DateTimeZone? zone, string path, string column)
    {
        if (zone is null) throw new DataFileException(path, $"column {column} holds times without a zone; say which one it is with --mapping zone=America/New_York or zone=UTC");
        return ImportTime.TryLocal(EngineTime.ToInstant(nanoseconds).InUtc().LocalDateTime, zone, out var time) ? time : null;
    }

    static long NanosecondsOf(TimeUnit unit) => unit switch { TimeUnit.Millis => EngineTime.Millisecond, TimeUnit.Micros => 1_000, _ => 1 };

    static long?[] Longs(RowGroupReader group, int index, int length, string path) => group.MetaData.Schema.Column(index).PhysicalType switch
    {
        PhysicalType.Int64 => Known<long, long>(group, index, length, v => v),
        PhysicalType.Int32 => Known<int, long>(group, index, length, v => v),
        var other => throw Unread(group, index, path, other),
    };

    static double[] Numbers(RowGroupReader group, int index, int length, string path)
    {
        var described = group.MetaData.Schema.Column(index);
        using var logical = described.LogicalType;
        var scale = new NumberScale(logical is DecimalLogicalType fixedPoint ? new decimal(1, 0, 0, false, (byte)Math.Clamp(fixedPoint.Scale, 0, 28)) : 1m);
        var values = described.PhysicalType switch
        {
            PhysicalType.Double => Known<double, double>(group, index, length, v => v),
            PhysicalType.Float => Known<float, double>(group, index, length, v => (double)(decimal)v),
            PhysicalType.Int64 => Known<long, double>(group, index, length, v => scale.Apply(v)),
            PhysicalType.Int32 => Known<int, double>(group, index, length, v => scale.Apply(v)),
            PhysicalType.Boolean => Known<bool, double>(group, index, length, v => v ? 1 : 0),
            var other => throw Unread(group, index, path, other),
        };
        return [.. values.Select(v => v ?? double.NaN)];
    }

    static string?[] Texts(RowGroupReader group, int index, int length, string path)
    {
        using var column = group.Column(index);
        if (group.MetaData.Schema.Column(index).PhysicalType != PhysicalType.ByteArray) return [.. Numbers(group, index, length, path).Select(n => double.IsNaN(n) ? null : n.ToString(CultureInfo.InvariantCulture))];
        using var reader = column.LogicalReader<string?>();
        return reader.ReadAll(length);
    }

    static TOut?[] Known<TIn, TOut>(RowGroupReader group, int index, int length, Func<TIn, TOut> convert) where TIn : unmanaged where TOut : struct
    {
        var described = group.MetaData.Schema.Column(index);
        var (levels, values, result) = (new short[length], new TIn[length], new TOut?[length]);
        using var column = (ColumnReader<TIn>)group.Column(index);
        for (var at = 0; at < length;)
        {
            var read = (int)column.ReadBatch(length - at, described.MaxDefinitionLevel > 0 ? levels : [], [], values, out _);
            if (read == 0) throw new InvalidDataException("a column ends before its rows do");
            for (int i = 0, next = 0; i < read; i++) result[at + i] = described.MaxDefinitionLevel == 0 || levels[i] == described.MaxDefinitionLevel ? convert(values[next++]) : null;
            at += read;
        }
        return result;
    }

    static DataFileException Unread(RowGroupReader group, int index, string path, PhysicalType type) =>
        new(path, $"column {group.MetaData.Schema.Column(index).Name} is of the type {type}; expected numbers (double, float, int32, int64, decimals up to 18 digits) or timestamps: convert it first");
}
