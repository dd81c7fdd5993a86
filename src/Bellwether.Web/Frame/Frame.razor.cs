using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Bellwether.Web;

/// <summary>What surrounds every page and changes rarely: theme, dialogs, keys. What follows the engine is in <see cref="LiveFrame"/>.</summary>
public sealed partial class Frame
{
    readonly CancellationTokenSource closed = new();
    DotNetObjectReference<Frame>? self;
    IJSObjectReference? page;
    IDialogReference? keys;
    bool dark;

    [CascadingParameter]
    public PageLook Look { get; set; } = new("dark", "green-red");

    protected override void OnInitialized() => dark = Look.IsDark;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        page = await Script.InvokeAsync<IJSObjectReference>("import", closed.Token, "/app/page.js");
        ThemeChanged(await page.InvokeAsync<string>("attach", closed.Token, self));
    }

    /// <summary>Called by the page's script when the viewer changed the theme.</summary>
    [JSInvokable]
    public void ThemeChanged(string theme)
    {
        if (dark == (theme == "dark")) return;
        dark = !dark;
        StateHasChanged();
    }

    /// <summary>Shows the list of keys; also called by the page's script.</summary>
    [JSInvokable]
    public async Task ShowKeys()
    {
        CloseKeys();
        keys = await Dialogs.ShowAsync<KeysDialog>("Keys", new DialogOptions { CloseOnEscapeKey = false, NoHeader = true });
    }

    /// <summary>Closes the list of keys, if it is open. The page's own script listens for Escape: MudBlazor's dialog hears it only once it has the focus.</summary>
    [JSInvokable]
    public void CloseKeys()
    {
        keys?.Close();
        keys = null;
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
