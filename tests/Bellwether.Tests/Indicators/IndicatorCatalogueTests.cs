using Bellwether.Indicators;
using Bellwether.Indicators.Candlesticks;
using Bellwether.MarketData;

namespace Bellwether.Tests.Indicators;

public sealed class IndicatorCatalogueTests
{
    static readonly string[] Expected =
    [
        "accbands", "ad", "adosc", "adx", "adxr", "apo", "aroon", "aroonosc", "atr", "atr_ema", "atr_sma", "avgdev", "avgprice", "avwap", "bbands", "beta", "bop", "cci",
        "chandelier", "cmf", "cmo", "cmo_wilder", "correlation", "dema", "divergence", "donchian", "dx", "ema", "er", "heikin_ashi", "highest", "highest_age", "hma",
        "ht_dcperiod", "ht_dcphase", "ht_phasor", "ht_sine", "ht_trendline", "ht_trendmode", "hurst", "ichimoku", "imi", "kama", "keltner", "linreg", "linreg_angle",
        "linreg_intercept", "linreg_slope", "lowest", "lowest_age", "macd", "macdext", "macdfix", "mama", "mavp", "medprice", "mfi", "midpoint", "midprice", "minmax",
        "minmax_age", "minus_di", "minus_dm", "mom", "natr", "nvi", "obv", "opening_range", "percent_rank", "plus_di", "plus_dm", "ppo", "psar", "pvi", "regime", "roc", "rocp",
        "rocr", "rocr100", "rsi", "rv_close", "rv_garman_klass", "rv_parkinson", "rv_yang_zhang", "rvol", "sarext", "sma", "spread_zscore", "stddev", "stoch", "stochf",
        "stochrsi", "sum", "supertrend", "t3", "tema", "trange", "trima", "trix", "tsf", "typprice", "ultosc", "var", "volume_profile", "vwap", "vwma", "wclprice", "willr",
        "wma", "zscore",
    ];

    [Fact]
    public void The_standard_catalogue_has_every_promised_indicator() => Assert.Empty(Expected.Except(IndicatorCatalogue.Standard.Entries.Select(e => e.Name)));

    [Fact]
    public void It_has_every_figure_of_candles_of_TA_Lib_under_that_name_too() =>
        Assert.Equal(61, IndicatorCatalogue.Standard.Entries.Count(e => e.Description.Aliases.Any(a => a.StartsWith("cdl", StringComparison.Ordinal) && !a.Contains('_', StringComparison.Ordinal))));

    [Fact]
    public void Every_entry_says_all_about_itself() => Assert.All(IndicatorCatalogue.Standard.Entries, entry =>
    {
        var about = entry.Description;
        Assert.True(about.Summary.Length > 10 && about.Formula.Length > 10 && about.Source.Length > 10, entry.Name);
        Assert.All(about.Parameters, p => Assert.True(p.Meaning.Length > 3, entry.Name));
        Assert.True(entry.WarmUp([.. about.Parameters.Select(p => p.Default)]) >= 1, entry.Name);
    });

    [Fact]
    public void Every_entry_is_found_by_its_name_and_its_aliases() => Assert.All(IndicatorCatalogue.Standard.Entries, entry =>
        Assert.All(entry.Description.Aliases.Prepend(entry.Name), name => Assert.Same(entry, IndicatorCatalogue.Standard.Find(name.ToUpperInvariant()))));

    [Fact]
    public void Indicators_of_another_assembly_join_the_catalogue()
    {
        var catalogue = IndicatorCatalogue.Standard.With(typeof(Doubled).Assembly);
        Assert.Equal(IndicatorCatalogue.Standard.Entries.Count + 2, catalogue.Entries.Count);
        Assert.Equal([double.NaN, 4, 6], TestBars.Batch("doubled(2)", TestBars.Closes(1, 2, 3), catalogue));
        Assert.Null(IndicatorCatalogue.Standard.Find("doubled"));
    }

    [Fact]
    public void A_figure_of_candles_of_another_assembly_joins_the_catalogue()
    {
        var catalogue = IndicatorCatalogue.Standard.With(typeof(HigherClose).Assembly);
        var bars = TestBars.Closes(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 4);
        // The two candles have ten before them from bar 12 on.
        Assert.Equal([.. Enumerable.Repeat(double.NaN, 11), 100, 100, 0], TestBars.Batch("higher_close", bars, catalogue));
    }

    [Fact]
    public void A_name_is_claimed_once()
    {
        var catalogue = IndicatorCatalogue.Standard.With(typeof(Doubled).Assembly);
        var problem = Assert.Throws<IndicatorCatalogueException>(() => catalogue.With(typeof(Doubled).Assembly));
        Assert.Contains("\"doubled\" is claimed by doubled and by doubled", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_without_indicators_is_refused() =>
        Assert.Contains("holds no indicator", Assert.Throws<IndicatorCatalogueException>(() => IndicatorCatalogue.Standard.With(typeof(BarColumns).Assembly)).Message, StringComparison.Ordinal);
}

/// <summary>An indicator of this assembly: twice the close, from the n-th bar on.</summary>
public struct Doubled : IIndicator<Doubled>
{
    readonly int period;
    int bars;

    Doubled(int period) => this.period = period;

    public static IndicatorDescription Description => new("doubled", "twice the close", "2 * close, from bar n on", "made for this test") { Parameters = [IndicatorParameter.Bars("period", 2, 1, "bars")] };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Doubled Create(ReadOnlySpan<double> arguments) => new((int)arguments[0]);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => period;

    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        outputs[0] = 2 * bar.Close;
        return ++bars >= period;
    }
}

/// <summary>A figure of this assembly: two closes in a row, the second higher.</summary>
public readonly struct HigherClose : ICandlePattern
{
    public static CandlePatternDescription Description => new("higher_close", null, "a close above the one before", "second close above the first") { Source = "made for this test" };

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration) => candles[0].Close > candles[1].Close ? 100 : 0;
}
