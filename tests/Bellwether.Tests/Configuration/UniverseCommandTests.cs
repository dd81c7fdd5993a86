using Bellwether.Commands;

namespace Bellwether.Tests.Configuration;

public sealed class UniverseCommandTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-universe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static async Task<(int Code, string[] Lines, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), error.ToString());
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    string Store => Path.Combine(folder, "store");

    /// <summary>Daily bars of 2024-01-02 and the sessions after it: closes, each with 1,000 shares.</summary>
    async Task Import(string symbol, params double[] closes)
    {
        var sessions = Bellwether.Core.ExchangeCalendar.NewYork.Sessions(new(2024, 1, 2), new(2024, 12, 31)).Take(closes.Length);
        var file = Write(symbol + ".csv", "date,open,high,low,close,volume\n" + string.Concat(sessions.Zip(closes, (s, c) => FormattableString.Invariant($"{s.Date:uuuu-MM-dd},{c},{c},{c},{c},1000\n"))));
        var (code, _, error) = await Run("data", "import", file, "--symbol", symbol, "--kind", "bars", "--bar", "1d", "--data-dir", Store);
        Assert.True(code == 0, error);
    }

    [Fact]
    public async Task Each_candidate_has_a_row_with_the_rule_the_value_and_the_reason()
    {
        await Import("AA", 6, 7, 8, 1);
        await Import("BB", 6, 3, 8, 100);
        await Import("CC", 9, 9, 9, 9);
        var list = Write("list.csv", "symbol,name\nCC,Third\nDD,nobody  # has no data\n");
        var config = Write("u.yaml", $"universe: {{ symbols: [AA, BB], file: {list}, rules: [price >= 5], rank: price, maxSymbols: 1, enterAfter: 2, leaveAfter: 2 }}\n");

        // By the sessions of January 2 to 4; that of the 5th, which turns everything round, is not looked at.
        var (code, lines, error) = await Run("universe", "--config", config, "--date", "2024-01-05", "--data-dir", Store);

        Assert.Equal(0, code);
        Assert.Equal(
            [
                "symbol,in,since,rule,value,reason",
                "CC,yes,2024-01-04,price,9,all rules hold; place 1 of 1",
                "AA,no,,price,8,all rules hold; place 2 of 1",
                "BB,no,,price,8,all rules hold; place 3 of 1",
                "DD,no,,price >= 5,,nothing is known of the session 2024-01-04",
            ], lines);
        Assert.Equal("universe of 2024-01-05: 1 of 4 candidates, by the sessions up to 2024-01-04\n", error);
        (_, lines, _) = await Run("universe", "--config", config, "--date", "2024-01-05", "--data-dir", Store, "--format", "json");
        Assert.Equal("""{"symbol":"CC","in":"yes","since":"2024-01-04","rule":"price","value":9,"reason":"all rules hold; place 1 of 1"}""", lines[0]);
        (_, lines, _) = await Run("universe", "--config", config, "--date", "2024-01-05", "--data-dir", Store, "--set", "universe.since=2024-01-04");
        Assert.Equal("CC,no,,price,9,all rules hold; place 1 of 1; 1 of 2 sessions in a row after which it enters", lines[1 + 2]);
    }

    [Fact]
    public async Task Sessions_without_a_bar_of_the_day_are_told_by_their_minutes()
    {
        await Import("AA", 6, 7);
        // The 3rd, of which there is a bar of the day already, and the 4th.
        var minutes = Write("m.csv", "time_utc,open,high,low,close,volume\n2024-01-03T19:00:00Z,2,2,2,2,7\n2024-01-04T14:30:00Z,9,9,9,9,500\n2024-01-04T14:31:00Z,9,9,8,8,700\n");
        Assert.Equal(0, (await Run("data", "import", minutes, "--symbol", "AA", "--kind", "bars", "--bar", "1m", "--data-dir", Store)).Code);
        async Task<string> Row(string rank)
        {
            var config = Write("u.yaml", $"universe: {{ symbols: [AA], rank: {rank}, enterAfter: 1 }}\n");
            return (await Run("universe", "--config", config, "--date", "2024-01-05", "--data-dir", Store)).Lines[1];
        }
        Assert.Equal("AA,yes,2024-01-03,volume,1200,all rules hold; place 1 of 1", await Row("volume"));
        Assert.Equal("AA,yes,2024-01-03,average_volume,1000,all rules hold; place 1 of 1", await Row("average_volume"));
        Assert.Equal("AA,yes,2024-01-03,average_volume + 0 * opening_range_high,503.5,all rules hold; place 1 of 1", await Row("average_volume + 0 * opening_range_high"));
    }

    [Theory]
    [InlineData("universe: { symbols: [AA], rules: [prise > 5] }", "universe.rules[0]: \"prise > 5\", column 1: unknown name")]
    [InlineData("universe: { symbols: [AA], stay: [price] }", "universe.stay[0]: \"price\", column 1: expected a condition")]
    [InlineData("universe: { rules: [price > 5] }", "universe: has no candidates")]
    [InlineData("universe: { file: absent.csv }", "universe.file: absent.csv: cannot be read")]
    [InlineData("universe: { symbols: [aa] }", "universe.symbols[0]: \"aa\" is not a ticker")]
    [InlineData("universe: { symbols: [AA], since: 2024-01-01 }", "universe.since: 2024-01-01 is not a session")]
    [InlineData("universe: { symbols: [AA] }\nsymbols: [AA]", "universe: is given beside symbols")]
    [InlineData("symbols: [AA]", "has no \"universe\"")]
    public async Task A_mistake_in_the_configuration_is_told(string text, string problem)
    {
        var (code, lines, error) = await Run("universe", "--config", Write("u.yaml", text + "\n"), "--date", "2024-01-05", "--data-dir", Store);
        Assert.Equal((1, 0), (code, lines.Length));
        Assert.Contains(problem, error);
    }

    [Fact]
    public async Task A_day_without_a_session_is_told_with_the_next_one()
    {
        var (code, _, error) = await Run("universe", "--config", Write("u.yaml", "universe: { symbols: [AA] }\n"), "--date", "2024-01-06", "--data-dir", Store);
        Assert.Equal(1, code);
        Assert.Contains("--date 2024-01-06: is no session of the New York exchanges; the next one is 2024-01-08", error);
    }

    const string Trading = """
        strategy:
          name: always
          entry: { long: close > 0, cooldown: 20m }
          exit: { long: minutes_since_open > 0, beforeClose: 5m }
        risk: { sizing: { shares: 100 } }
        simulation: { fills: barClose }
        """;

    [Fact]
    public async Task A_backtest_enters_a_symbol_in_those_sessions_only_in_whose_universe_it_is()
    {
        // IBM closed at 184.1 on October 4, 182.01 on the 7th, 178.72 on the 8th: in for the 7th, out for the 8th and the 9th, and nothing is known for the 4th.
        var data = TestData.Shared("data/equity/minute_trade");
        var universe = Write("u.yaml", "universe: { symbols: [IBM, QQQ], rules: [price >= 183], enterAfter: 1, leaveAfter: 1 }\n" + Trading + "\n");
        var plain = Write("p.yaml", Trading + "\n");
        async Task<string> Orders(string config, string from, string to)
        {
            var (code, lines, error) = await Run(["backtest", config, "--data", data, "--from", from, "--to", to, "--format", "json", .. config == plain ? (string[])["--symbols", "IBM"] : []]);
            Assert.True(code == 0, error);
            return System.Text.Json.Nodes.JsonNode.Parse(lines[0])!["orders"]!.ToJsonString();
        }
        const string none = """{"submitted":0,"filled":0,"cancelled":0,"rejected":0}""";
        var monday = await Orders(plain, "2013-10-07", "2013-10-08");
        Assert.NotEqual(none, monday);
        Assert.Equal(monday, await Orders(universe, "2013-10-07", "2013-10-08"));
        Assert.Equal(monday, await Orders(universe, "2013-10-04", "2013-10-10"));
        Assert.Equal(none, await Orders(universe, "2013-10-04", "2013-10-05"));
        Assert.Equal(none, await Orders(universe, "2013-10-08", "2013-10-10"));
    }
}
