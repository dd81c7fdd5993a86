using System.Text.Json;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Web;
using NodaTime;

namespace Bellwether.Tests.Web;

public sealed class FigureTests
{
    const string Minus = "\u2212";

    [Fact]
    public void Every_case_of_the_table_is_printed_as_written_there()
    {
        var cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestData.Checkout, "tests/Bellwether.Tests/Web/format-cases.json"))).RootElement;
        var wrong = new List<string>();
        foreach (var rule in cases.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array))
            foreach (var c in rule.Value.EnumerateArray())
            {
                var printed = Print(rule.Name, c);
                var expected = c.GetProperty("text").GetString();
                if (printed != expected) wrong.Add($"{rule.Name} of {c.GetProperty("value")}: expected '{expected}', printed '{printed}'");
            }
        Assert.Empty(wrong);
    }

    static string Print(string rule, JsonElement c)
    {
        decimal? value = c.GetProperty("value").ValueKind == JsonValueKind.Null ? null : c.GetProperty("value").GetDecimal();
        int Decimals() => c.GetProperty("decimals").GetInt32();
        Instant Moment() => Instant.FromUnixTimeSeconds((long)value!.Value);
        return rule switch
        {
            "money" => Figure.Money(value, Decimals()),
            "change" => Figure.Change(value, Decimals()),
            "percent" => Figure.Percent(value, Decimals(), c.GetProperty("plus").GetBoolean()),
            "time" => Figure.Time(Moment()),
            "minute" => Figure.Minute(Moment()),
            "age" => Figure.Age(Duration.FromMilliseconds((double)(value!.Value * 1000))),
            _ => throw new ArgumentException($"format-cases.json names the rule '{rule}', which this test does not know", nameof(rule)),
        };
    }

    [Theory]
    [InlineData(106, "106")]
    [InlineData(-355, Minus + "355")]
    [InlineData(1300, "1,300")]
    [InlineData(0.5, "0.5")]
    [InlineData(-12.3456, Minus + "12.3456")]
    [InlineData(0, "0")]
    public void A_quantity_has_decimals_only_when_it_is_fractional(double shares, string text) => Assert.Equal(text, Figure.Quantity((decimal)shares));

    [Theory]
    [InlineData("239.44", "239.44", "239.440")]
    [InlineData("5012.3", "5,012.30", "5,012.300")]
    [InlineData("1", "1.00", "1.000")]
    [InlineData("0.8312", "0.8312", "0.83120")]
    public void A_price_has_the_decimals_of_its_tick_and_an_average_one_more(string dollars, string price, string average)
    {
        var p = Price.FromDecimal(decimal.Parse(dollars, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(price, Figure.Price(p));
        Assert.Equal(average, Figure.Average(p));
    }

    [Theory]
    [InlineData(1.172, "+1.17")]
    [InlineData(-0.08, Minus + "0.08")]
    [InlineData(0.001, "0.00")]
    public void R_is_signed_with_two_decimals(double r, string text) => Assert.Equal(text, Figure.R((decimal)r));

    [Theory]
    [InlineData(0.82, ".82")]
    [InlineData(-0.125, Minus + ".13")]
    [InlineData(1, "1.00")]
    [InlineData(10.5, "10.50")]
    public void A_correlation_drops_its_leading_zero(double coefficient, string text) => Assert.Equal(text, Figure.Correlation((decimal)coefficient));

    [Theory]
    [InlineData(0.01, "up")]
    [InlineData(-0.01, "down")]
    [InlineData(0.004, "")]
    [InlineData(-0.004, "")]
    [InlineData(0, "")]
    public void What_prints_as_zero_has_no_colour(double value, string tone) => Assert.Equal(tone, Figure.Tone((decimal)value));

    [Fact]
    public void Only_a_live_account_is_masked()
    {
        Assert.Equal("U•••4567", Figure.Account(AccountMode.Live, "U1234567"));
        Assert.Equal("DU1234567", Figure.Account(AccountMode.Paper, "DU1234567"));
        Assert.Equal("–", Figure.Account(AccountMode.Paper, ""));
    }

    [Fact]
    public void Event_times_show_milliseconds_and_utc_shows_the_date()
    {
        var time = Instant.FromUtc(2026, 10, 14, 18, 7, 32) + Duration.FromMilliseconds(118.9);
        Assert.Equal("14:07:32.118", Figure.TimeToMilliseconds(time));
        Assert.Equal("2026-10-14 18:07:32.118 UTC", Figure.InUtc(time));
        Assert.Equal("2026-10-14", Figure.Date(new LocalDate(2026, 10, 14)));
    }

    [Fact]
    public void Ages_beyond_a_day_count_days() => Assert.Equal("2 d 3 h", Figure.Age(Duration.FromHours(51.9)));

    [Fact]
    public void Whatever_is_missing_is_an_en_dash() =>
        Assert.All(
            [Figure.Quantity(null), Figure.Price(null), Figure.Average(null), Figure.R(null), Figure.BasisPoints(null), Figure.Time(null), Figure.Age(null), Figure.Date(null)],
            text => Assert.Equal("–", text));
}
