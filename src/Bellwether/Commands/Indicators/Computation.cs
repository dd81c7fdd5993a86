using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.MarketData;

namespace Bellwether.Commands.Indicators;

/// <summary>The two ways over a table: columns at once, or bar by bar as live.</summary>
static class Computation
{
    /// <returns>By indicator, output (in the order of <see cref="WantedIndicator.Outputs"/>) and row; NaN where there is no value.</returns>
    public static List<double[]> Batch(BarTable table, List<WantedIndicator> wanted)
    {
        var (bars, times) = Bars(table, wanted);
        var history = new IndicatorHistory(bars, times?.SessionOpen, times?.SessionClose, times?.Length ?? EngineTime.Minute, table.TryColumn);
        var values = new List<double[]>();
        foreach (var indicator in wanted)
        {
            var result = history.Compute(indicator.Definition);
            values.AddRange(indicator.Outputs.Select(result.Column));
        }
        return values;
    }

    /// <inheritdoc cref="Batch"/>
    public static List<double[]> Streaming(IndicatorCatalogue catalogue, BarTable table, List<WantedIndicator> wanted)
    {
        var (bars, times) = Bars(table, wanted);
        // Columns that definitions name stand beside the bars as further symbols.
        var columns = wanted.SelectMany(w => w.Definition.Names).Distinct(StringComparer.OrdinalIgnoreCase).Where(n => table.TryColumn(n) is not null).ToList();
        var graph = new IndicatorGraph(catalogue, 1 + columns.Count, name => columns.FindIndex(c => c.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var i ? i + 1 : null);
        var lines = wanted.SelectMany(w => w.Outputs.Select(output => graph.Add(w.Definition.Name) with { Output = output })).ToList();
        var values = lines.Select(_ => new double[bars.Count]).ToList();
        int[] symbols = [.. Enumerable.Range(0, 1 + columns.Count)];
        var width = symbols.Length;
        double[] open = new double[width], high = new double[width], low = new double[width], close = new double[width], volume = new double[width];
        foreach (var prices in new[] { open, high, low, volume }) Array.Fill(prices, double.NaN);
        for (var row = 0; row < bars.Count; row++)
        {
            (open[0], high[0], low[0], close[0], volume[0]) = (bars.Open[row], bars.High[row], bars.Low[row], bars.Close[row], bars.Volume[row]);
            for (var i = 0; i < columns.Count; i++) close[i + 1] = table.TryColumn(columns[i])![row];
            var when = times is null ? new SliceTime(bars.Time[row], EngineTime.Minute, bars.Time[0], long.MaxValue) : new SliceTime(times.Open[row], times.Length, times.SessionOpen[row], times.SessionClose[row]);
            graph.Update(new Slice(symbols, open, high, low, close, volume), when);
            for (var i = 0; i < lines.Count; i++) values[i][row] = lines[i][0];
        }
        return values;
    }

    static (BarColumns Bars, BarTimes? Times) Bars(BarTable table, List<WantedIndicator> wanted)
    {
        var needed = IndicatorInputs.None;
        foreach (var indicator in wanted) needed |= Needed(indicator.Definition);
        var times = needed.HasFlag(IndicatorInputs.Session) ? BarTimes.Of(table) : null;
        var count = table.Rows.Count;
        var bars = new BarColumns(
            "bars", times?.Open ?? [.. Enumerable.Range(0, count).Select(i => i * EngineTime.Minute)],
            Column(IndicatorInputs.Open, "open"), Column(IndicatorInputs.High, "high"), Column(IndicatorInputs.Low, "low"), Column(IndicatorInputs.Close, "close"), Column(IndicatorInputs.Volume, "volume"));
        return (bars, times);

        double[] Column(IndicatorInputs input, string name) => needed.HasFlag(input) ? table.Column(name) : Absent();

        double[] Absent()
        {
            var column = new double[count];
            Array.Fill(column, double.NaN);
            return column;
        }
    }

    static IndicatorInputs Needed(IndicatorDefinition definition)
    {
        var own = definition.Entry.Inputs & ~IndicatorInputs.Other;
        if (definition.Primary is not null) own &= ~IndicatorInputs.Close;
        if (!definition.Bars.IsAsGiven) own |= IndicatorInputs.Session;
        return own | Needed(definition.Primary) | Needed(definition.Other);
    }

    static IndicatorInputs Needed(Operand? operand) => operand switch
    {
        SeriesOperand inner => Needed(inner.Definition),
        FieldOperand { Field: BarField.Open } => IndicatorInputs.Open,
        FieldOperand { Field: BarField.High } => IndicatorInputs.High,
        FieldOperand { Field: BarField.Low } => IndicatorInputs.Low,
        FieldOperand { Field: BarField.Close } => IndicatorInputs.Close,
        FieldOperand { Field: BarField.Volume } => IndicatorInputs.Volume,
        FieldOperand { Field: BarField.Middle } => IndicatorInputs.HighLow,
        FieldOperand { Field: BarField.Typical } => IndicatorInputs.HighLowClose,
        FieldOperand { Field: BarField.Average } => IndicatorInputs.Prices,
        _ => IndicatorInputs.None,
    };
}
