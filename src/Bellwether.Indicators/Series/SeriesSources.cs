namespace Bellwether.Indicators;

/// <summary>Where a series takes its values from, resolved: the bar itself where <see cref="Primary"/> is null.</summary>
sealed record SeriesSources(Source? Primary, Source? Other)
{
    public static SeriesSources Bar { get; } = new(null, null);
}

/// <summary>One value a bar for a symbol.</summary>
abstract class Source
{
    public abstract double Read(in SliceFrame frame, int row, int symbol);

    /// <summary>The same for a forming bar.</summary>
    public abstract double Preview(in BarInput bar, int symbol);
}

sealed class FieldSource(BarField field) : Source
{
    public override double Read(in SliceFrame frame, int row, int symbol)
    {
        ref readonly var bars = ref frame.Bars;
        return FieldNames.Read(field, bars.Open[row], bars.High[row], bars.Low[row], bars.Close[row], bars.Volume[row]);
    }

    public override double Preview(in BarInput bar, int symbol) => FieldNames.Read(field, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
}

sealed class LineSource(IndicatorLine line) : Source
{
    public override double Read(in SliceFrame frame, int row, int symbol) => line[symbol];

    public override double Preview(in BarInput bar, int symbol) => line.Forming;
}

/// <summary>A field of another symbol's bar at the same instant; no value when it has no bar then.</summary>
sealed class OtherFieldSource(int other, BarField field) : Source
{
    public override double Read(in SliceFrame frame, int row, int symbol)
    {
        var there = frame.RowOf(other);
        if (there < 0) return double.NaN;
        ref readonly var bars = ref frame.Bars;
        return field == BarField.Close ? bars.Close[there] : FieldNames.Read(field, bars.Open[there], bars.High[there], bars.Low[there], bars.Close[there], bars.Volume[there]);
    }

    /// <summary>What the other symbol does within the bar is not known here.</summary>
    public override double Preview(in BarInput bar, int symbol) => bar.Other;
}

/// <summary>An indicator of another symbol at the same instant; no value when that has no bar then.</summary>
sealed class OtherLineSource(IndicatorLine line) : Source
{
    public override double Read(in SliceFrame frame, int row, int symbol) => frame.RowOf(line.Of) < 0 ? double.NaN : line[symbol];

    public override double Preview(in BarInput bar, int symbol) => line.Forming;
}
