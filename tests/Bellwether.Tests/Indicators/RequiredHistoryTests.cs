using Bellwether.Indicators;

namespace Bellwether.Tests.Indicators;

public sealed class RequiredHistoryTests
{
    [Theory]
    [InlineData("sma(20)", 20)]
    [InlineData("donchian(7)", 7)]
    [InlineData("roc(10)", 11)]
    [InlineData("hma(16)", 19)]
    public void A_window_needs_its_own_length(string definition, int bars) => Assert.Equal(bars, RequiredHistory.Bars(IndicatorCatalogue.Standard.Parse(definition)));

    [Theory]
    [InlineData("ema(20)", 19.0 / 21)]
    [InlineData("ema(50)", 49.0 / 51)]
    [InlineData("atr(14)", 13.0 / 14)]
    [InlineData("atr(30)", 29.0 / 30)]
    public void An_average_that_feeds_on_itself_needs_until_its_seed_has_faded(string definition, double keep)
    {
        // The seed is off by some cents to some dollars, and fades by the factor a bar to 1e-9 (of a price near 100: 1e-7).
        var bars = RequiredHistory.Bars(IndicatorCatalogue.Standard.Parse(definition))!.Value;
        Assert.InRange(bars, Math.Log(1e-7 / 0.05) / Math.Log(keep), Math.Log(1e-9 / 5) / Math.Log(keep) + 60);
    }

    [Theory]
    [InlineData("obv()")]
    [InlineData("ad()")]
    [InlineData("avwap(0,1)")]
    public void What_counts_for_ever_never_comes_near(string definition) => Assert.Null(RequiredHistory.Bars(IndicatorCatalogue.Standard.Parse(definition)));

    [Fact]
    public void A_session_s_average_needs_a_session_and_a_coarser_tolerance_needs_less()
    {
        Assert.InRange(RequiredHistory.Bars(IndicatorCatalogue.Standard.Parse("vwap(1)"))!.Value, 2, 390);
        var rsi = IndicatorCatalogue.Standard.Parse("rsi(14)");
        Assert.True(RequiredHistory.Bars(rsi, 1e-3) < RequiredHistory.Bars(rsi));
    }

    [Fact]
    public void Longer_bars_need_as_many_bars_of_their_own() => Assert.InRange(RequiredHistory.Bars(IndicatorCatalogue.Standard.Parse("sma(20)@5m"))!.Value, 96, 105);
}
