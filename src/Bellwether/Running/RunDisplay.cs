using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Live;
using NodaTime.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bellwether.Running;

/// <summary>
/// What a run shows on the terminal (standard error): a live table of the desk where there is a terminal, plain lines where there is none or none is
/// wanted.
/// </summary>
sealed class RunDisplay : IDisposable
{
    static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");
    readonly TextWriter error;
    readonly DeskFeed feed;
    readonly CancellationTokenSource ending = new();
    readonly Queue<string> lines = new();
    readonly Lock gate = new();
    readonly Task? drawing;

    RunDisplay(TextWriter error, DeskFeed feed, bool isLive)
    {
        this.error = error;
        this.feed = feed;
        if (isLive) drawing = DrawAsync();
    }

    public static RunDisplay Start(RunOptions options, DeskFeed feed, TextWriter error, Uri? dashboard, string journal)
    {
        var display = new RunDisplay(error, feed, !options.IsHeadless && !Console.IsErrorRedirected);
        var settings = options.Configuration.Settings;
        display.Log($"{options.Configuration.Source} (configuration {options.Configuration.ShortHash}), {(settings.Universe is null ? $"{settings.Symbols.Count} symbols" : "a universe")}, journal {journal}");
        display.Log(dashboard is null ? "the dashboard is off" : $"dashboard {dashboard}");
        display.Log("Ctrl-C ends the run: working entries are cancelled, protective orders stay");
        return display;
    }

    /// <summary>A line for a person, with the time of day of the engine once it has one. Any thread.</summary>
    public void Log(string text)
    {
        var stamped = feed.Latest is { } desk && desk.Sequence > 0 ? $"{NewYork(desk)} {text}" : text;
        lock (gate)
        {
            if (drawing is null) error.WriteLine(stamped);
            else
            {
                lines.Enqueue(stamped);
                while (lines.Count > 8) lines.Dequeue();
            }
        }
    }

    public void Dispose()
    {
        ending.Cancel();
        drawing?.Wait(TimeSpan.FromSeconds(2));
        ending.Dispose();
    }

    async Task DrawAsync()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        await console.Live(new Text("starting")).AutoClear(false).StartAsync(async context =>
        {
            do
            {
                context.UpdateTarget(Picture());
                context.Refresh();
            }
            while (await WaitAsync(TimeSpan.FromMilliseconds(500)));
            context.UpdateTarget(Picture());
        });
    }

    async Task<bool> WaitAsync(TimeSpan time)
    {
        try
        {
            await Task.Delay(time, ending.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    Rows Picture()
    {
        var parts = new List<IRenderable>();
        if (feed.Latest is { } desk)
        {
            parts.Add(new Markup($"[bold]{desk.Mode.ToString().ToUpperInvariant()}[/] {Markup.Escape(desk.Account)}  {NewYork(desk)} ET  {desk.Authority}  IB {Word(desk.Connection.Broker)}  data {Word(desk.Connection.Data)}  predictions {Word(desk.Connection.Predictions)}"));
            var pnl = desk.Equity - desk.StartEquity;
            parts.Add(new Markup($"equity [bold]{Money(desk.Equity)}[/]  day {Signed(pnl)}  realised {Signed(desk.Realised)}  unrealised {Signed(desk.Unrealised)}  commission {Money(desk.Commission)}  gross {Money(desk.Gross)}"));
            parts.Add(Positions(desk));
            parts.Add(new Text($"{desk.Orders.Count(o => o.IsLive)} working orders, {desk.Executions.Count} latest fills"));
        }
        lock (gate) parts.AddRange(lines.Select(line => new Text(line)));
        return new Rows(parts);
    }

    static Table Positions(DeskSnapshot desk)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var header in new[] { "Symbol", "Qty", "Average", "Last", "Unrealised", "Stop", "Target", "Protected" })
            table.AddColumn(new TableColumn(header) { Alignment = header == "Symbol" ? Justify.Left : Justify.Right });
        foreach (var p in desk.Positions.Where(p => !p.Quantity.IsZero))
            table.AddRow(p.Symbol, p.Quantity.ToString(), p.AveragePrice.ToString(), p.Last.ToString(), Signed(p.Unrealised), p.Stop?.ToString() ?? "-", p.Target?.ToString() ?? "-", $"{p.Protected}/{Quantity.Abs(p.Quantity)}");
        return table;
    }

    static string NewYork(DeskSnapshot desk) => Time.Format(desk.Time.InZone(ExchangeCalendar.NewYork.Zone).TimeOfDay);

    static string Money(Money amount) => amount.ToDecimal().ToString("#,0.00", System.Globalization.CultureInfo.InvariantCulture);

    static string Signed(Money amount) => amount.ToDecimal().ToString("+#,0.00;-#,0.00;0.00", System.Globalization.CultureInfo.InvariantCulture);

    static string Word(LinkState state) => state.ToString().ToLowerInvariant();
}
