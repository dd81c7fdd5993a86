namespace Bellwether.Indicators;

/// <summary>One indicator of the <see cref="IndicatorCatalogue"/>.</summary>
public sealed class IndicatorEntry
{
    /// <summary>Largest period of any indicator.</summary>
    public const int LargestPeriod = 100_000;

    internal IndicatorEntry(string name, string summary, string unit, int leastPeriod, int usualPeriod, Func<string, int, int, IndicatorSeries> make) =>
        (Name, Summary, Unit, LeastPeriod, UsualPeriod, Make) = (name, summary, unit, leastPeriod, usualPeriod, make);

    /// <summary>As written in a definition, lower case.</summary>
    public string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    public string Summary { get; }

    /// <summary>Unit of its values.</summary>
    public string Unit { get; }

    /// <summary>Smallest period, bars.</summary>
    public int LeastPeriod { get; }

    /// <summary>The period that most people use, bars.</summary>
    public int UsualPeriod { get; }

    /// <summary>Canonical name, period and number of symbols to a series.</summary>
    internal Func<string, int, int, IndicatorSeries> Make { get; }
}
