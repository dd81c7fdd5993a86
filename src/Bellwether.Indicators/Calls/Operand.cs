namespace Bellwether.Indicators;

/// <summary>What an indicator runs over, or compares with.</summary>
public abstract record Operand(string Text);

/// <summary>A field of the bar.</summary>
/// <param name="Field">Which.</param>
/// <param name="Symbol">Of the bar of another symbol; null = of the same one.</param>
public sealed record FieldOperand(BarField Field, string? Symbol = null) : Operand(Symbol is null ? FieldNames.Of(Field) : $"{FieldNames.Of(Field)} of {Symbol}");

/// <summary>Another indicator, of the same symbol or of the one that its definition names.</summary>
public sealed record SeriesOperand(IndicatorDefinition Definition) : Operand(Definition.Text);

/// <summary>Closes of another symbol, or a column that goes with the bars.</summary>
public sealed record NamedOperand(string Name) : Operand(Name);

/// <summary>A value that each bar has by itself.</summary>
public enum BarField
{
    Open,
    High,
    Low,
    Close,
    Volume,

    /// <summary>(high + low) / 2.</summary>
    Middle,

    /// <summary>(high + low + close) / 3.</summary>
    Typical,

    /// <summary>(open + high + low + close) / 4.</summary>
    Average,
}

/// <summary>Fields as definitions write them.</summary>
static class FieldNames
{
    public const string All = "open, high, low, close, volume, hl2, hlc3, ohlc4";

    static readonly string[] Names = ["open", "high", "low", "close", "volume", "hl2", "hlc3", "ohlc4"];

    public static string Of(BarField field) => Names[(int)field];

    public static BarField? Find(string name)
    {
        var index = Array.IndexOf(Names, name);
        return index < 0 ? null : (BarField)index;
    }

    /// <summary>The fields of a bar that an operand reads directly.</summary>
    public static IndicatorInputs Inputs(Operand? operand) => operand is not FieldOperand field ? IndicatorInputs.None : field.Field switch
    {
        BarField.Open => IndicatorInputs.Open,
        BarField.High => IndicatorInputs.High,
        BarField.Low => IndicatorInputs.Low,
        BarField.Close => IndicatorInputs.Close,
        BarField.Volume => IndicatorInputs.Volume,
        BarField.Middle => IndicatorInputs.HighLow,
        BarField.Typical => IndicatorInputs.HighLowClose,
        _ => IndicatorInputs.Prices,
    };

    public static double Read(BarField field, double open, double high, double low, double close, double volume) => field switch
    {
        BarField.Open => open,
        BarField.High => high,
        BarField.Low => low,
        BarField.Close => close,
        BarField.Volume => volume,
        BarField.Middle => (high + low) / 2,
        BarField.Typical => (high + low + close) / 3,
        _ => (open + high + low + close) / 4,
    };
}
