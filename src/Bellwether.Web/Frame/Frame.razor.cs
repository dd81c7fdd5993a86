using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Bellwether.Web;

/// <summary>
/// The frame around every page, and the loop that brings a viewer the newest snapshot: at most five times a second, and never a second frame before the
/// browser has drawn the first (a slow viewer skips snapshots, it never queues them).
/// </summary>
public sealed partial class Frame
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    readonly CancellationTokenSource closed = new();
    DeskView view = new(null, null);
    DotNetObjectReference<Frame>? self;
    IJSObjectReference? page;
    bool dark;
    bool drawing;
    long beat;

    /// <summary>The profit of the day and the mode, readable on a browser tab.</summary>
    string Title => view.Snapshot is { } s ? $"{Figure.Change(view.DayProfit, 0)} {ModeBanner.Word(s.Mode)} · Bellwether" : "Bellwether";

    /// <summary>What the key <c>s</c> lets a screen reader say.</summary>
    string Summary => view.Snapshot is { } s
        ? $"{ModeBanner.Word(s.Mode)}. Equity {Figure.Money(s.Equity.ToDecimal())} dollars, day {Figure.Change(view.DayProfit)}, " +
          $"{view.OpenPositions.Count()} open positions, {view.LiveOrders.Count()} working orders, {s.Alerts.Count} alerts."
        : "The engine has not published anything yet.";

    [CascadingParameter]
    public PageLook Look { get; set; } = new("dark", "green-red");

    protected override void OnInitialized()
    {
        view = Watch.Look();
        dark = Look.IsDark;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Called once the browser has drawn the frame, so the next may be sent.
        drawing = false;
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        page = await Script.InvokeAsync<IJSObjectReference>("import", closed.Token, "/app/page.js");
        dark = await page.InvokeAsync<string>("attach", closed.Token, self) == "dark";
        StateHasChanged();
        _ = WatchDesk();
    }

    /// <summary>Called by the page's script when the viewer changed the theme.</summary>
    [JSInvokable]
    public void ThemeChanged(string theme)
    {
        dark = theme == "dark";
        StateHasChanged();
    }

    /// <summary>Shows the list of keys; also called by the page's script.</summary>
    [JSInvokable]
    public Task ShowKeys() => Dialogs.ShowAsync<KeysDialog>("Keys", new DialogOptions { CloseOnEscapeKey = true, NoHeader = true });

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

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        closed.Dispose();
        try
        {
            if (page is not null) await page.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone and its side with it.
        }
        self?.Dispose();
    }
}
