using System.CommandLine;
using Bellwether.Core;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary>A point of time on the command line: an instant with <c>Z</c>, or a bare date, which means midnight in New York.</summary>
static class TimePoint
{
    public static Option<Instant?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "YYYY-MM-DD[THH:MM:SSZ]",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TryParse(text, out var instant)) return instant;
            result.AddError($"{name} \"{text}\": expected a date such as 2013-10-07 (midnight in New York) or an instant such as 2013-10-07T13:30:00Z");
            return null;
        },
    };

    public static bool TryParse(string text, out Instant instant)
    {
        var exact = InstantPattern.ExtendedIso.Parse(text);
        if (exact.Success)
        {
            instant = exact.Value;
            return true;
        }
        var date = LocalDatePattern.Iso.Parse(text);
        instant = date.Success ? ExchangeCalendar.NewYork.Zone.AtStartOfDay(date.Value).ToInstant() : default;
        return date.Success;
    }
}
