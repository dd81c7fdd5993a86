using Microsoft.AspNetCore.Components;

namespace Bellwether.Web;

/// <summary>
/// The part of every page that follows the engine, and the loop that brings a viewer the newest snapshot: at most five times a second, and never a second
/// frame before the browser has drawn the first (a slow viewer skips snapshots, it never queues them).
/// </summary>
public sealed partial class LiveFrame
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    readonly CancellationTokenSource closed = new();
    DeskView view = new(null, null);
    bool drawing;
    long beat;

    [Parameter]
    public EventCallback OnKeys { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The profit of the day and the mode, readable on a browser tab.</summary>
    string Title => view.Snapshot is { } s ? $"{Figure.Change(view.DayProfit, 0)} {ModeBanner.Word(s.Mode)} · Bellwether" : "Bellwether";

    /// <summary>What the key <c>s</c> lets a screen reader say.</summary>
    string Summary => view.Snapshot is { } s
        ? $"{ModeBanner.Word(s.Mode)}. Equity {Figure.Money(s.Equity.ToDecimal())} dollars, day {Figure.Change(view.DayProfit)}, " +
          $"{view.OpenPositions.Count} open positions, {view.LiveOrders} working orders, {s.Alerts.Count} alerts."
        : "The engine has not published anything yet.";

    protected override void OnInitialized() => view = Watch.Look();

    protected override void OnAfterRender(bool firstRender)
    {
        // Called once the browser has drawn the frame, so the next may be sent.
        drawing = false;
        if (firstRender) _ = WatchDesk();
    }

    async Task WatchDesk()
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, Options.Time);
            var sinceBeat = Options.Time.GetTimestamp();
            while (await timer.WaitForNextTickAsync(closed.Token))
            {
                if (drawing) continue;
                var next = Watch.Look();
                var beatIsDue = Options.Time.GetElapsedTime(sinceBeat) >= Options.Heartbeat / 2;
                if (ReferenceEquals(next.Snapshot, view.Snapshot) && !beatIsDue) continue;
                view = next;
                beat++;
                sinceBeat = Options.Time.GetTimestamp();
                drawing = true;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The viewer has left.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
    }
}
