using System.Buffers.Text;
using System.Text;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>Reads the text of a CSV file of any layout; each row is checked.</summary>
ref struct ImportCsv(ReadOnlySpan<byte> text, string path, ImportSchema? wanted, BarSpec bar, ColumnMapping mapping)
{
    const int MostColumns = 200;

    readonly ReadOnlySpan<byte> text = text;
    readonly (int Start, int End)[] fields = new (int, int)[MostColumns];
    int count;
    int at;
    int line;

    /// <exception cref="DataFileException">A column that is missing, or a broken row: with line and column.</exception>
    public ImportTable Read()
    {
        if (text.StartsWith("\uFEFF"u8)) at = 3;
        var names = Names(out var header);
        var schema = wanted ?? ImportSchema.OfColumns([.. names.Concat(ImportSchema.Bars.Fields.Concat(ImportSchema.Trades.Fields).Concat(ImportSchema.Quotes.Fields).Concat(ImportSchema.QuoteBars.Fields).Select(f => f.Name).Where(mapping.Names))]);
        var file = path;
        var columns = ImportColumns.Of(names, schema, mapping, expected => new DataFileException(file, 1, null, header, expected));
        var table = new ImportTable(schema);
        var (times, label, prices, volumes) = (new ImportTime(mapping), new BarLabel(bar, mapping.IsLabelledByClose), new NumberScale(mapping.PriceScale), new NumberScale(mapping.VolumeScale));
        Span<double> values = stackalloc double[schema.Fields.Count];
        var words = new string?[schema.Fields.Count];
        while (NextLine())
        {
            var written = TimeText(columns.Time);
            if (!times.TryRead(written, out var time)) throw Broken(columns.Time[0], names, times.Expected);
            if (schema.Rises && label.Place(ref time) is { } misplaced) throw Broken(columns.Time[0], names, misplaced);
            if (time < table.LastTime || (schema.Rises && time == table.LastTime)) throw Broken(columns.Time[0], names, schema.Rises ? "times that rise from row to row" : "times that do not fall from row to row");
            for (var i = 0; i < values.Length; i++)
            {
                var (field, column) = (schema.Fields[i], columns.Fields[i]);
                (values[i], words[i]) = (double.NaN, null);
                if (column < 0) continue;
                var value = Field(column, names);
                if (field.Rule == FieldRule.Word) words[i] = value.IsEmpty ? null : Encoding.UTF8.GetString(value);
                else if (!value.IsEmpty && !TryNumber(value, out values[i])) throw Broken(column, names, "a number");
                else if (field.Rule == FieldRule.Mark && !(double.IsNaN(values[i]) || values[i] is 0 or 1)) throw Broken(column, names, "0 or 1");
                else if (field.IsPrice) values[i] = prices.Apply(values[i]);
                else if (field.IsShares) values[i] = volumes.Apply(values[i]);
            }
            if (schema.Fault(values) is { } fault)
                throw Broken(columns.Fields[schema.Fields.TakeWhile(f => f.Name != fault.Column).Count()], names, fault.Expected);
            table.Add(time, values, words);
        }
        return table.Count > 0 ? table : throw new DataFileException(path, "holds no rows; remove the file or fill it");
    }

    string[] Names(out string header)
    {
        header = "";
        if (!mapping.HasHeader) return [];
        if (!NextLine()) throw new DataFileException(path, "is empty; expected a header and rows");
        var names = new string[count];
        for (var i = 0; i < count; i++) names[i] = Encoding.UTF8.GetString(text[fields[i].Start..fields[i].End]).Trim();
        header = string.Join(mapping.Separator, names);
        return names;
    }

    /// <summary>Finds the values of the next line that is not empty.</summary>
    bool NextLine()
    {
        while (at < text.Length)
        {
            line++;
            var length = text[at..].IndexOf((byte)'\n');
            var (start, end) = (at, length < 0 ? text.Length : at + length);
            at = Math.Min(end + 1, text.Length);
            if (end > start && text[end - 1] == '\r') end--;
            if (end == start) continue;
            Split(start, end);
            return true;
        }
        return false;
    }

    void Split(int start, int end)
    {
        count = 0;
        for (var from = start; ; )
        {
            if (count == MostColumns) throw new DataFileException(path, line, null, Encoding.UTF8.GetString(text[start..end]), $"at most {MostColumns} values in a row");
            var rest = text[from..end];
            if (!rest.IsEmpty && rest[0] == '"')
            {
                var closing = rest[1..].IndexOf((byte)'"');
                if (closing < 0) throw new DataFileException(path, line, null, Encoding.UTF8.GetString(rest), "a closing quotation mark in the same line");
                fields[count++] = (from + 1, from + 1 + closing);
                from += closing + 2;
                if (from < end && text[from] != mapping.Separator) throw new DataFileException(path, line, null, Encoding.UTF8.GetString(text[start..end]), $"'{mapping.Separator}' behind a quotation mark");
            }
            else
            {
                var length = rest.IndexOf((byte)mapping.Separator);
                var to = length < 0 ? end : from + length;
                fields[count++] = (from, to);
                from = to;
            }
            if (from >= end) return;
            from++;
        }
    }

    readonly ReadOnlySpan<byte> Field(int column, string[] names) =>
        column < count ? text[fields[column].Start..fields[column].End].Trim((byte)' ') : throw new DataFileException(path, line, Name(column, names), "", "a value; the row is too short");

    readonly ReadOnlySpan<byte> TimeText(int[] columns)
    {
        var first = Field(columns[0], []);
        if (columns.Length == 1) return first;
        var joined = new List<byte>(first.ToArray());
        foreach (var column in columns[1..])
        {
            joined.Add((byte)' ');
            joined.AddRange(Field(column, []));
        }
        return joined.ToArray();
    }

    static bool TryNumber(ReadOnlySpan<byte> value, out double number)
    {
        var end = 0;
        if (DecimalText.TryRead(value, ref end, out number) && end == value.Length) return true;
        return Utf8Parser.TryParse(value, out number, out var used) && used == value.Length && double.IsFinite(number);
    }

    static string Name(int column, string[] names) => column < names.Length ? names[column] : $"column {column + 1}";

    readonly DataFileException Broken(int column, string[] names, string expected) =>
        new(path, line, Name(column, names), column < count ? Encoding.UTF8.GetString(text[fields[column].Start..fields[column].End]) : "", expected);
}
