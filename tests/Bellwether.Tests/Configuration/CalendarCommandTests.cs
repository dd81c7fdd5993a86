using Bellwether.Commands;

namespace Bellwether.Tests.Configuration;

public sealed class CalendarCommandTests
{
    static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["calendar", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }

    [Theory]
    [InlineData("xnys-2013-2015.csv", "2013-01-01", "2015-12-31", "XNYS")]
    [InlineData("xnys-2024-2026.csv", "2024-01-01", "2026-12-31", "XNAS")]
    public async Task Prints_the_published_calendar(string file, string from, string to, string exchange)
    {
        // There: date, open, close, kind, reason and more.
        var expected = File.ReadLines(TestData.Shared("data/calendar/" + file)).Skip(1).Select(line => line.Split(',')).Select(row => $"{row[0]},{row[3]},{row[1]},{row[2]},{row[4]}");

        var (code, output, error) = await Run("--from", from, "--to", to, "--exchange", exchange, "--format", "csv");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(["date,kind,open_et,close_et,reason", .. expected], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Prints_a_line_of_JSON_a_date()
    {
        var (code, output, _) = await Run("--from", "2024-07-03", "--to", "2024-07-04", "--format", "json");
        Assert.Equal(0, code);
        Assert.Equal(
            """{"date":"2024-07-03","kind":"half","open_et":"09:30","close_et":"13:00","reason":"Day before Independence Day"}""" + "\n"
            + """{"date":"2024-07-04","kind":"closed","open_et":null,"close_et":null,"reason":"Independence Day"}""" + "\n", output);
    }

    [Theory]
    [InlineData("--from", "2024-07-03")]
    [InlineData("--from", "2024-07-04", "--to", "2024-07-03")]
    [InlineData("--from", "2024-02-30", "--to", "2024-07-03")]
    [InlineData("--from", "2024-07-03", "--to", "2024-07-03", "--exchange", "XLON")]
    public async Task Wrong_usage_names_what_is_wrong(params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--", error);
    }

    [Fact]
    public async Task A_date_that_the_calendar_does_not_know_is_a_failure_and_prints_nothing()
    {
        var (code, output, error) = await Run("--from", "2035-12-30", "--to", "2036-01-02");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("covers 1998-01-01 to 2035-12-31", error);
    }
}
