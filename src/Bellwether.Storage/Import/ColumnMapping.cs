using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Storage;

/// <summary>
/// How a file of another layout is read: <c>time=Date+Time,format=yyyyMMdd HHmmss,zone=America/New_York,close=Last,price_scale=0.0001</c>. See docs/data.md.
/// </summary>
public sealed class ColumnMapping
{
    static readonly string[] UnixUnits = ["unix", "unix_ms", "unix_us", "unix_ns"];

    readonly Dictionary<string, string> columns = new(StringComparer.Ordinal);

    /// <summary>Columns have the names of their fields.</summary>
    public static ColumnMapping None { get; } = new();

    /// <summary>Columns that the time is in, joined by a blank; empty = the usual names.</summary>
    internal IReadOnlyList<string> Time { get; private set; } = [];

    /// <summary>A pattern of NodaTime, a unit of Unix time, or null for ISO 8601.</summary>
    internal string? Format { get; private set; }

    /// <summary>The zone of times that do not say theirs; null = they must.</summary>
    internal DateTimeZone? Zone { get; private set; }

    internal decimal PriceScale { get; private set; } = 1;

    internal decimal VolumeScale { get; private set; } = 1;

    internal char Separator { get; private set; } = ',';

    internal bool HasHeader { get; private set; } = true;

    /// <summary>Times are the ends of bars.</summary>
    internal bool IsLabelledByClose { get; private set; }

    internal bool IsNone => this == None;

    /// <summary>The column of a field, by name, or by number from 1 in a file without a header.</summary>
    internal string ColumnOf(string field) => columns.GetValueOrDefault(field, field);

    /// <summary>Whether a field was given a column.</summary>
    internal bool Names(string field) => columns.ContainsKey(field);

    /// <param name="problem">What is wrong with it and what would be right; empty on success.</param>
    public static bool TryParse(string text, out ColumnMapping mapping, out string problem)
    {
        mapping = new ColumnMapping();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? (part.Trim(), "") : (part[..equals].Trim().ToLowerInvariant(), part[(equals + 1)..].Trim());
            problem = value.Length == 0 ? $"\"{part}\": expected key=value, such as time=Date" : mapping.Take(key, value) ?? "";
            if (problem.Length > 0) return false;
        }
        problem = "";
        return true;
    }

    string? Take(string key, string value)
    {
        switch (key)
        {
            case "time":
                Time = value.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                return null;
            case "format":
                Format = value;
                if (UnixUnits.Contains(value) || value == "iso") return null;
                try
                {
                    _ = LocalDateTimePattern.CreateWithInvariantCulture(value);
                    return null;
                }
                catch (InvalidPatternException problem)
                {
                    return $"format \"{value}\": {problem.Message} Expected iso, unix, unix_ms, unix_us, unix_ns, or a pattern such as yyyyMMdd HH:mm:ss";
                }
            case "zone":
                Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(value);
                return Zone is null ? $"zone \"{value}\": expected a name of the time zone database, such as America/New_York or UTC" : null;
            case "price_scale" when Scale(value) is { } scale:
                PriceScale = scale;
                return null;
            case "volume_scale" when Scale(value) is { } scale:
                VolumeScale = scale;
                return null;
            case "price_scale" or "volume_scale":
                return $"{key} \"{value}\": expected a number above 0 that values are multiplied with, such as 0.0001";
            case "separator":
                Separator = value switch { "tab" => '\t', "semicolon" => ';', "pipe" => '|', "space" => ' ', "comma" => ',', { Length: 1 } => value[0], _ => '\0' };
                return Separator == '\0' ? $"separator \"{value}\": expected one character, or comma, semicolon, tab, pipe or space" : null;
            case "header" when value is "yes" or "no":
                HasHeader = value == "yes";
                return null;
            case "header":
                return $"header \"{value}\": expected yes or no";
            case "label" when value is "open" or "close":
                IsLabelledByClose = value == "close";
                return null;
            case "label":
                return $"label \"{value}\": expected open or close, the end of its bar that a time is";
            default:
                var fields = Fields();
                if (!fields.Contains(key)) return $"key \"{key}\": expected time, format, zone, price_scale, volume_scale, separator, header, label, or a field: {string.Join(", ", fields)}";
                columns[key] = value;
                return null;
        }
    }

    static string[] Fields() => [.. ((ImportSchema[])[ImportSchema.Bars, ImportSchema.Trades, ImportSchema.Quotes, ImportSchema.QuoteBars]).SelectMany(s => s.Fields).Select(f => f.Name).Distinct()];

    static decimal? Scale(string value) => decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var scale) && scale > 0 ? scale : null;
}
