using System.Globalization;
using Bellwether.Live;

namespace Bellwether.Commands;

/// <summary>Progress of a download on standard error: one line that is drawn over at a terminal, plain lines elsewhere, each at a tenth of the way or after ten seconds.</summary>
sealed class DownloadDisplay(TextWriter error, bool isTerminal, TimeProvider time)
{
    const int BarWidth = 24;
    static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);
    static readonly TimeSpan BetweenPictures = TimeSpan.FromMilliseconds(100);
    long lastAt;
    const int FewSymbols = 20;
    int lastTenth = -1;
    bool isPlanning;
    bool isDrawn;

    public void Show(DownloadProgress progress)
    {
        // A few symbols are looked at in no time.
        if (progress.Requests == 0 && (progress.Symbols < FewSymbols || progress.Planned == 0)) return;
        var tenth = progress.Requests == 0 ? 10 * progress.Planned / progress.Symbols : 10 * progress.Done / progress.Requests;
        if (isPlanning != (progress.Requests == 0)) (isPlanning, lastTenth) = (!isPlanning, -1);
        var since = lastAt == 0 ? TimeSpan.MaxValue : time.GetElapsedTime(lastAt);
        var isDue = (progress.Requests > 0 ? progress.Done == progress.Requests : progress.Planned == progress.Symbols) || (isTerminal ? since >= BetweenPictures : tenth > lastTenth || since >= BetweenLines);
        if (!isDue) return;
        (lastAt, lastTenth) = (time.GetTimestamp(), tenth);
        if (isTerminal) error.Write($"\r\u001b[K{Bar(progress)} {Line(progress)}");
        else error.WriteLine(Line(progress));
        isDrawn = isTerminal;
        error.Flush();
    }

    /// <summary>Leaves the drawn line.</summary>
    public void End()
    {
        if (isDrawn) error.WriteLine();
        isDrawn = false;
    }

    /// <summary>Progress in words.</summary>
    internal static string Line(DownloadProgress progress)
    {
        if (progress.Requests == 0) return string.Create(CultureInfo.InvariantCulture, $"looked at {progress.Planned} of {progress.Symbols} symbols ({100 * progress.Planned / progress.Symbols} %)");
        var text = string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Requests} requests ({100 * progress.Done / progress.Requests} %), {progress.Added:N0} bars");
        if (progress.Symbol is { } symbol) text += ", " + symbol;
        return progress.Eta is { } eta && progress.Done < progress.Requests ? text + ", " + Span(eta) + " left" : text;
    }

    static string Bar(DownloadProgress progress)
    {
        var full = progress.Requests == 0 ? BarWidth * progress.Planned / progress.Symbols : BarWidth * progress.Done / progress.Requests;
        return "[" + new string('#', full) + new string('.', BarWidth - full) + "]";
    }

    static string Span(TimeSpan span) => span.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes:00} min")
        : span.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds:00} s") : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalSeconds):0} s");
}
