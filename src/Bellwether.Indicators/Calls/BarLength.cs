using System.Globalization;
using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>Length of the bars that an indicator runs on, counted from the open of the session; the last bar of a session may be shorter.</summary>
/// <param name="Nanoseconds">0 = the bars as they come; <see cref="Session"/> = one bar a session.</param>
public readonly record struct BarLength(long Nanoseconds)
{
    const long Session = long.MaxValue;

    /// <summary>The bars as they come.</summary>
    public static BarLength AsGiven => default;

    public bool IsAsGiven => Nanoseconds == 0;

    /// <summary>One bar a session.</summary>
    public bool IsSession => Nanoseconds == Session;

    /// <summary>As it stands at the end of a definition: <c>@5m</c>; empty for bars as they come.</summary>
    public string Suffix
    {
        get
        {
            if (IsAsGiven) return "";
            if (IsSession) return "@1d";
            var minutes = Nanoseconds / EngineTime.Minute;
            return string.Create(CultureInfo.InvariantCulture, $"@{(minutes % 60 == 0 ? minutes / 60 : minutes)}{(minutes % 60 == 0 ? 'h' : 'm')}");
        }
    }

    /// <summary>Reads <c>5m</c>, <c>2h</c> or <c>1d</c>; null when it is not one.</summary>
    internal static BarLength? Parse(string text)
    {
        if (text == "1d") return new BarLength(Session);
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 1440) return null;
        return text[^1] switch
        {
            'm' => new BarLength(number * EngineTime.Minute),
            'h' when number <= 24 => new BarLength(number * 60 * EngineTime.Minute),
            _ => null,
        };
    }

    /// <summary>Number of the bar within its session into which a time falls; negative before the session's open.</summary>
    internal long IndexOf(long time, long sessionOpen) => IsSession ? 0 : time >= sessionOpen ? (time - sessionOpen) / Nanoseconds : ((time - sessionOpen + 1) / Nanoseconds) - 1;
}
