using System.Globalization;

namespace Bellwether.Web;

/// <summary>The one scale of all R rails: −1.3 to +3.4 R; what lies outside stands at the end.</summary>
static class RailScale
{
    const decimal Least = -1.3m;
    const decimal Most = 3.4m;

    public static IReadOnlyList<int> Ticks { get; } = [-1, 0, 1, 2, 3];

    /// <summary>Where a value lies, as a share of the rail's width in percent.</summary>
    public static string X(decimal r) => ((Math.Clamp(r, Least, Most) - Least) / (Most - Least) * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
