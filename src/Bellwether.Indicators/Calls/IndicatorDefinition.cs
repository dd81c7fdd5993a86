namespace Bellwether.Indicators;

/// <summary>A definition that was read and checked: which indicator, with which numbers, over what, on which bars, and which of its outputs.</summary>
public sealed class IndicatorDefinition
{
    readonly double[] arguments;

    internal IndicatorDefinition(IndicatorEntry entry, double[] arguments, Operand? primary, Operand? other, BarLength bars, int output, string? symbol = null)
    {
        (Entry, this.arguments, Primary, Other, Bars, Output, Symbol) = (entry, arguments, primary, other, bars, output, symbol);
        var inside = new List<string>();
        if (primary is not null) inside.Add(primary.Text);
        if (other is not null) inside.Add(other.Text);
        inside.AddRange(arguments.Select(NumberText.Of));
        Name = $"{entry.Name}({string.Join(',', inside)}){bars.Suffix}";
    }

    public IndicatorEntry Entry { get; }

    /// <summary>One for each parameter.</summary>
    public ReadOnlySpan<double> Arguments => arguments;

    /// <summary>What it runs over instead of the bar's close; null = the bar.</summary>
    public Operand? Primary { get; }

    /// <summary>The second series of indicators that compare two.</summary>
    public Operand? Other { get; }

    /// <summary>Length of the bars that it runs on.</summary>
    public BarLength Bars { get; }

    /// <summary>Index of the output that the definition means.</summary>
    public int Output { get; }

    /// <summary>The symbol whose value is meant; null = the one that is looked at.</summary>
    public string? Symbol { get; }

    /// <summary>Symbols and columns that it names, inside as well.</summary>
    public IEnumerable<string> Names => new[] { Primary, Other }.SelectMany(operand => operand switch
    {
        NamedOperand named => [named.Name],
        FieldOperand { Symbol: { } of } => [of],
        SeriesOperand inner => inner.Definition.Names,
        _ => Enumerable.Empty<string>(),
    }).Concat(Symbol is null ? [] : [Symbol]);

    /// <summary>It says <c>of SYMBOL</c>, itself or inside: bars of several symbols are needed.</summary>
    public bool LooksAcross => Symbol is not null || new[] { Primary, Other }.Any(operand => operand is FieldOperand { Symbol: not null } or SeriesOperand { Definition.LooksAcross: true });

    internal IndicatorDefinition Of(string symbol) => new(Entry, arguments, Primary, Other, Bars, Output, symbol);

    /// <summary>The computation in one spelling, whichever output and symbol are meant: equal computations have equal names.</summary>
    public string Name { get; }

    /// <summary><see cref="Name"/> with the output, unless that is the main one, and the symbol.</summary>
    public string Text => $"{Name}{(Output == 0 ? "" : "." + Entry.Description.Outputs[Output].Name)}{(Symbol is null ? "" : " of " + Symbol)}";

    /// <summary>Bars of its own length until the first value, over bars that all have one.</summary>
    public int WarmUp => Entry.WarmUp(arguments) + Math.Max((Primary as SeriesOperand)?.Definition.WarmUp - 1 ?? 0, (Other as SeriesOperand)?.Definition.WarmUp - 1 ?? 0);

    public override string ToString() => Text;
}
