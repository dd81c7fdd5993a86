using System.Globalization;

namespace Bellwether.Indicators;

/// <summary>Every indicator by name, and the way from a definition such as <c>sma(10)</c> to a series.</summary>
public static class IndicatorCatalogue
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<IndicatorEntry> Entries { get; } =
    [
        Entry<Atr>("atr", "average true range (Wilder): how far a bar reaches, gaps included", "dollars", least: 2, usual: 14),
        Entry<Ema>("ema", "exponential moving average of the close", "dollars", least: 1, usual: 20),
        Entry<Rsi>("rsi", "relative strength index (Wilder): share of the rises in all movement of the close", "0 to 100", least: 2, usual: 14),
        Entry<Sma>("sma", "simple moving average of the close", "dollars", least: 1, usual: 20),
    ];

    /// <summary>Makes a series for all symbols of a run.</summary>
    /// <param name="definition">Name and period: <c>sma(10)</c>. Blanks and case do not matter.</param>
    /// <param name="symbolCount">Number of symbols, 1 or more.</param>
    /// <exception cref="IndicatorDefinitionException">Not a definition, an unknown name, or a period out of bounds.</exception>
    public static IndicatorSeries Create(string definition, int symbolCount)
    {
        var (entry, period) = Parse(definition);
        return entry.Make(string.Create(CultureInfo.InvariantCulture, $"{entry.Name}({period})"), period, symbolCount);
    }

    /// <summary>Checks a definition without making anything.</summary>
    /// <exception cref="IndicatorDefinitionException">As for <see cref="Create"/>.</exception>
    public static (IndicatorEntry Entry, int Period) Parse(string definition)
    {
        var text = definition.Trim();
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        if (bracket <= 0 || text[^1] != ')')
            throw new IndicatorDefinitionException(definition, "expected a name and a period in brackets, such as sma(10)");

        var name = text[..bracket].TrimEnd();
        var entry = Entries.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new IndicatorDefinitionException(definition, $"there is no indicator \"{name}\"; known are {string.Join(", ", Entries.Select(e => e.Name))}");

        var argument = text[(bracket + 1)..^1].Trim();
        if (!int.TryParse(argument, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var period))
            throw new IndicatorDefinitionException(definition, $"the period is a whole number of bars, such as {entry.Name}({entry.UsualPeriod}), not \"{argument}\"");
        if (period < entry.LeastPeriod) throw new IndicatorDefinitionException(definition, $"the period must be {entry.LeastPeriod} or more");
        if (period > IndicatorEntry.LargestPeriod) throw new IndicatorDefinitionException(definition, $"the period must be {IndicatorEntry.LargestPeriod} or less");
        return (entry, period);
    }

    static IndicatorEntry Entry<T>(string name, string summary, string unit, int least, int usual)
        where T : struct, IIndicator<T> =>
        new(name, summary, unit, least, usual, (definition, period, symbols) => new IndicatorSeries<T>(definition, period, symbols));
}
