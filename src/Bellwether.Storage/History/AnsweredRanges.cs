using System.Text.Json;
using System.Text.Json.Nodes;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime.Text;

namespace Bellwether.Storage;

/// <summary>
/// What the broker's history has answered for good about one symbol and kind of bar: inside these stretches nothing more is to be had, also where there is no bar. Kept
/// beside the bars of a store (<c>answered/bar=1m/symbol=IBM.json</c>), written after them, so that a crash in between costs a question and never a bar.
/// </summary>
public sealed class AnsweredRanges
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    readonly string path;

    AnsweredRanges(string path, TimeRanges regular, TimeRanges extended, long? begin) => (this.path, Regular, Extended, Begin) = (path, regular, extended, begin);

    /// <summary>Answered for regular hours.</summary>
    public TimeRanges Regular { get; }

    /// <summary>Answered for extended hours, which include the regular ones.</summary>
    public TimeRanges Extended { get; }

    /// <summary>Where the broker's history begins, engine time; null while that was not told.</summary>
    public long? Begin { get; }

    /// <summary>What is known; nothing when there is no file.</summary>
    /// <param name="folder">Folder of the store.</param>
    /// <exception cref="DataFileException">The file is damaged.</exception>
    public static AnsweredRanges Load(string folder, string symbol, BarSpec bar)
    {
        var path = Path.Combine(folder, "answered", "bar=" + bar, "symbol=" + symbol + ".json");
        if (!File.Exists(path)) return new AnsweredRanges(path, TimeRanges.Empty, TimeRanges.Empty, null);
        try
        {
            var root = (JsonNode.Parse(File.ReadAllText(path)) ?? throw new FormatException("it holds nothing")).AsObject();
            return new AnsweredRanges(path, Ranges(root["rth"]), Ranges(root["all"]), root["begin"] is { } begin ? Time(begin.GetValue<string>()) : null);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(path, $"does not say what was downloaded ({problem.Message.Split('\n')[0]}); remove it, and what it told is asked again", problem);
        }
    }

    /// <summary>The files of all symbols and kinds of bars, in order of their paths; those that are named otherwise are none.</summary>
    internal static IEnumerable<(string Path, string Symbol, BarSpec Bar)> Files(string folder)
    {
        var answered = Path.Combine(folder, "answered");
        if (!Directory.Exists(answered)) yield break;
        foreach (var path in Directory.EnumerateFiles(answered, "symbol=*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (kind, symbol) = (Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileNameWithoutExtension(path)["symbol=".Length..]);
            if (kind.StartsWith("bar=", StringComparison.Ordinal) && BarSpec.TryParse(kind["bar=".Length..], out var bar, out _) && InstrumentTable.IsSymbol(symbol)) yield return (path, symbol, bar);
        }
    }

    /// <summary>Stretches that need not be asked about again.</summary>
    public TimeRanges Of(SessionHours hours) => hours == SessionHours.Extended ? Extended : Regular.Union(Extended);

    /// <summary>More is answered: stretches that lie in a session each.</summary>
    public AnsweredRanges With(SessionHours hours, IEnumerable<TimeRange> more)
    {
        var all = TimeRanges.Of(more.Select(range => ToNextSession(range, hours)));
        return hours == SessionHours.Extended ? new AnsweredRanges(path, Regular, Extended.Union(all), Begin) : new AnsweredRanges(path, Regular.Union(all), Extended, Begin);
    }

    public AnsweredRanges WithBegin(long begin) => new(path, Regular, Extended, begin);

    /// <summary>Writes it in one step.</summary>
    /// <exception cref="DataFileException">It cannot be written; what was there is there still.</exception>
    public void Save()
    {
        var root = new JsonObject { ["rth"] = Json(Regular), ["all"] = Json(Extended) };
        if (Begin is { } begin) root["begin"] = Text(begin);
        var text = JsonSerializer.SerializeToUtf8Bytes(root, Readable);
        AtomicFile.Write(path, stream => stream.Write(text));
    }

    /// <summary>After the end of a session there is nothing to be told until the next one begins: years of sessions then are one stretch.</summary>
    static TimeRange ToNextSession(TimeRange range, SessionHours hours)
    {
        var calendar = ExchangeCalendar.NewYork;
        var date = calendar.DateOf(EngineTime.ToInstant(range.To - 1));
        var endsSession = calendar.SessionOn(date)?.Range(hours).To == range.To && calendar.SessionOn(calendar.Last)?.Date != date;
        return endsSession ? new TimeRange(range.From, calendar.NextSession(date).Range(hours).From) : range;
    }

    static JsonArray Json(TimeRanges ranges) => new([.. ranges.Items.Select(r => (JsonNode)new JsonArray(Text(r.From), Text(r.To)))]);

    static TimeRanges Ranges(JsonNode? list) => list is null ? TimeRanges.Empty : TimeRanges.Of(list.AsArray().Select(Range));

    static TimeRange Range(JsonNode? pair) => pair is JsonArray { Count: 2 } times && times[0] is { } from && times[1] is { } to
        ? new TimeRange(Time(from.GetValue<string>()), Time(to.GetValue<string>()))
        : throw new FormatException("a range is two times");

    static string Text(long time) => InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(time));

    static long Time(string text) => EngineTime.From(InstantPattern.ExtendedIso.Parse(text).GetValueOrThrow());
}
