using Bellwether.Configuration;
using NodaTime;

namespace Bellwether.Tests.Configuration;

public sealed class ScalarFormatTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("2h", 7200)]
    [InlineData("0s", 0)]
    public void A_duration_is_a_count_and_a_unit(string text, long seconds) =>
        Assert.Equal(Duration.FromSeconds(seconds), ScalarFormats.For(typeof(Duration))!.Parse(text));

    [Theory]
    [InlineData("90")]
    [InlineData("5 m")]
    [InlineData("5M")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("1h30m")]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("99999999s")]
    public void Other_texts_are_no_durations(string text) => Assert.Null(ScalarFormats.For(typeof(Duration))!.Parse(text));

    [Theory]
    [InlineData("60s", "1m")]
    [InlineData("90s", "90s")]
    [InlineData("120m", "2h")]
    [InlineData("90m", "90m")]
    [InlineData("0h", "0s")]
    public void Equal_durations_are_written_alike(string text, string canonical) => AssertCanonical(typeof(Duration), text, canonical);

    [Theory]
    [InlineData("1.00", "1")]
    [InlineData("1000000", "1000000")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("-2.50", "-2.5")]
    [InlineData("0.0", "0")]
    [InlineData("100", "100")]
    public void Equal_numbers_are_written_alike(string text, string canonical) => AssertCanonical(typeof(decimal), text, canonical);

    [Theory]
    [InlineData("1,000")]
    [InlineData("1_000")]
    [InlineData("1e6")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("0.0000001")]
    [InlineData("NaN")]
    [InlineData("٣")]
    [InlineData("12345678901234567890")]
    public void Other_texts_are_no_numbers(string text) => Assert.Null(ScalarFormats.For(typeof(decimal))!.Parse(text));

    [Theory]
    [InlineData("4002", true)]
    [InlineData("4002.0", false)]
    [InlineData("0x10", false)]
    [InlineData("3000000000", false)]
    [InlineData(" 5", false)]
    public void A_whole_number_has_digits_only(string text, bool isOne) => Assert.Equal(isOne, ScalarFormats.For(typeof(int))!.Parse(text) is not null);

    [Theory]
    [InlineData("09:45", true)]
    [InlineData("9:45", false)]
    [InlineData("24:00", false)]
    [InlineData("09:45:00", false)]
    public void A_time_of_day_has_two_digits_each(string text, bool isOne) => Assert.Equal(isOne, ScalarFormats.For(typeof(LocalTime))!.Parse(text) is not null);

    [Theory]
    [InlineData("2025-03-03", true)]
    [InlineData("2025-02-29", false)]
    [InlineData("03/03/2025", false)]
    public void A_date_is_iso(string text, bool isOne) => Assert.Equal(isOne, ScalarFormats.For(typeof(LocalDate))!.Parse(text) is not null);

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("yes", null)]
    [InlineData("on", null)]
    [InlineData("True", null)]
    public void Truth_has_two_words(string text, bool? expected) => Assert.Equal(expected, ScalarFormats.For(typeof(bool))!.Parse(text));

    [Fact]
    public void A_choice_is_written_in_camel_case()
    {
        var format = ScalarFormats.For(typeof(FillSource))!;
        Assert.Equal(FillSource.BarClose, format.Parse("barClose"));
        Assert.Null(format.Parse("BarClose"));
        Assert.Null(format.Parse("1"));
        Assert.Equal("barClose", format.Write(FillSource.BarClose));
    }

    [Theory]
    [InlineData("entri", "entry")]
    [InlineData("maxordervalue", "maxOrderValue")]
    [InlineData("cahs", "cash")]
    [InlineData("elephant", null)]
    public void A_misspelt_name_suggests_the_nearest(string given, string? expected) =>
        Assert.Equal(expected, NameSuggestion.Nearest(given, ["entry", "exit", "cash", "maxOrderValue"]));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "ac", 1)]
    [InlineData("same", "same", 0)]
    public void The_distance_of_words_counts_edits(string a, string b, int expected) => Assert.Equal(expected, NameSuggestion.Distance(a, b));

    static void AssertCanonical(Type type, string text, string canonical)
    {
        var format = ScalarFormats.For(type)!;
        Assert.Equal(canonical, format.Write(format.Parse(text)!));
    }
}
