using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Indicators;

/// <summary>
/// Indicators over the known bars of one symbol: the same states as live, run over columns. Each computation is made once and kept.
/// </summary>
public sealed class IndicatorHistory
{
    readonly BarColumns bars;
    readonly long[] sessionOpen;
    readonly long[] sessionClose;
    readonly long length;
    readonly Func<string, double[]?> columnOf;
    readonly Dictionary<string, IndicatorResult> results = new(StringComparer.Ordinal);
    readonly Dictionary<long, (IndicatorHistory Bars, int[] ClosedAt)> longer = [];

    /// <param name="bars">The bars, oldest first.</param>
    /// <param name="sessionOpen">For each bar the open of its session, nanoseconds since the Unix epoch; null = all of one session that opens with the first bar.</param>
    /// <param name="sessionClose">For each bar the close of its session; null = never within the bars.</param>
    /// <param name="length">Length of the bars, nanoseconds.</param>
    /// <param name="columnOf">A column that goes with the bars and that a definition names, one value a bar; null when there is none.</param>
    /// <exception cref="ArgumentException">A column of another length.</exception>
    public IndicatorHistory(BarColumns bars, long[]? sessionOpen = null, long[]? sessionClose = null, long length = EngineTime.Minute, Func<string, double[]?>? columnOf = null)
    {
        this.bars = bars;
        this.sessionOpen = sessionOpen ?? Constant(bars.Count > 0 ? bars.Time[0] : 0);
        this.sessionClose = sessionClose ?? Constant(long.MaxValue);
        if (this.sessionOpen.Length != bars.Count || this.sessionClose.Length != bars.Count)
            throw new ArgumentException($"one session a bar is expected: given {bars.Count} bars, {this.sessionOpen.Length} opens and {this.sessionClose.Length} closes of sessions");
        this.length = length;
        this.columnOf = columnOf ?? (_ => null);

        long[] Constant(long value)
        {
            var column = new long[bars.Count];
            Array.Fill(column, value);
            return column;
        }
    }

    /// <summary>The values after each bar.</summary>
    /// <exception cref="IndicatorDefinitionException">It names a column that is not there.</exception>
    public IndicatorResult Compute(IndicatorDefinition definition)
    {
        if (definition.LooksAcross) throw new IndicatorDefinitionException(definition.Text, "it names another symbol, and these are the bars of one: expected bars of several symbols, from the store");
        if (results.TryGetValue(definition.Name, out var known)) return known;
        var result = definition.Bars.IsAsGiven ? Run(definition) : Spread(definition);
        results.Add(definition.Name, result);
        return result;
    }

    IndicatorResult Run(IndicatorDefinition definition)
    {
        var close = Column(definition, definition.Primary);
        var other = Column(definition, definition.Other);
        var columns = new BatchColumns(
            bars.Count, bars.Time, sessionOpen, bars.Open, bars.High, bars.Low, close is null ? bars.Close : close, bars.Volume, other is null ? default : other);
        return new IndicatorResult(definition, definition.Entry.Run(definition.Arguments, columns));
    }

    /// <summary>Runs it on longer bars and gives each bar the value of the longer one that closed last.</summary>
    IndicatorResult Spread(IndicatorDefinition definition)
    {
        var (inner, closedAt) = Longer(definition.Bars);
        var values = inner.Run(definition);
        var outputs = values.OutputCount;
        var spread = new double[bars.Count * outputs];
        for (var row = 0; row < bars.Count; row++)
        {
            var target = spread.AsSpan(row * outputs, outputs);
            if (closedAt[row] < 0) target.Fill(double.NaN);
            else values.Row(closedAt[row]).CopyTo(target);
        }
        return new IndicatorResult(definition, spread);
    }

    (IndicatorHistory Bars, int[] ClosedAt) Longer(BarLength to)
    {
        if (longer.TryGetValue(to.Nanoseconds, out var known)) return known;
        var merged = new LongerColumns();
        var builder = new LongerBars(to, 1);
        var closedAt = new int[bars.Count];
        Span<int> symbol = [0];
        for (var row = 0; row < bars.Count; row++)
        {
            var slice = new Slice(symbol, bars.Open.Slice(row, 1), bars.High.Slice(row, 1), bars.Low.Slice(row, 1), bars.Close.Slice(row, 1), bars.Volume.Slice(row, 1));
            var when = new SliceTime(bars.Time[row], length, sessionOpen[row], sessionClose[row]);
            if (builder.CloseLate(slice, when) > 0) merged.Add(builder.Closed(1), builder.ClosedTimes(1)[0], builder.ClosedSessions(1)[0], row - 1);
            if (builder.Add(slice, when) > 0) merged.Add(builder.Closed(1), builder.ClosedTimes(1)[0], builder.ClosedSessions(1)[0], row);
            closedAt[row] = merged.Count - 1;
        }
        var lastRows = merged.LastRows;
        return longer[to.Nanoseconds] = (new IndicatorHistory(merged.ToBars(bars.Symbol), merged.Sessions, null, length, Merged), closedAt);

        double[]? Merged(string name) => columnOf(name) is { } column ? Array.ConvertAll(lastRows, row => column[row]) : null;
    }

    double[]? Column(IndicatorDefinition definition, Operand? operand)
    {
        switch (operand)
        {
            case null: return null;
            case SeriesOperand inner:
                // Inside longer bars the length is already that of the bars.
                return definition.Bars == inner.Definition.Bars ? RunInside(inner.Definition) : Compute(inner.Definition).Column(inner.Definition.Output);
            case FieldOperand field:
                var values = new double[bars.Count];
                for (var i = 0; i < values.Length; i++) values[i] = FieldNames.Read(field.Field, bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i]);
                return values;
            case NamedOperand named:
                return columnOf(named.Name)
                    ?? throw new IndicatorDefinitionException(definition.Text, $"there is no series \"{named.Name}\": expected a field ({FieldNames.All}), an indicator, or a column that goes with the bars");
            default: throw new InvalidOperationException($"unknown operand {operand}");
        }
    }

    double[] RunInside(IndicatorDefinition inner)
    {
        if (!results.TryGetValue(inner.Name, out var result)) results.Add(inner.Name, result = Run(inner));
        return result.Column(inner.Output);
    }
}
