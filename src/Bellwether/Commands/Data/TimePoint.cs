using System.CommandLine;
using Bellwether.Core;
using NodaTime;

namespace Bellwether.Commands;

/// <summary>An option that takes a point of time (see <see cref="TimeText"/>).</summary>
static class TimePoint
{
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
}
