using Microsoft.Playwright;

namespace Bellwether.EndToEnd;

/// <summary>One page under test and everything that its console said.</summary>
public sealed class Visit : IAsyncDisposable
{
    readonly IBrowserContext context;
    readonly List<string> console = [];

    public Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) => console.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => console.Add($"error: {error}");
        page.RequestFailed += (_, request) => console.Add($"failed: {request.Url}");
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Console => console;

    /// <summary>Keeps a picture for a person to look at, in <c>screenshots</c> beside the test program.</summary>
    public Task ShootAsync(string name) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", name + ".png") });

    public ILocator Part(string testId) => Page.GetByTestId(testId);

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
