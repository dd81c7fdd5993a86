using Bellwether.Core;
using Bellwether.Engine;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;

namespace Bellwether.Web;

/// <summary>Equity since the open and its drawdown. The chart lives in the browser: it gets the whole curve once, then only what is new.</summary>
public sealed partial class EquityPanel
{
    ElementReference place;
    IJSObjectReference? module;
    IJSObjectReference? chart;
    DeskSnapshot? drawn;
    bool asTable;
    bool sending;

    [Parameter, EditorRequired]
    public DeskView View { get; set; } = new(null, null);

    IReadOnlyList<EquityPoint> Curve => View.Snapshot?.EquityCurve ?? [];

    (decimal Profit, Instant Time)? High => Curve.Count == 0 ? null : Curve.Select(p => (Profit(p), p.Time)).MaxBy(p => p.Item1);

    string Sentence => $"Equity since the open: {Figure.Change(View.DayProfit)} dollars now" +
        (High is { } high ? $", highest {Figure.Change(high.Profit, 0)} at {Figure.Minute(high.Time)}" : "") + $", drawdown {Figure.Percent(View.DrawdownPercent, 2)}.";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // One call under way at a time: a frame that comes meanwhile is caught up with by the next.
        if (sending || View.Snapshot is not { } snapshot || ReferenceEquals(snapshot, drawn)) return;
        sending = true;
        try
        {
            if (chart is null)
            {
                module = await Script.InvokeAsync<IJSObjectReference>("import", "/app/equity-chart.js");
                chart = await module.InvokeAsync<IJSObjectReference>("draw", place);
            }
            var known = Continues(snapshot) ? drawn!.EquityCurve.Count : 0;
            var start = snapshot.StartEquity;
            await chart.InvokeVoidAsync("show", new ChartUpdate(
                known == 0,
                [.. snapshot.EquityCurve.Skip(known).Select(p => ChartPoint.At(p.Time, p.Equity, start))],
                ChartPoint.At(snapshot.Time, snapshot.Equity, start),
                start.ToDouble()));
            drawn = snapshot;
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone and its chart with it.
        }
        finally
        {
            sending = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (chart is not null)
            {
                await chart.InvokeVoidAsync("remove");
                await chart.DisposeAsync();
            }
            if (module is not null) await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone and its chart with it.
        }
    }

    /// <summary>The new curve only adds to the one that is drawn.</summary>
    bool Continues(DeskSnapshot next) =>
        drawn is { EquityCurve.Count: > 0 } && next.StartEquity == drawn.StartEquity && next.EquityCurve.Count >= drawn.EquityCurve.Count &&
        next.EquityCurve[0] == drawn.EquityCurve[0];

    decimal Profit(EquityPoint point) => (point.Equity - View.Snapshot!.StartEquity).ToDecimal();

    /// <param name="Whole">Replace what is drawn instead of adding to it.</param>
    /// <param name="Closed">Closed minutes, oldest first.</param>
    /// <param name="Now">The minute in progress.</param>
    /// <param name="Start">Equity that the profits count from, dollars.</param>
    sealed record ChartUpdate(bool Whole, IReadOnlyList<ChartPoint> Closed, ChartPoint Now, double Start);

    /// <param name="Time">Seconds since the Unix epoch (UTC), the end of the minute.</param>
    /// <param name="Profit">Dollars since the open.</param>
    sealed record ChartPoint(long Time, double Profit)
    {
        public static ChartPoint At(Instant time, Money equity, Money start)
        {
            var seconds = EngineTime.From(time) / EngineTime.Second;
            return new ChartPoint((seconds + 59) / 60 * 60, (equity - start).ToDouble());
        }
    }
}
