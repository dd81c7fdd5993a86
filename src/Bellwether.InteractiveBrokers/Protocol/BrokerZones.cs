using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A time zone as a text named it.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="IsStandard">The name is that of standard time (EST): it decides the hour that occurs twice.</param>
readonly record struct NamedZone(DateTimeZone Zone, bool IsStandard);

/// <summary>
/// Time zones by the names that gateways print: those of the IANA database (<c>US/Eastern</c>, <c>Universal</c>), short names (<c>EST</c>, <c>CEST</c>), and the names
/// for people of Java and Windows (<c>Central European Standard Time</c>, <c>British Summer Time</c>).
/// </summary>
/// <remarks>A name of standard or summer time stands for the zone with both: the gateway of a machine in New York prints EST all winter and EDT all summer.</remarks>
static class BrokerZones
{
    static readonly FrozenDictionary<string, string> Named = new Dictionary<string, string>
    {
        ["EST"] = "America/New_York", ["EDT"] = "America/New_York", ["ET"] = "America/New_York",
        ["CST"] = "America/Chicago", ["CDT"] = "America/Chicago", ["CT"] = "America/Chicago",
        ["MST"] = "America/Denver", ["MDT"] = "America/Denver", ["MT"] = "America/Denver",
        ["PST"] = "America/Los_Angeles", ["PDT"] = "America/Los_Angeles", ["PT"] = "America/Los_Angeles",
        ["AKST"] = "America/Anchorage", ["AKDT"] = "America/Anchorage", ["HST"] = "Pacific/Honolulu",
        ["BST"] = "Europe/London", ["WEST"] = "WET", ["CEST"] = "CET", ["MESZ"] = "CET", ["MEZ"] = "CET", ["EEST"] = "EET", ["MSK"] = "Europe/Moscow",
        ["IST"] = "Asia/Kolkata", ["SGT"] = "Asia/Singapore", ["HKT"] = "Asia/Hong_Kong", ["JST"] = "Asia/Tokyo", ["KST"] = "Asia/Seoul",
        ["AEST"] = "Australia/Sydney", ["AEDT"] = "Australia/Sydney", ["NZST"] = "Pacific/Auckland", ["NZDT"] = "Pacific/Auckland",
        ["Coordinated Universal Time"] = "UTC", ["Greenwich Mean Time"] = "Europe/London", ["British Summer Time"] = "Europe/London",
        ["Western European Time"] = "WET", ["Western European Summer Time"] = "WET", ["Central European Time"] = "CET",
        ["Central European Summer Time"] = "CET", ["Eastern European Time"] = "EET", ["Eastern European Summer Time"] = "EET",
        ["Moscow Standard Time"] = "Europe/Moscow", ["India Standard Time"] = "Asia/Kolkata", ["Singapore Time"] = "Asia/Singapore",
        ["Singapore Standard Time"] = "Asia/Singapore", ["Hong Kong Time"] = "Asia/Hong_Kong", ["Hong Kong Standard Time"] = "Asia/Hong_Kong",
        ["Japan Standard Time"] = "Asia/Tokyo", ["Korean Standard Time"] = "Asia/Seoul", ["Australian Eastern Standard Time"] = "Australia/Sydney",
        ["Australian Eastern Daylight Time"] = "Australia/Sydney", ["Mexican Standard Time"] = "America/Mexico_City",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Short names that only hold in winter, so that they decide an hour that occurs twice.</summary>
    static readonly FrozenSet<string> Winter = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "EST", "CST", "MST", "PST", "AKST", "AEST", "NZST", "MEZ");

    /// <summary>The zone of a name, or false when no list knows it.</summary>
    public static bool TryFind(string name, out NamedZone zone)
    {
        zone = default;
        var id = Named.GetValueOrDefault(name);
        if (id is null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } iana)
        {
            zone = new(iana, IsStandard: false);
            return true;
        }
        id ??= OfWindows(name) ?? OfWindows(name.Replace("Daylight Time", "Standard Time", StringComparison.OrdinalIgnoreCase));
        if (id is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not { } found) return false;
        zone = new(found, Winter.Contains(name));
        return true;
    }

    static string? OfWindows(string name) => TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(name, out var id) ? id : null;
}
