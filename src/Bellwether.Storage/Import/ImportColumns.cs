using System.Globalization;

namespace Bellwether.Storage;

/// <summary>Which column of a file holds what.</summary>
/// <param name="Time">Columns of the time, joined by a blank.</param>
/// <param name="Fields">By field of the schema; −1 where the file has none.</param>
sealed record ImportColumns(int[] Time, int[] Fields)
{
    static readonly string[] UsualTimes = ["time_utc", "timestamp", "datetime", "time", "date"];

    /// <param name="names">Names of the file's columns; empty when it has no header and columns are numbers from 1.</param>
    /// <param name="missing">Makes the error of what was expected.</param>
    public static ImportColumns Of(string[] names, ImportSchema schema, ColumnMapping mapping, Func<string, DataFileException> missing)
    {
        int[] time = mapping.Time.Count > 0 ? [.. mapping.Time.Select(Find)] : [UsualTimes.Select(Find).FirstOrDefault(c => c >= 0, -1)];
        if (time.Contains(-1)) throw missing($"a column {(mapping.Time.Count > 0 ? string.Join(" and ", mapping.Time) : string.Join(", ", UsualTimes[..^1]) + " or " + UsualTimes[^1])} for the time of {schema.Noun}; name it with --mapping time=NAME");
        int[] fields = [.. schema.Fields.Select(f => Find(mapping.ColumnOf(f.Name)))];
        for (var i = 0; i < fields.Length; i++)
        {
            var field = schema.Fields[i];
            if (fields[i] < 0 && (field.IsRequired || mapping.Names(field.Name)))
                throw missing($"a column {mapping.ColumnOf(field.Name)} for the {field.Name} of {schema.Noun}; name it with --mapping {field.Name}=NAME{(names.Length == 0 ? " (in a file without a header its number, from 1)" : "")}");
        }
        return new ImportColumns(time, fields);

        int Find(string name) => names.Length == 0
            ? int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 200 ? number - 1 : -1
            : Array.FindIndex(names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
