using System.Text.Json.Nodes;
using Bellwether.InteractiveBrokers;

namespace Bellwether.Commands.Ib.Doctor;

/// <summary>A report for a program: one JSON object.</summary>
static class ReportJson
{
    public static JsonObject Of(GatewayReport report) => new()
    {
        ["host"] = report.Host,
        ["port"] = report.Port,
        ["clientId"] = report.ClientId,
        ["verdict"] = Word(report.Verdict),
        ["serverVersion"] = report.Status?.ServerVersion,
        ["connectionTime"] = report.Status?.ConnectionTime,
        ["accounts"] = new JsonArray([.. (report.Status?.Accounts ?? []).Select(a => new JsonObject { ["id"] = a, ["paper"] = AccountGuard.IsPaper(a) })]),
        ["latencyMs"] = report.RoundTrips.Count == 0 ? null : new JsonObject
        {
            ["median"] = Milliseconds(report.MedianRoundTrip),
            ["max"] = Milliseconds(report.RoundTrips.Max()),
            ["samples"] = report.RoundTrips.Count,
        },
        ["clockOffsetMs"] = report.ClockOffset is { } offset ? Milliseconds(offset) : null,
        ["farms"] = new JsonArray([.. (report.Status?.Farms ?? []).Select(f => new JsonObject { ["name"] = f.Name, ["kind"] = Word(f.Kind), ["state"] = Word(f.State) })]),
        ["marketData"] = new JsonArray([.. report.MarketData.Select(m => new JsonObject
        {
            ["symbol"] = m.Symbol, ["type"] = Word(m.Type), ["ticks"] = m.HasTicks, ["code"] = m.Code == 0 ? null : m.Code,
        })]),
        ["findings"] = new JsonArray([.. report.Findings.Select(f => new JsonObject
        {
            ["severity"] = Word(f.Severity), ["topic"] = f.Topic, ["text"] = f.Text, ["advice"] = f.Advice.Length == 0 ? null : f.Advice,
        })]),
    };

    static double Milliseconds(TimeSpan span) => Math.Round(span.TotalMilliseconds, 1);

    /// <summary>The name of a value as JSON has it: first letter small.</summary>
    static string Word<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
