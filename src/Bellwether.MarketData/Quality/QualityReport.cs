using System.Globalization;
using Bellwether.Core;
using NodaTime.Text;

namespace Bellwether.MarketData;

/// <summary>Where the rules of one scan write what they find.</summary>
sealed class QualityReport(string symbol, Action<QualityFinding> found)
{
    public void Error(long time, QualityRule rule, string value, string expected) => found(new QualityFinding(symbol, time, rule, QualitySeverity.Error, value, expected));

    public void Warn(long time, QualityRule rule, string value, string expected) => found(new QualityFinding(symbol, time, rule, QualitySeverity.Warning, value, expected));

    public void Add(bool isError, long time, QualityRule rule, string value, string expected)
    {
        if (isError) Error(time, rule, value, expected);
        else Warn(time, rule, value, expected);
    }

    public static string Text(long time) => InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(time));

    public static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Percent(double part) => part.ToString("0.#", CultureInfo.InvariantCulture) + " %";

    public static string Count(long count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");
}
