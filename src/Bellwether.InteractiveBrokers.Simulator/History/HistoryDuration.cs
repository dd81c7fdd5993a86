using System.Globalization;
using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// How far a history request reaches back. Seconds count trading time of regular sessions; days count sessions, the running one included; weeks, months and years are those
/// of the calendar, up to the latest session that has begun.
/// </summary>
readonly record struct HistoryDuration(int Count, char Unit)
{
    /// <summary>What an error says is expected.</summary>
    public const string Expected = "a whole number, a blank and S, D, W, M or Y; more than 365 days in years";

    public static bool TryParse(string text, out HistoryDuration duration)
    {
        duration = default;
        if (text.Length < 3 || text[^2] != ' ' || !int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
        var most = text[^1] switch { 'S' => 31_536_000, 'D' => 365, 'W' => 2_600, 'M' => 600, 'Y' => 50, _ => 0 };
        duration = new HistoryDuration(count, text[^1]);
        return count > 0 && count <= most;
    }

    /// <summary>The time at which it begins. Nanoseconds since the Unix epoch.</summary>
    /// <param name="first">No session before this New York date is looked at.</param>
    public long StartBefore(long end, TradingHours hours, bool regularHours, LocalDate first)
    {
        var date = GatewayTime.DateOf(end - 1);
        // The latest session that has begun is the last one asked for.
        while (date > first && !(hours.On(date)?.OpenNanoseconds < end)) date = date.PlusDays(-1);
        if (Unit is 'W' or 'M' or 'Y')
        {
            var back = Unit switch { 'W' => date.PlusWeeks(-Count), 'M' => date.PlusMonths(-Count), _ => date.PlusYears(-Count) };
            return GatewayTime.Midnight(back.PlusDays(1));
        }
        var (sessions, seconds) = (Count, Count * EngineTime.Second);
        var start = GatewayTime.Midnight(first);
        for (; date >= first; date = date.PlusDays(-1))
        {
            if (hours.On(date) is not { } session || session.OpenNanoseconds >= end) continue;
            if (Unit == 'D')
            {
                if (--sessions == 0) return regularHours ? session.OpenNanoseconds : GatewayTime.Midnight(date);
                continue;
            }
            var until = Math.Min(session.CloseNanoseconds, end);
            if (until - session.OpenNanoseconds >= seconds) return until - seconds;
            seconds -= until - session.OpenNanoseconds;
        }
        return start;
    }
}
