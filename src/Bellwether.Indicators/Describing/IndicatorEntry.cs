namespace Bellwether.Indicators;

/// <summary>One indicator of an <see cref="IndicatorCatalogue"/>: what it says of itself, and the way to its series.</summary>
public abstract class IndicatorEntry
{
    private protected IndicatorEntry(IndicatorDescription description, IndicatorInputs inputs) => (Description, Inputs) = (description, inputs);

    /// <exception cref="IndicatorCatalogueException">The description contradicts itself.</exception>
    public static IndicatorEntry Of<T>() where T : unmanaged, IIndicator<T>
    {
        var entry = new IndicatorEntry<T>();
        DescriptionRules.Check(entry.Description, typeof(T));
        return entry;
    }

    public IndicatorDescription Description { get; }

    public IndicatorInputs Inputs { get; }

    public string Name => Description.Name;

    /// <summary>It reads one value a bar, so that it can run over any field and over another indicator.</summary>
    public bool TakesSeries => (Inputs & ~IndicatorInputs.Other) == IndicatorInputs.Close;

    /// <summary>It compares with a second series, which a definition must name.</summary>
    public bool TakesOther => (Inputs & IndicatorInputs.Other) != 0;

    /// <summary>The definition with every parameter at its default; second series: the bar's open.</summary>
    public string Usual
    {
        get
        {
            var arguments = Description.Parameters.Select(p => NumberText.Of(p.Default));
            if (TakesOther) arguments = arguments.Prepend("open");
            return $"{Name}({string.Join(',', arguments)})";
        }
    }

    /// <summary>Bars until the first value of the main output, that bar included.</summary>
    /// <param name="arguments">One for each parameter.</param>
    public abstract int WarmUp(ReadOnlySpan<double> arguments);

    /// <summary>See <see cref="IIndicator{TSelf}.Problem"/>.</summary>
    internal abstract string? Problem(ReadOnlySpan<double> arguments);

    internal abstract ResumableRun MakeRun(ReadOnlySpan<double> arguments);

    internal abstract IndicatorSeries MakeSeries(IndicatorDefinition definition, SeriesSources sources, int symbolCount);

    /// <summary>Runs a fresh state over columns.</summary>
    /// <returns>Row by row, the outputs beside each other; NaN where there is no value.</returns>
    public double[] Run(ReadOnlySpan<double> arguments, in BatchColumns columns)
    {
        var result = GC.AllocateUninitializedArray<double>(checked(columns.Count * Description.Outputs.Count));
        Run(arguments, columns, new double[WindowLength(arguments)], result);
        return result;
    }

    /// <summary>Values that a state keeps in its window.</summary>
    public abstract int WindowLength(ReadOnlySpan<double> arguments);

    /// <summary>Runs a fresh state over columns, without an allocation.</summary>
    /// <param name="arguments">One for each parameter.</param>
    /// <param name="columns">The bars.</param>
    /// <param name="window"><see cref="WindowLength"/> zeros, which are changed.</param>
    /// <param name="result">Takes the outputs row by row, beside each other; NaN where there is no value.</param>
    public abstract void Run(ReadOnlySpan<double> arguments, in BatchColumns columns, Span<double> window, Span<double> result);
}

sealed class IndicatorEntry<T>() : IndicatorEntry(T.Description, T.Inputs)
    where T : unmanaged, IIndicator<T>
{
    public override int WarmUp(ReadOnlySpan<double> arguments) => T.Create(arguments).WarmUp;

    internal override string? Problem(ReadOnlySpan<double> arguments) => T.Problem(arguments);

    internal override ResumableRun MakeRun(ReadOnlySpan<double> arguments) => new ResumableRun<T>(T.Create(arguments), Description.Outputs.Count);

    internal override IndicatorSeries MakeSeries(IndicatorDefinition definition, SeriesSources sources, int symbolCount) =>
        new IndicatorSeries<T>(definition, sources, symbolCount);

    public override int WindowLength(ReadOnlySpan<double> arguments) => T.Create(arguments).WindowLength;

    public override void Run(ReadOnlySpan<double> arguments, in BatchColumns columns, Span<double> window, Span<double> result) =>
        BatchLoop.Run(T.Create(arguments), Description.Outputs.Count, columns, window, result);
}
