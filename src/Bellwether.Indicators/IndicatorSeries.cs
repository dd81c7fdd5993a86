using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Indicators;

/// <summary>One indicator over all symbols of a run. Made by <see cref="IndicatorCatalogue.Create"/>.</summary>
public abstract class IndicatorSeries
{
    private protected readonly double[] current;

    private protected IndicatorSeries(string name, int symbolCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbolCount, 1);
        Name = name;
        current = new double[symbolCount];
        Array.Fill(current, double.NaN);
    }

    /// <summary>Its definition in one spelling, such as <c>sma(10)</c>: equal definitions have equal names.</summary>
    public string Name { get; }

    public int SymbolCount => current.Length;

    /// <summary>The present value by symbol index; <see cref="double.NaN"/> until <see cref="IsReady"/>.</summary>
    public double this[int symbol] => current[symbol];

    /// <summary>Present values, by symbol index.</summary>
    public ReadOnlySpan<double> Values => current;

    /// <summary>The symbol has had enough bars.</summary>
    public bool IsReady(int symbol) => !double.IsNaN(current[symbol]);

    /// <summary>Takes in the bars that closed at one instant. Symbols without a bar stay as they are.</summary>
    public abstract void Update(in Slice slice);

    /// <summary>Forgets what it knows of a symbol, as before its first bar.</summary>
    public abstract void Reset(int symbol);

    /// <summary>The values after each bar of one symbol, from a fresh state; this series itself is left alone.</summary>
    /// <returns>One value a bar, NaN during warm-up.</returns>
    public abstract double[] Over(BarColumns bars);
}
