using System.Runtime.InteropServices;

namespace Bellwether.Indicators;

/// <summary>
/// The bars of one symbol as they come and as they are corrected, with indicators over them: for charts, and for bars that the broker revises. A revised bar costs what it
/// touches: the indicators that read a field that changed, from the last kept state before it until their state is again what it was.
/// </summary>
/// <param name="columnOf">A column that goes with the bars; null when there is none.</param>
public sealed class RevisableHistory(Func<string, ReadOnlyMemory<double>?>? columnOf = null)
{
    static readonly IndicatorInputs[] FieldInputs = [IndicatorInputs.Open, IndicatorInputs.High, IndicatorInputs.Low, IndicatorInputs.Close, IndicatorInputs.Volume];

    readonly List<long> time = [], session = [];
    readonly List<double>[] fields = [[], [], [], [], []];
    readonly List<Line> lines = [];

    /// <summary>One computation, its values so far, and the columns that it reads in place of the bar's.</summary>
    sealed class Line(IndicatorDefinition definition, ResumableRun run)
    {
        public IndicatorDefinition Definition { get; } = definition;
        public ResumableRun Run { get; } = run;
        public double[] Values = [];
        public Line? Primary, Other;

        /// <summary>What it reads in place of the close, and the second series, where they are not columns of the bars.</summary>
        public double[] PrimaryColumn = [], OtherColumn = [];

        /// <summary>Rows that the latest change touched: <c>[From, To)</c>.</summary>
        public int From, To;
    }

    public int Count => time.Count;

    /// <summary>Rows that a computation has gone over, its first pass included.</summary>
    /// <param name="definition">One that was added.</param>
    public long Computed(IndicatorDefinition definition) => Find(definition).Run.Computed;

    /// <summary>The same of all computations together.</summary>
    public long ComputedInAll => lines.Sum(l => l.Run.Computed);

    /// <summary>The outputs of an indicator after each bar, beside each other; valid until the next change.</summary>
    /// <param name="definition">One that was added.</param>
    public ReadOnlySpan<double> Values(IndicatorDefinition definition) => ValuesOf(Find(definition));

    ReadOnlySpan<double> ValuesOf(Line line) => line.Values.AsSpan(0, Count * line.Run.OutputCount);

    /// <summary>Adds an indicator and computes it over the bars so far; nothing happens when it is there.</summary>
    /// <exception cref="IndicatorDefinitionException">It runs on longer bars, or names a column that is not there.</exception>
    public void Add(IndicatorDefinition definition)
    {
        if (lines.Exists(l => l.Definition.Name == definition.Name)) return;
        if (!definition.Bars.IsAsGiven) throw new IndicatorDefinitionException(definition.Text, $"bars of {definition.Bars.Suffix[1..]} cannot be revised: expected an indicator on the bars as they come");
        var line = new Line(definition, definition.Entry.MakeRun(definition.Arguments)) { Primary = Inner(definition.Primary), Other = Inner(definition.Other) };
        if (definition.LooksAcross) throw new IndicatorDefinitionException(definition.Text, "it names another symbol, and these are the bars of one");
        foreach (var operand in new[] { definition.Primary, definition.Other })
            if (operand is NamedOperand named && columnOf?.Invoke(named.Name) is null)
                throw new IndicatorDefinitionException(definition.Text, $"there is no column \"{named.Name}\" beside the bars");
        lines.Add(line);
        if (Count > 0) Compute(line, 0, Count);
    }

    /// <summary>The value of an output after a bar; NaN where there is none.</summary>
    public double Value(IndicatorDefinition definition, int row) => Find(definition) is var line ? line.Values[(row * line.Run.OutputCount) + definition.Output] : double.NaN;

    /// <summary>Appends a bar.</summary>
    public void Append(in BarInput bar)
    {
        time.Add(bar.Time);
        session.Add(bar.SessionOpen);
        double[] values = [bar.Open, bar.High, bar.Low, bar.Close, bar.Volume];
        for (var i = 0; i < fields.Length; i++) fields[i].Add(values[i]);
        foreach (var line in lines) Compute(line, Count - 1, Count);
    }

    /// <summary>Replaces the prices and the volume of a bar.</summary>
    /// <returns>The computations that were made again.</returns>
    public IReadOnlyList<IndicatorDefinition> Revise(int row, in BarInput bar)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
        double[] values = [bar.Open, bar.High, bar.Low, bar.Close, bar.Volume];
        var changed = IndicatorInputs.None;
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i][row].Equals(values[i])) continue;
            fields[i][row] = values[i];
            changed |= FieldInputs[i];
        }
        var touched = new List<IndicatorDefinition>();
        foreach (var line in lines)
        {
            (line.From, line.To) = Touched(line, row, changed);
            if (line.From == line.To) continue;
            touched.Add(line.Definition);
            Compute(line, line.From, line.To);
        }
        return touched;
    }

    /// <summary>The rows of its inputs that changed.</summary>
    static (int From, int To) Touched(Line line, int row, IndicatorInputs changed)
    {
        var direct = line.Definition.Entry.Inputs & ~IndicatorInputs.Other;
        if (line.Definition.Primary is not null) direct &= ~IndicatorInputs.Close;
        direct |= FieldNames.Inputs(line.Definition.Primary) | FieldNames.Inputs(line.Definition.Other);
        var (from, to) = (direct & changed) != 0 ? (row, row + 1) : (int.MaxValue, 0);
        foreach (var inner in new[] { line.Primary, line.Other })
            if (inner is not null && inner.From < inner.To) (from, to) = (Math.Min(from, inner.From), Math.Max(to, inner.To));
        return from < to ? (from, to) : (0, 0);
    }

    void Compute(Line line, int from, int to)
    {
        if (line.Values.Length < Count * line.Run.OutputCount) Array.Resize(ref line.Values, Math.Max(256, Count * 2) * line.Run.OutputCount);
        var close = Column(line.Definition.Primary, line.Primary, ref line.PrimaryColumn, from);
        var other = Column(line.Definition.Other, line.Other, ref line.OtherColumn, from);
        var columns = new BatchColumns(
            Count, CollectionsMarshal.AsSpan(time), CollectionsMarshal.AsSpan(session), CollectionsMarshal.AsSpan(fields[0]), CollectionsMarshal.AsSpan(fields[1]), CollectionsMarshal.AsSpan(fields[2]),
            close.IsEmpty ? CollectionsMarshal.AsSpan(fields[3]) : close, CollectionsMarshal.AsSpan(fields[4]), other);
        line.From = from;
        line.To = line.Run.Run(columns, from, to, line.Values);
    }

    /// <summary>The column of an operand, brought up to date from a row on; empty for the bar itself.</summary>
    ReadOnlySpan<double> Column(Operand? operand, Line? inner, ref double[] column, int from)
    {
        if (operand is null) return default;
        if (operand is NamedOperand named) return columnOf!(named.Name)!.Value.Span[..Count];
        if (column.Length < Count) Array.Resize(ref column, Math.Max(256, Count * 2));
        for (var row = from; row < Count; row++)
            column[row] = operand switch
            {
                SeriesOperand series => inner!.Values[(row * inner.Run.OutputCount) + series.Definition.Output],
                FieldOperand field => FieldNames.Read(field.Field, fields[0][row], fields[1][row], fields[2][row], fields[3][row], fields[4][row]),
                _ => throw new InvalidOperationException($"unknown operand {operand}"),
            };
        return column.AsSpan(0, Count);
    }

    Line? Inner(Operand? operand)
    {
        if (operand is not SeriesOperand series) return null;
        Add(series.Definition);
        return Find(series.Definition);
    }

    Line Find(IndicatorDefinition definition) =>
        lines.Find(l => l.Definition.Name == definition.Name) ?? throw new ArgumentException($"{definition.Name} was not added", nameof(definition));
}
