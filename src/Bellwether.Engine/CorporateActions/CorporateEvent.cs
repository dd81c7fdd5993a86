using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Engine;

/// <summary>A corporate action of a symbol as the engine takes it.</summary>
/// <param name="Symbol">Index in the instrument table.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Effective">Midnight New York of its date, nanoseconds since the Unix epoch: what was opened before it is concerned.</param>
/// <param name="Ratio">Of a split; otherwise one for one.</param>
/// <param name="Amount">Of a dividend, US dollars a share; otherwise zero.</param>
/// <param name="Ticker">Of a change of the ticker, the new one; otherwise null.</param>
public readonly record struct CorporateEvent(int Symbol, CorporateActionKind Kind, long Effective, SplitRatio Ratio, Price Amount = default, string? Ticker = null)
{
    /// <summary>A ratio that changes nothing.</summary>
    public static SplitRatio Unchanged { get; } = new(1, 1);

    /// <summary>The action of a symbol in force from its date on.</summary>
    public static CorporateEvent Of(int symbol, CorporateAction action) => new(
        symbol, action.Kind, EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(action.Date).ToInstant()),
        action.Kind == CorporateActionKind.Split ? SplitRatio.FromDouble(action.Value) : Unchanged,
        action.Kind == CorporateActionKind.Dividend ? Price.FromDouble(action.Value) : Price.Zero, action.Ticker);

    /// <summary>The same action of the same security, whatever else is said of it.</summary>
    public bool IsSameAs(in CorporateEvent other) => Symbol == other.Symbol && Kind == other.Kind && Effective == other.Effective;
}

/// <summary>The layout of a corporate action in records, after the leading number.</summary>
static class CorporateEventRecord
{
    public static void Write(ref RecordWriter w, in CorporateEvent action)
    {
        w.Int32(action.Symbol);
        w.Byte((byte)action.Kind);
        w.Int64(action.Effective);
        w.Int32(action.Ratio.New);
        w.Int32(action.Ratio.Old);
        w.Price(action.Amount);
        w.Text(action.Ticker);
    }

    public static CorporateEvent Read(ref RecordReader r)
    {
        var (symbol, kind, effective, numerator, denominator) = (r.Int32(), (CorporateActionKind)r.Byte(), r.Int64(), r.Int32(), r.Int32());
        if (numerator <= 0 || denominator <= 0) throw new JournalFormatException($"a corporate action has the ratio {numerator} for {denominator}: expected numbers above 0");
        return new CorporateEvent(symbol, kind, effective, new SplitRatio(numerator, denominator), r.Price(), r.Text() is { Length: > 0 } ticker ? ticker : null);
    }
}
