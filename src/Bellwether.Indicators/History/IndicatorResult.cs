namespace Bellwether.Indicators;

/// <summary>The outputs of an indicator after each bar of a history; NaN where there is no value.</summary>
public sealed class IndicatorResult
{
    readonly double[] values;

    internal IndicatorResult(IndicatorDefinition definition, double[] values) => (Definition, OutputCount, this.values) = (definition, definition.Entry.Description.Outputs.Count, values);

    public IndicatorDefinition Definition { get; }

    public int OutputCount { get; }

    /// <summary>Bars.</summary>
    public int Count => values.Length / OutputCount;

    /// <summary>One output after one bar.</summary>
    public double this[int row, int output] => values[(row * OutputCount) + output];

    /// <summary>All outputs after one bar.</summary>
    public ReadOnlySpan<double> Row(int row) => values.AsSpan(row * OutputCount, OutputCount);

    /// <summary>One output after each bar.</summary>
    public double[] Column(int output)
    {
        if (OutputCount == 1) return values;
        var column = new double[Count];
        for (var row = 0; row < column.Length; row++) column[row] = this[row, output];
        return column;
    }
}
