namespace Bellwether.Indicators;

/// <summary>One output of a series, for all symbols.</summary>
/// <param name="Series">The series.</param>
/// <param name="Output">Index of the output.</param>
/// <param name="Of">The symbol whose value is meant whichever is asked for (<c>sma(20) of SPY</c>); -1 = the one that is asked for.</param>
public readonly record struct IndicatorLine(IndicatorSeries Series, int Output, int Of = -1)
{
    /// <summary>The present value of a symbol; <see cref="double.NaN"/> while there is none.</summary>
    public double this[int symbol] => Series[Of < 0 ? symbol : Of, Output];

    /// <summary>There is a value.</summary>
    public bool IsReady(int symbol) => !double.IsNaN(this[symbol]);

    /// <summary>The value that <see cref="IndicatorGraph.Preview"/> worked out last; of another symbol the present one, for nothing is known of its forming bar.</summary>
    public double Forming => Of < 0 ? Series.Forming(Output) : Series[Of, Output];
}
