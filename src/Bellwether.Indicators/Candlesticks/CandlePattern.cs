using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Candlesticks;

/// <summary>The indicator of a figure of candles: it keeps the candles and asks the figure at each bar.</summary>
public struct CandlePattern<TPattern> : IIndicator<CandlePattern<TPattern>>
    where TPattern : struct, ICandlePattern
{
    const int LongestFigure = 100;

    readonly double penetration;
    CandleTape tape;

    CandlePattern(ReadOnlySpan<double> arguments)
    {
        penetration = arguments.Length > 0 ? arguments[0] : 0;
        tape = new CandleTape(TPattern.Length);
    }

    static IndicatorDescription IIndicator<CandlePattern<TPattern>>.Description
    {
        get
        {
            var about = TPattern.Description;
            if (TPattern.Length is < 1 or > LongestFigure)
                throw new IndicatorCatalogueException($"{typeof(TPattern).FullName}: a figure of {TPattern.Length} candles: expected 1 to {LongestFigure}; Length says how many candles Judge looks at");
            return new(about.Name, about.Summary, about.Definition + ". " + CandleMeasures.Text, about.Source)
            {
                Aliases = about.Alias is { } alias ? [alias] : [],
                Parameters = about.Penetration is { } usual ? [new("penetration", usual, 0, 10, "how deep the first body must be entered, as a fraction of it")] : [],
                Unit = CandleMeasures.Unit,
                Scaling = PriceScaling.Invariant,
            };
        }
    }

    static IndicatorInputs IIndicator<CandlePattern<TPattern>>.Inputs => IndicatorInputs.Prices;

    static CandlePattern<TPattern> IIndicator<CandlePattern<TPattern>>.Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => tape.Places;

    public readonly int WarmUp => tape.WarmUp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        if (!tape.Add(bar, window)) return false;
        outputs[0] = TPattern.Judge(tape.Read(window), penetration);
        return true;
    }
}
