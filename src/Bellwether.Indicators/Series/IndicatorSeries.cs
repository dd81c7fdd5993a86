namespace Bellwether.Indicators;

/// <summary>One computation over all symbols of a run, on bars of one length. An <see cref="IndicatorGraph"/> makes it and keeps it up to date.</summary>
public abstract class IndicatorSeries
{
    private protected readonly double[] current;
    private protected readonly double[] foreseen;

    private protected IndicatorSeries(IndicatorDefinition definition, int symbolCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbolCount, 1);
        Definition = definition;
        SymbolCount = symbolCount;
        OutputCount = definition.Entry.Description.Outputs.Count;
        current = new double[checked(symbolCount * OutputCount)];
        foreseen = new double[OutputCount];
        Array.Fill(current, double.NaN);
        Array.Fill(foreseen, double.NaN);
    }

    public IndicatorDefinition Definition { get; }

    /// <summary>Its definition in one spelling, such as <c>sma(10)</c>: equal computations have equal names.</summary>
    public string Name => Definition.Name;

    public int SymbolCount { get; }

    public int OutputCount { get; }

    /// <summary>Bars taken in, over all symbols, since construction.</summary>
    public long Updates { get; private protected set; }

    /// <summary>Bars gone over once more for the sake of corrected ones, over all symbols; none of them is in <see cref="Updates"/> again.</summary>
    public long Recomputed { get; private protected set; }

    /// <summary>The present value of the main output by symbol index; <see cref="double.NaN"/> while there is none.</summary>
    public double this[int symbol] => current[symbol * OutputCount];

    /// <summary>The present value of an output.</summary>
    public double this[int symbol, int output] => current[(symbol * OutputCount) + output];

    /// <summary>The main output has a value.</summary>
    public bool IsReady(int symbol) => !double.IsNaN(this[symbol]);

    /// <summary>Forgets what it knows of a symbol, as before its first bar.</summary>
    public abstract void Reset(int symbol);

    internal double Forming(int output) => foreseen[output];

    internal abstract void Update(in SliceFrame frame);

    /// <summary>Takes one row once more, after the state before it was put back.</summary>
    internal abstract void UpdateAgain(in SliceFrame frame, int row);

    /// <summary>Works out what the outputs would be if the bar closed as it stands; the state is left alone.</summary>
    internal abstract void Preview(int symbol, in BarInput bar);

    /// <summary>Bytes of <see cref="Save"/> for one symbol.</summary>
    internal abstract int SnapshotLength { get; }

    /// <summary>Writes all that is known of a symbol.</summary>
    internal abstract void Save(int symbol, Span<byte> target);

    internal abstract void Restore(int symbol, ReadOnlySpan<byte> source);
}
