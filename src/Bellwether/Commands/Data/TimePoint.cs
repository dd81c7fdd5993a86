using System.CommandLine;
using Bellwether.Core;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary>An option that takes a point of time (see <see cref="TimeText"/>).</summary>
static class TimePoint
{
    /// <summary>What is wrong with a range of the past: it is empty (wrong usage), or lies wholly in the future (a failure); null when nothing is.</summary>
    public static (int ExitCode, string Text)? Mistake(Instant? from, Instant? to) =>
        from is { } a && to is { } b && a >= b ? (ExitCode.Usage, $"--from {Text(a)} is not before --to {Text(b)}: the range is empty; give the earlier time first")
        : from is { } start && start >= SystemClock.Instance.GetCurrentInstant() ? (ExitCode.Failure, $"--from {Text(start)}: lies in the future, where there are no data; expected a time before now")
        : null;

    public static Option<Instant?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "YYYY-MM-DD[THH:MM:SSZ]",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TimeText.TryParse(text, out var instant)) return instant;
            result.AddError($"{name} \"{text}\": expected {TimeText.Expected}");
            return null;
        },
    };

    static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
