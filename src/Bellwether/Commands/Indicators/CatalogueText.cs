using System.Globalization;
using System.Text.Json.Nodes;
using Bellwether.Configuration;
using Bellwether.Indicators;

namespace Bellwether.Commands.Indicators;

/// <summary>The catalogue for people and for programs.</summary>
static class CatalogueText
{
    public static IEnumerable<string> Table(IReadOnlyList<IndicatorEntry> entries)
    {
        var widest = entries.Max(e => e.Usual.Length);
        var outputs = entries.Max(e => Outputs(e).Length);
        yield return $"{"INDICATOR".PadRight(widest)}  {"OUTPUTS".PadRight(outputs)}  MEANING";
        foreach (var entry in entries) yield return $"{entry.Usual.PadRight(widest)}  {Outputs(entry).PadRight(outputs)}  {entry.Description.Summary}";
    }

    public static IEnumerable<string> Page(IndicatorEntry entry)
    {
        var about = entry.Description;
        yield return $"{entry.Name}: {about.Summary}";
        yield return "";
        yield return $"usage      {entry.Usual}";
        if (about.Aliases.Count > 0) yield return $"aliases    {string.Join(", ", about.Aliases)}";
        foreach (var parameter in about.Parameters)
            yield return $"parameter  {parameter.Name} = {Text(parameter.Default)}: {parameter.Meaning}; {(parameter.IsWhole ? "whole, " : "")}{Text(parameter.Least)} to {Text(parameter.Most)}";
        foreach (var output in about.Outputs) yield return $"output     {output.Name}{Unit(output.Unit ?? about.Unit)}";
        yield return $"reads      {string.Join(", ", Inputs(entry))}";
        yield return $"formula    {about.Formula}";
        yield return $"source     {about.Source}";
        yield return $"warm-up    first value at bar {WarmUp(entry).ToString(CultureInfo.InvariantCulture)} with the usual parameters";
        yield return $"history    {(History(entry) is { } bars ? $"{bars.ToString(CultureInfo.InvariantCulture)} bars until it is within 1e-9 of what all history gives" : "all: everything that was ever seen goes on counting")}";
    }

    public static string Json(IReadOnlyList<IndicatorEntry> entries) => new JsonArray([.. entries.Select(Tree)]).ToJsonString(CanonicalForm.Readable);

    public static string Json(IndicatorEntry entry)
    {
        var tree = Tree(entry);
        tree["requiredHistory"] = History(entry);
        return tree.ToJsonString(CanonicalForm.Readable);
    }

    static JsonNode Tree(IndicatorEntry entry)
    {
        var about = entry.Description;
        return new JsonObject
        {
            ["name"] = entry.Name,
            ["aliases"] = Strings(about.Aliases),
            ["summary"] = about.Summary,
            ["unit"] = about.Unit,
            ["usual"] = entry.Usual,
            ["parameters"] = new JsonArray([.. about.Parameters.Select(p => (JsonNode)new JsonObject
            {
                ["name"] = p.Name,
                ["default"] = p.Default,
                ["least"] = p.Least,
                ["most"] = p.Most,
                ["whole"] = p.IsWhole,
                ["meaning"] = p.Meaning,
            })]),
            ["outputs"] = new JsonArray([.. about.Outputs.Select(o => (JsonNode)new JsonObject { ["name"] = o.Name, ["unit"] = o.Unit ?? about.Unit })]),
            ["inputs"] = Strings(Inputs(entry)),
            ["formula"] = about.Formula,
            ["source"] = about.Source,
            ["warmUp"] = WarmUp(entry),
        };
    }

    static int? History(IndicatorEntry entry) => RequiredHistory.Bars(IndicatorCatalogue.Of(entry).Parse(entry.Usual));

    static int WarmUp(IndicatorEntry entry) => entry.WarmUp([.. entry.Description.Parameters.Select(p => p.Default)]);

    static string Outputs(IndicatorEntry entry) => string.Join(", ", entry.Description.Outputs.Select(o => o.Name));

    static string Unit(string unit) => unit.Length == 0 ? "" : $" ({unit})";

    static IEnumerable<string> Inputs(IndicatorEntry entry) =>
        new[] { IndicatorInputs.Open, IndicatorInputs.High, IndicatorInputs.Low, IndicatorInputs.Close, IndicatorInputs.Volume, IndicatorInputs.Other, IndicatorInputs.Session }
            .Where(i => entry.Inputs.HasFlag(i))
            .Select(i => i switch { IndicatorInputs.Other => "a second series", IndicatorInputs.Session => "time and session", _ => i.ToString().ToLowerInvariant() });

    static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)JsonValue.Create(t))]);

    static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
