using System.ComponentModel;
using System.Text.Json.Serialization;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime.Text;

namespace Bellwether.Web;

/// <summary>A bar as <c>GET /api/bars</c> answers with it; the fields are those of <c>bellwether data bars --format json</c>.</summary>
record BarRow(
    [property: JsonPropertyName("symbol"), Description("The ticker.")] string Symbol,
    [property: JsonPropertyName("time_utc"), Description("The open of the bar, ISO 8601 in UTC; of a day, week or month the open of its session.")] string Time,
    [property: JsonPropertyName("open"), Description("US dollars a share.")] double Open,
    [property: JsonPropertyName("high")] double High,
    [property: JsonPropertyName("low")] double Low,
    [property: JsonPropertyName("close")] double Close,
    [property: JsonPropertyName("volume"), Description("Shares.")] double Volume,
    [property: JsonPropertyName("vwap"), Description("Volume-weighted average price; null when nothing traded.")] double? Vwap,
    [property: JsonPropertyName("trades"), Description("Number of trades; null when the source does not tell.")] long? Trades,
    [property: JsonPropertyName("source"), Description("live, backfilled, revised or imported; several joined by + when a bar is made of minutes of several.")] string Source,
    [property: JsonPropertyName("adjusted"), Description("none, split or total.")] string Adjusted)
{
    public static BarRow Of(string symbol, in AggregatedBar bar, string source, string adjusted) => new(
        symbol, InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(bar.Time)), bar.Open, bar.High, bar.Low, bar.Close, bar.Volume,
        double.IsNaN(bar.Vwap) ? null : bar.Vwap, bar.Trades < 0 ? null : bar.Trades, source, adjusted);
}

/// <summary>What the store holds of one symbol, kind of bar and source: a line of <c>GET /api/coverage</c>.</summary>
sealed record CoverageRow(
    [property: JsonPropertyName("symbol"), Description("The ticker.")] string Symbol,
    [property: JsonPropertyName("bar"), Description("Kind of bar, such as 1m.")] string Bar,
    [property: JsonPropertyName("source"), Description("live, backfilled, revised or imported.")] string Source,
    [property: JsonPropertyName("first_utc"), Description("The open of the first bar, ISO 8601 in UTC.")] string First,
    [property: JsonPropertyName("last_utc"), Description("The open of the last bar.")] string Last,
    [property: JsonPropertyName("bars")] long Bars);
