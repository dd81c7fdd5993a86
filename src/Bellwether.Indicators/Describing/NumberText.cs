using System.Globalization;

namespace Bellwether.Indicators;

/// <summary>Numbers of definitions as text.</summary>
static class NumberText
{
    /// <summary>The shortest text that reads back the same.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
