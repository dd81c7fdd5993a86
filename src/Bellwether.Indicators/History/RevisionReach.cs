namespace Bellwether.Indicators;

/// <summary>The symbols of which a series must be gone over again.</summary>
enum Reach : byte
{
    None = 0,

    /// <summary>The symbol whose bar was corrected.</summary>
    One,

    /// <summary>Every symbol: it looks at the corrected one.</summary>
    All,
}

/// <summary>
/// What a corrected bar touches: the series that read a field that changed, those that stand on them, and, so that their values are at hand once more, those that these stand
/// on themselves.
/// </summary>
/// <param name="symbol">Of the bar.</param>
/// <param name="changed">The fields that changed.</param>
/// <param name="isNew">The bar had not been there, which changes everything of its symbol.</param>
/// <param name="symbolOf">Index of a symbol that a definition names.</param>
sealed class RevisionReach(int symbol, IndicatorInputs changed, bool isNew, Func<string, int?> symbolOf)
{
    /// <summary>By the order of the series, each of which stands behind those that it stands on.</summary>
    public Reach[] Of(List<IndicatorSeries> series, Func<string, int> indexOf)
    {
        var reach = new Reach[series.Count];
        for (var i = 0; i < reach.Length; i++)
        {
            var definition = series[i].Definition;
            reach[i] = isNew || (Direct(definition) & changed) != 0 ? Reach.One : Reach.None;
            reach[i] = Most(reach[i], Most(Through(definition.Primary, reach, indexOf), Through(definition.Other, reach, indexOf)));
        }
        for (var i = reach.Length - 1; i >= 0; i--)
        {
            if (reach[i] == Reach.None) continue;
            Need(series[i].Definition.Primary, reach[i], reach, indexOf);
            Need(series[i].Definition.Other, reach[i], reach, indexOf);
        }
        return reach;
    }

    /// <summary>The fields of its own symbol's bar that a series reads itself.</summary>
    static IndicatorInputs Direct(IndicatorDefinition definition)
    {
        var own = definition.Entry.Inputs & ~IndicatorInputs.Other;
        if (definition.Primary is not null) own &= ~IndicatorInputs.Close;
        return own | Own(definition.Primary) | Own(definition.Other);
    }

    static IndicatorInputs Own(Operand? operand) => operand is FieldOperand { Symbol: null } ? FieldNames.Inputs(operand) : IndicatorInputs.None;

    Reach Through(Operand? operand, Reach[] reach, Func<string, int> indexOf) => operand switch
    {
        NamedOperand named => IsSymbol(named.Name) && (isNew || changed.HasFlag(IndicatorInputs.Close)) ? Reach.All : Reach.None,
        FieldOperand { Symbol: { } of } => IsSymbol(of) && (isNew || (FieldNames.Inputs(operand) & changed) != 0) ? Reach.All : Reach.None,
        SeriesOperand { Definition: var inner } when inner.Symbol is null => reach[indexOf(inner.Name)],
        // Whether the other one has a bar at all is seen, too.
        SeriesOperand { Definition: var inner } => (reach[indexOf(inner.Name)], IsSymbol(inner.Symbol!)) switch
        {
            (Reach.All, _) or (Reach.One, true) => Reach.All,
            (_, true) when isNew => Reach.All,
            _ => Reach.None,
        },
        _ => Reach.None,
    };

    static void Need(Operand? operand, Reach needed, Reach[] reach, Func<string, int> indexOf)
    {
        if (operand is not SeriesOperand { Definition: var inner }) return;
        var index = indexOf(inner.Name);
        reach[index] = Most(reach[index], inner.Symbol is null ? needed : Reach.All);
    }

    bool IsSymbol(string name) => symbolOf(name) == symbol;

    static Reach Most(Reach a, Reach b) => a > b ? a : b;
}
