namespace Bellwether.Indicators;

/// <summary>One output of a series, for all symbols.</summary>
/// <param name="Series">The series.</param>
/// <param name="Output">Index of the output.</param>
public readonly record struct IndicatorLine(IndicatorSeries Series, int Output)
{
    /// <summary>The present value of a symbol; <see cref="double.NaN"/> while there is none.</summary>
    public double this[int symbol] => Series[symbol, Output];

    /// <summary>There is a value.</summary>
    public bool IsReady(int symbol) => !double.IsNaN(this[symbol]);

    /// <summary>The value that <see cref="IndicatorGraph.Preview"/> worked out last.</summary>
    public double Forming => Series.Forming(Output);
}
