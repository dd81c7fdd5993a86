using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Configuration;

/// <summary>A duration of a fault script, to the millisecond.</summary>
readonly record struct FaultSpan(Duration Value)
{
    public static FaultSpan Seconds(int seconds) => new(Duration.FromSeconds(seconds));

    public static FaultSpan Milliseconds(int milliseconds) => new(Duration.FromMilliseconds(milliseconds));
}

sealed partial class FaultSpanFormat : ScalarFormat
{
    const string Pattern = "^[0-9]{1,7}(ms|s|m|h)$";

    public override string Noun => "a duration";

    public override string Example => "250ms, 90s, 5m or 2h";

    public override object? Parse(string text)
    {
        if (!Shape().IsMatch(text)) return null;
        var digits = text.AsSpan().TrimEnd("mhs");
        var count = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return new FaultSpan(text[digits.Length..] switch { "ms" => Duration.FromMilliseconds(count), "s" => Duration.FromSeconds(count), "m" => Duration.FromMinutes(count), _ => Duration.FromHours(count) });
    }

    public override string Write(object value)
    {
        var milliseconds = (long)((FaultSpan)value).Value.TotalMilliseconds;
        return milliseconds % 1000 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}s") : string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms");
    }

    public override JsonObject Schema(string? least, string? most) => new() { ["type"] = "string", ["pattern"] = Pattern };

    [GeneratedRegex(Pattern)]
    private static partial Regex Shape();
}

/// <summary>When a fault happens, as it is written: a time of day in New York, with or without a date, or "+" and a duration from the gateway's start.</summary>
sealed class FaultTimeFormat : ScalarFormat
{
    static readonly FaultSpanFormat Span = new();
    static readonly LocalTimePattern[] Times = [Time("HH':'mm"), Time("HH':'mm':'ss"), Time("HH':'mm':'ss'.'fff")];

    public override string Noun => "a time (of day in New York, with or without a date before it, or + and a duration from the gateway's start)";

    public override string Example => "\"09:45\", \"15:59:30.250\", \"2025-03-04 10:00\" or +90s";

    public override object? Parse(string text)
    {
        if (text.StartsWith('+')) return Span.Parse(text[1..]) is FaultSpan span ? FaultTime.AfterStart(span.Value) : null;
        LocalDate? date = null;
        if (text.Length > 11 && text[10] == ' ')
        {
            if (LocalDatePattern.Iso.Parse(text[..10]) is not { Success: true } day) return null;
            (date, text) = (day.Value, text[11..]);
        }
        foreach (var pattern in Times)
            if (pattern.Parse(text) is { Success: true } time) return FaultTime.At(time.Value, date);
        return null;
    }

    public override string Write(object value) => value.ToString()!;

    public override JsonObject Schema(string? least, string? most) =>
        new() { ["type"] = "string", ["pattern"] = "^(\\+[0-9]{1,7}(ms|s|m|h)|([0-9]{4}-[0-9]{2}-[0-9]{2} )?([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{3})?)?)$" };

    static LocalTimePattern Time(string pattern) => LocalTimePattern.CreateWithInvariantCulture(pattern);
}
