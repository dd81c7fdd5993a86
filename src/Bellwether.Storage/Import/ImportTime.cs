using System.Globalization;
using System.Text;
using Bellwether.Core;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Storage;

/// <summary>Reads the times of an imported file as a mapping says.</summary>
sealed class ImportTime(ColumnMapping mapping)
{
    readonly LocalDateTimePattern? pattern = mapping.Format is null or "iso" || mapping.Format.StartsWith("unix", StringComparison.Ordinal)
        ? null
        : LocalDateTimePattern.CreateWithInvariantCulture(mapping.Format);

    readonly long unit = mapping.Format switch { "unix" => EngineTime.Second, "unix_ms" => EngineTime.Millisecond, "unix_us" => 1_000, "unix_ns" => 1, _ => 0 };
    TimestampReader timestamps;

    /// <summary>What is expected, for errors.</summary>
    public string Expected => unit > 0 ? $"a whole number of {mapping.Format}"
        : pattern is not null ? $"a time in the form {mapping.Format}{(mapping.Zone is null ? " (and a zone: zone=America/New_York in --mapping)" : " that exists in " + mapping.Zone.Id)}"
        : mapping.Zone is null ? "a time with its zone such as 2024-01-02T14:30:00.125Z, or a date; name the form and zone of others with --mapping" : $"a time such as 2024-01-02T09:30:00 that exists in {mapping.Zone.Id}";

    /// <summary>Engine time of a text. A bare date is midnight in New York.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out long time)
    {
        time = 0;
        if (unit > 0)
        {
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) || Math.Abs((double)count * unit) > 7e18) return false;
            time = count * unit;
            return true;
        }
        var at = 0;
        if (pattern is null && timestamps.TryRead(text, ref at, out time) && at == text.Length) return true;
        var words = Encoding.UTF8.GetString(text);
        if (pattern is not null) return pattern.Parse(words) is { Success: true } parsed && TryLocal(parsed.Value, mapping.Zone, out time);
        if (LocalDatePattern.Iso.Parse(words) is { Success: true } date) return TryLocal(date.Value.AtMidnight(), ExchangeCalendar.NewYork.Zone, out time);
        return LocalDateTimePattern.ExtendedIso.Parse(words.Replace(' ', 'T')) is { Success: true } local && TryLocal(local.Value, mapping.Zone, out time);
    }

    /// <summary>Engine time of a wall clock; false where it shows a time never, or twice.</summary>
    public static bool TryLocal(LocalDateTime local, DateTimeZone? zone, out long time)
    {
        time = 0;
        if (zone is null || local.Year is < 1900 or > 2199 || zone.MapLocal(local) is not { Count: 1 } map) return false;
        time = EngineTime.From(map.Single().ToInstant());
        return true;
    }
}
