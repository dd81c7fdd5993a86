using Bellwether.Indicators;

namespace Bellwether.Tests.Indicators;

public sealed class IndicatorDefinitionTests
{
    [Theory]
    [InlineData("sma(10)", "sma(10)")]
    [InlineData(" SMA ( 010 ) ", "sma(10)")]
    [InlineData("sma(period=10)", "sma(10)")]
    [InlineData("sma", "sma(20)")]
    [InlineData("obv", "obv()")]
    [InlineData("macd(12,26,9).signal", "macd(12,26,9).signal")]
    [InlineData("MACD( ).Hist", "macd(12,26,9).hist")]
    [InlineData("macd(signal=5)", "macd(12,26,5)")]
    [InlineData("bb(20, 2.5)", "bbands(20,2.5)")]
    [InlineData("psar(0.03,0.3)", "psar(0,0.03,0.3)")]
    [InlineData("sma(close,10)", "sma(10)")]
    [InlineData("sma(high,10)", "sma(high,10)")]
    [InlineData("sma(rsi(14),5)", "sma(rsi(14),5)")]
    [InlineData("ema(macd(12,26,9).hist, 3)", "ema(macd(12,26,9).hist,3)")]
    [InlineData("atr(14)@5m", "atr(14)@5m")]
    [InlineData("adx(14).plus_di@60m", "adx(14)@1h.plus_di")]
    [InlineData("beta(SPY,60)", "beta(SPY,60)")]
    [InlineData("correlation(rsi(14),SPY,30)", "correlation(rsi(14),SPY,30)")]
    [InlineData("sma(rsi(14),5)@5m", "sma(rsi(14)@5m,5)@5m")]
    [InlineData("beta(BRK.B, 60)", "beta(BRK.B,60)")]
    [InlineData("beta(BRK B,60)", "beta(BRK B,60)")]
    [InlineData("ema(SPY,9)", "ema(SPY,9)")]
    [InlineData("correlation(close of SPY,30)", "correlation(SPY,30)")]
    [InlineData("correlation( volume , volume of BRK.B , 30)", "correlation(volume,volume of BRK.B,30)")]
    [InlineData("correlation(rsi(14),rsi(14) of SPY,30)", "correlation(rsi(14),rsi(14) of SPY,30)")]
    [InlineData("beta(sma(3).value of SPY,60)@5m", "beta(sma(3)@5m of SPY,60)@5m")]
    [InlineData("beta(MACD.signal,60)", "beta(macd(12,26,9).signal,60)")]
    public void A_definition_has_one_spelling_whatever_was_typed(string given, string spelling)
    {
        var definition = IndicatorCatalogue.Standard.Parse(given);
        Assert.Equal(spelling, definition.Text);
        Assert.Equal(definition.Name, IndicatorCatalogue.Standard.Parse(definition.Name).Name);
    }

    [Fact]
    public void The_symbol_is_part_of_what_is_meant_and_not_of_the_computation()
    {
        var definition = IndicatorCatalogue.Standard.Parse("macd(12,26,9).signal of BRK.B");
        Assert.Equal(("macd(12,26,9)", "macd(12,26,9).signal of BRK.B", "BRK.B"), (definition.Name, definition.Text, definition.Symbol));
        Assert.Equal(["SPY", "BRK.B", "QQQ"], IndicatorCatalogue.Standard.Parse("correlation(sma(SPY,3),ema(9) of BRK.B,30) of QQQ").Names);
    }

    [Theory]
    [InlineData("atr(1)", "\"period\" must be 2 or more, not 1")]
    [InlineData("rsi(1)", "\"period\" must be 2 or more, not 1")]
    [InlineData("sma(-3)", "\"period\" must be 1 or more, not -3")]
    [InlineData("sma(100001)", "\"period\" must be 100000 or less, not 100001")]
    [InlineData("sma(1.5)", "\"period\" is a whole number, not 1.5")]
    [InlineData("sma(NaN)", "sma runs over")]
    [InlineData("smaa(10)", "there is no indicator \"smaa\"; did you mean \"sma\"? \"bellwether indicators list\" shows all")]
    [InlineData("xyzzy(10)", "there is no indicator \"xyzzy\"; \"bellwether indicators list\" shows all")]
    [InlineData("", "expected a name and numbers in brackets, such as sma(10)")]
    [InlineData("(10)", "expected a name and numbers in brackets, such as sma(10)")]
    [InlineData("sma(10", "column 7: the bracket is not closed: expected \")\"")]
    [InlineData("sma(10)(20)", "column 8: unexpected \"(\"")]
    [InlineData("sma(10,20)", "sma takes one number (period), and 2 are given")]
    [InlineData("obv(3)", "obv takes no number, and 1 are given")]
    [InlineData("macd(26,12)", "the fast period must be shorter than the slow one")]
    [InlineData("macd(12,26,9).signl", "column 15: macd has no output \"signl\": expected macd or signal or hist")]
    [InlineData("sma(10,high)", "column 8: \"high\" is not a number: a series stands before the numbers, such as sma(20)")]
    [InlineData("atr(close,14)", "atr reads whole bars and runs over no other series; without \"close\" it is right")]
    [InlineData("beta(60)", "beta compares with a second series: expected its name first, such as beta(SPY,60)")]
    [InlineData("sma(len=3)", "column 5: sma has no parameter \"len\": expected period")]
    [InlineData("sma(period=3,period=4)", "column 14: \"period\" is given twice")]
    [InlineData("sma(3)@5x", "column 7: \"@5x\" is no length of bars: expected minutes, hours or one day, such as @5m, @1h or @1d")]
    [InlineData("sma(rsi(14)@1m,3)@5m", "an indicator on bars of 5m runs over one on the same bars, not on 1m")]
    [InlineData("sma(20) of spy", "column 12: expected a ticker after \"of\", in capital letters, such as sma(20) of SPY")]
    [InlineData("sma(20) of", "expected a ticker after \"of\"")]
    [InlineData("sma(20) of SPY QQQ5x", "column 16: unexpected \"Q\"")]
    [InlineData("sma(10,SPY)", "column 8: \"SPY\" is not a number: a series stands before the numbers, such as sma(20)")]
    [InlineData("avwap(20240230)", "the anchor is a day written as YYYYMMDD, such as 20240304, or 0")]
    public void A_wrong_definition_says_what_would_be_right(string given, string part)
    {
        if (given == "sma(NaN)")
        {
            // A word there is the name of a series; whether there is one is known when it runs.
            Assert.Equal("sma(NaN,20)", IndicatorCatalogue.Standard.Parse(given).Name);
            return;
        }
        var message = Assert.Throws<IndicatorDefinitionException>(() => IndicatorCatalogue.Standard.Parse(given)).Message;
        Assert.StartsWith($"\"{given}\": ", message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }
}
