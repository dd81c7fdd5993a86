using Bellwether.Core;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// A bar size of history requests, and the times at which its bars begin. Bars within a day count from midnight in New York, and none reaches over the opening: the first hour
/// bar of a session is that of 09:30, the second that of 10:00. Bars of days, weeks and months are dated with their (last) session.
/// </summary>
sealed record BarSize
{
    /// <summary>The texts that a request may use, in the order in which errors list them.</summary>
    static readonly (string Text, char Unit, int Count)[] Legal =
    [
        ("1 secs", 'S', 1), ("5 secs", 'S', 5), ("10 secs", 'S', 10), ("15 secs", 'S', 15), ("30 secs", 'S', 30), ("1 min", 'S', 60), ("2 mins", 'S', 120),
        ("3 mins", 'S', 180), ("5 mins", 'S', 300), ("10 mins", 'S', 600), ("15 mins", 'S', 900), ("20 mins", 'S', 1_200), ("30 mins", 'S', 1_800),
        ("1 hour", 'S', 3_600), ("2 hours", 'S', 7_200), ("3 hours", 'S', 10_800), ("4 hours", 'S', 14_400), ("8 hours", 'S', 28_800), ("1 day", 'D', 1),
        ("1W", 'W', 1), ("1M", 'M', 1),
    ];

    static readonly Dictionary<string, string> Synonyms = new() { ["1 sec"] = "1 secs", ["1 week"] = "1W", ["1 W"] = "1W", ["1 month"] = "1M", ["1 M"] = "1M" };

    BarSize(char unit, int count) => (Unit, Seconds) = (unit, unit == 'S' ? count : 0);

    public static BarSize Minute { get; } = new('S', 60);

    public static BarSize Day { get; } = new('D', 1);

    /// <summary>S within a day, D, W or M.</summary>
    public char Unit { get; }

    /// <summary>Length of bars within a day; 0 for longer ones.</summary>
    public int Seconds { get; }

    /// <summary>Bars carry a date, and no time.</summary>
    public bool IsDated => Unit != 'S';

    /// <summary>The texts of all sizes.</summary>
    public static string Served { get; } = string.Join(", ", Legal.Select(x => x.Text));

    public static bool TryParse(string text, out BarSize size)
    {
        var known = Array.Find(Legal, x => x.Text == (Synonyms.GetValueOrDefault(text) ?? text));
        size = new BarSize(known.Unit, known.Count);
        return known.Text is not null;
    }

    /// <summary>When the bar begins that holds a time. Nanoseconds since the Unix epoch; for weeks and months the midnight of its first date.</summary>
    /// <param name="midnight">Midnight of the New York date of the time.</param>
    /// <param name="open">Opening of that date's session; null for none.</param>
    public long StartOf(long time, LocalDate date, long midnight, long? open)
    {
        switch (Unit)
        {
            case 'S':
                var start = midnight + ((time - midnight) / (Seconds * EngineTime.Second) * Seconds * EngineTime.Second);
                return time >= open ? Math.Max(start, open.Value) : start;
            case 'D':
                return midnight;
            case 'W':
                return GatewayTime.Midnight(date.PlusDays(1).Previous(IsoDayOfWeek.Monday));
            default:
                return GatewayTime.Midnight(new LocalDate(date.Year, date.Month, 1));
        }
    }
}
