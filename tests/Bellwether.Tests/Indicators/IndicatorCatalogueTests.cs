using Bellwether.Indicators;

namespace Bellwether.Tests.Indicators;

public sealed class IndicatorCatalogueTests
{
    [Theory]
    [InlineData("sma(10)", "sma(10)")]
    [InlineData(" SMA ( 010 ) ", "sma(10)")]
    [InlineData("Atr(14)", "atr(14)")]
    public void A_definition_has_one_name_whatever_its_spelling(string definition, string name) =>
        Assert.Equal(name, IndicatorCatalogue.Create(definition, 1).Name);

    [Theory]
    [InlineData("atr(1)", "\"atr(1)\": the period must be 2 or more")]
    [InlineData("sma(0)", "\"sma(0)\": the period must be 1 or more")]
    [InlineData("sma(-3)", "\"sma(-3)\": the period must be 1 or more")]
    [InlineData("sma(100001)", "\"sma(100001)\": the period must be 100000 or less")]
    [InlineData("smaa(10)", "\"smaa(10)\": there is no indicator \"smaa\"; known are atr, ema, rsi, sma")]
    [InlineData("sma", "\"sma\": expected a name and a period in brackets, such as sma(10)")]
    [InlineData("", "\"\": expected a name and a period in brackets, such as sma(10)")]
    [InlineData("(10)", "\"(10)\": expected a name and a period in brackets, such as sma(10)")]
    [InlineData("sma(10", "\"sma(10\": expected a name and a period in brackets, such as sma(10)")]
    [InlineData("sma(ten)", "\"sma(ten)\": the period is a whole number of bars, such as sma(20), not \"ten\"")]
    [InlineData("atr()", "\"atr()\": the period is a whole number of bars, such as atr(14), not \"\"")]
    [InlineData("sma(1.5)", "\"sma(1.5)\": the period is a whole number of bars, such as sma(20), not \"1.5\"")]
    [InlineData("sma(10)(20)", "\"sma(10)(20)\": the period is a whole number of bars, such as sma(20), not \"10)(20\"")]
    public void A_wrong_definition_says_what_would_be_right(string definition, string message) =>
        Assert.Equal(message, Assert.Throws<IndicatorDefinitionException>(() => IndicatorCatalogue.Create(definition, 1)).Message);

    [Fact]
    public void Every_entry_can_be_made_with_its_usual_and_its_least_period() =>
        Assert.All(IndicatorCatalogue.Entries, entry =>
        {
            Assert.False(IndicatorCatalogue.Create($"{entry.Name}({entry.UsualPeriod})", 2).IsReady(1));
            Assert.False(IndicatorCatalogue.Create($"{entry.Name}({entry.LeastPeriod})", 2).IsReady(1));
        });
}
