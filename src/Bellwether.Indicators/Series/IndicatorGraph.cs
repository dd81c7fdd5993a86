using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Indicators;

/// <summary>
/// All computations of a run, each once however many rules and charts ask for it: equal definitions share one series. A series stands behind those that it runs over, so
/// that one pass in the order of registration is right; the order is never worked out again.
/// </summary>
public sealed partial class IndicatorGraph
{
    readonly IndicatorCatalogue catalogue;
    readonly Func<string, int?> symbolOf;
    readonly int symbolCount;
    readonly Dictionary<string, IndicatorSeries> byName = new(StringComparer.Ordinal);
    readonly List<IndicatorSeries> all = [];
    readonly List<Group> groups;
    LongerBars[] longer = [];
    readonly int[] rowOf;
    readonly SeamGuard seam;
    bool looksAcross;

    /// <param name="catalogue">Where definitions are looked up.</param>
    /// <param name="symbolCount">Symbols of the run, 1 or more.</param>
    /// <param name="symbolOf">Index of a symbol that a definition names (<c>beta(SPY,60)</c>), null when the run has no such symbol; without it no definition may name one.</param>
    public IndicatorGraph(IndicatorCatalogue catalogue, int symbolCount, Func<string, int?>? symbolOf = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbolCount, 1);
        this.catalogue = catalogue;
        this.symbolCount = symbolCount;
        this.symbolOf = symbolOf ?? (_ => null);
        groups = [new Group(null)];
        seam = new SeamGuard(symbolCount);
        rowOf = new int[symbolCount];
        Array.Fill(rowOf, -1);
    }

    /// <summary>Series on bars of one length.</summary>
    sealed record Group(LongerBars? Bars)
    {
        public List<IndicatorSeries> Series { get; } = [];
    }

    public int SymbolCount => symbolCount;

    /// <summary>Index of a symbol of the run; null when it has no such symbol.</summary>
    public int? SymbolOf(string name) => symbolOf(name);

    /// <summary>In order of registration, which is that of updating within bars of one length.</summary>
    public IReadOnlyList<IndicatorSeries> Series => all;

    /// <summary>The line of a definition; the same series for the same computation.</summary>
    /// <exception cref="IndicatorDefinitionException">Not a definition, or it names a symbol that the run does not have.</exception>
    public IndicatorLine Add(string definition) => Add(catalogue.Parse(definition), definition);

    IndicatorLine Add(IndicatorDefinition definition, string text)
    {
        if (!byName.TryGetValue(definition.Name, out var series))
        {
            var group = GroupOf(definition.Bars);
            var sources = new SeriesSources(Resolve(definition.Primary, text), Resolve(definition.Other, text));
            series = definition.Entry.MakeSeries(definition, sources, symbolCount);
            byName.Add(definition.Name, series);
            all.Add(series);
            group.Series.Add(series);
            ForgetRecent();
        }
        return new IndicatorLine(series, definition.Output, definition.Symbol is { } of ? Symbol(of, text) : -1);
    }

    /// <summary>Bars that were not newer than the latest one of their symbol, and so were left out.</summary>
    public long Repeated => seam.Repeated;

    /// <summary>
    /// Takes in the bars that closed at one instant. Symbols without a bar stay as they are, and a bar that is not newer than the symbol's latest one is left out: history may
    /// reach into what was seen.
    /// </summary>
    public void Update(in Slice bars, in SliceTime time)
    {
        var slice = seam.New(bars, time.Open);
        if (slice.Count == 0) return;
        Sessions?.AddSlice(slice, time.Open);
        Take(slice, time);
    }

    /// <summary>Statistics of the sessions of all symbols; null while nobody wants them.</summary>
    public SessionBoard? Sessions { get; private set; }

    /// <summary>Keeps statistics of sessions from now on, beside the indicators and of the same bars.</summary>
    public SessionBoard KeepSessions() => Sessions ??= new SessionBoard(symbolCount);

    void Take(in Slice slice, in SliceTime time)
    {
        recent?.Add(slice, time, all, longer, symbolCount);
        for (var g = 1; g < groups.Count; g++)
        {
            var bars = groups[g].Bars!;
            var late = bars.CloseLate(slice, time);
            if (late > 0) UpdateClosed(groups[g], late);
        }
        if (looksAcross) RowsOf(slice);
        var frame = new SliceFrame(slice, default, time.Open, default, time.SessionOpen, rowOf);
        for (var g = 1; g < groups.Count; g++)
        {
            var bars = groups[g].Bars!;
            var closed = bars.Add(slice, time);
            if (closed > 0) UpdateClosed(groups[g], closed);
        }
        if (looksAcross && groups.Count > 1) RowsOf(slice);
        Update(groups[0].Series, frame);
    }

    /// <summary>
    /// Works out what every line would be if a symbol's forming bar closed as it stands, for <see cref="IndicatorLine.Forming"/>. No state changes.
    /// </summary>
    public void Preview(int symbol, in BarInput bar)
    {
        for (var g = 1; g < groups.Count; g++)
        {
            var merged = groups[g].Bars!.Preview(symbol, bar);
            foreach (var series in groups[g].Series) series.Preview(symbol, merged);
        }
        foreach (var series in groups[0].Series) series.Preview(symbol, bar);
    }

    /// <summary>Forgets what is known of a symbol, as before its first bar.</summary>
    public void Reset(int symbol)
    {
        ForgetRecent();
        seam.Latest(symbol) = long.MinValue;
        foreach (var series in all) series.Reset(symbol);
        for (var g = 1; g < groups.Count; g++) groups[g].Bars!.Reset(symbol);
    }

    /// <summary>All that is known, as bytes that <see cref="Restore"/> takes on a machine of the same kind: no warm-up is needed after it.</summary>
    public byte[] Save()
    {
        var bytes = new byte[SnapshotLength];
        SaveTo(bytes);
        return bytes;
    }

    internal int SnapshotLength => GraphSnapshot.Length(symbolCount, all, longer);

    internal void SaveTo(Span<byte> target) => GraphSnapshot.Save(target, symbolCount, seam, all, longer);

    /// <summary>Takes back what <see cref="Save"/> wrote. Series that the snapshot does not know stay as they are.</summary>
    /// <param name="snapshot">The bytes.</param>
    /// <param name="leftOut">By symbol: true for those that stay as they are; empty = none.</param>
    /// <returns>The series that the snapshot did not know: they still need their warm-up.</returns>
    /// <exception cref="FormatException">Not a snapshot, of another number of symbols, or of another layout. Nothing was changed.</exception>
    public IReadOnlyList<IndicatorSeries> Restore(ReadOnlySpan<byte> snapshot, ReadOnlySpan<bool> leftOut = default)
    {
        var missing = GraphSnapshot.Restore(snapshot, symbolCount, leftOut, seam, all, longer);
        ForgetRecent();
        return missing;
    }

    void UpdateClosed(Group group, int count)
    {
        var bars = group.Bars!;
        Update(group.Series, new SliceFrame(bars.Closed(count), bars.ClosedTimes(count), 0, bars.ClosedSessions(count), 0, RowsOf(bars.Closed(count))));
    }

    static void Update(List<IndicatorSeries> series, in SliceFrame frame)
    {
        for (var i = 0; i < series.Count; i++) series[i].Update(frame);
    }

    /// <summary>Notes the row of each symbol, for series that look at other symbols.</summary>
    ReadOnlySpan<int> RowsOf(in Slice slice)
    {
        if (!looksAcross) return default;
        Array.Fill(rowOf, -1);
        for (var row = 0; row < slice.Count; row++) rowOf[slice.Symbols[row]] = row;
        return rowOf;
    }

    Group GroupOf(BarLength length)
    {
        if (length.IsAsGiven) return groups[0];
        foreach (var group in groups)
            if (group.Bars?.Length == length) return group;
        var added = new Group(new LongerBars(length, symbolCount));
        groups.Add(added);
        longer = [.. longer, added.Bars!];
        return added;
    }

    Source? Resolve(Operand? operand, string text)
    {
        switch (operand)
        {
            case null: return null;
            case FieldOperand { Symbol: { } of } field: return Across(new OtherFieldSource(Symbol(of, text), field.Field));
            case FieldOperand field: return new FieldSource(field.Field);
            case SeriesOperand inner:
                var line = Add(inner.Definition, text);
                return line.Of < 0 ? new LineSource(line) : Across(new OtherLineSource(line));
            case NamedOperand named: return Across(new OtherFieldSource(Symbol(named.Name, text), BarField.Close));
            default: throw new InvalidOperationException($"unknown operand {operand}");
        }
    }

    Source Across(Source source)
    {
        looksAcross = true;
        return source;
    }

    int Symbol(string name, string text) =>
        symbolOf(name) ?? throw new IndicatorDefinitionException(text, $"there is no series \"{name}\": expected a field ({FieldNames.All}), an indicator, or a symbol of this run");
}
