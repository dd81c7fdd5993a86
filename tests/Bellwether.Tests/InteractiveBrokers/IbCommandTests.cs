using System.Text.Json.Nodes;
using Bellwether.Commands;
using Bellwether.InteractiveBrokers;

namespace Bellwether.Tests.InteractiveBrokers;

public sealed class IbCommandTests : IDisposable
{
    const string Head = "message\tserver_version\tdirection\tpayload\tsource\tnote\n";

    readonly string _folder = Directory.CreateTempSubdirectory("bellwether-ib-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_recorded_frame_is_a_line_of_JSON_and_text_frames_are_complete()
    {
        var path = TestData.Shared("protocol/recorded-frames.tsv");
        var rows = File.ReadAllLines(path)[1..].Select(line => line.Split('\t')).ToList();
        var (code, output, _) = await Run("decode", path);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        // The set holds protobuf frames, which are not read yet.
        Assert.Equal((1, rows.Count), (code, lines.Count));
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            var line = lines[i];
            Assert.Equal(["row", "message", "serverVersion", "complete", "fields"], line.Select(f => f.Key));
            Assert.Equal((i + 1, row[0], int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture)), ((int)line["row"]!, (string)line["message"]!, (int)line["serverVersion"]!));
            Assert.Equal(!row[5].StartsWith("protobuf", StringComparison.Ordinal), (bool)line["complete"]!);
        }
    }

    [Fact]
    public async Task Complete_frames_end_in_success()
    {
        var path = Table(Head + "tickSize\t200\tserver\t2\\06\\01001\\074\\0312894\\0\ta/b:c\ttext\n\nreqMarketRule\t208\tclient\t\\0\\0\\0[26\\0\ta/b:c\traw-id text");
        Assert.Equal((0,
            """{"row":1,"message":"tickSize","serverVersion":200,"complete":true,"fields":{"VERSION":6,"reqId":1001,"tickType":74,"size":"312894"}}""" + "\n"
            + """{"row":2,"message":"reqMarketRule","serverVersion":208,"complete":true,"fields":{"marketRuleId":26}}""" + "\n", ""), await Run("decode", path));
    }

    [Theory]
    [InlineData("x\t200\tserver\t44\\01\\0\t\t", "null", "200")]
    [InlineData("x\t200\tserver\t9\\01\\01\t\t", "\"nextValidId\"", "200")]
    [InlineData("x\t200\tserver\t9\\01\\0\\y\t\t", "null", "200")]
    [InlineData("x\ttwo\tserver\t9\\01\\01\\0\t\t", "null", "null")]
    [InlineData("x\t200\tup\t9\\01\\01\\0\t\t", "null", "200")]
    [InlineData("x\t200", "null", "200")]
    [InlineData("x\t90\tserver\t9\\01\\01\\0\t\t", "null", "90")]
    public async Task A_row_in_doubt_still_prints_and_the_command_fails(string row, string message, string version)
    {
        var (code, output, error) = await Run("decode", Table(Head + row + "\nx\t200\tserver\t9\\01\\01\\0\t\t\n"));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((1, 2), (code, lines.Length));
        Assert.StartsWith($$"""{"row":1,"message":{{message}},"serverVersion":{{version}},"complete":false,"fields":{""", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"row\":2,\"message\":\"nextValidId\",\"serverVersion\":200,\"complete\":true", lines[1], StringComparison.Ordinal);
        Assert.Contains(":2: row 1: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_table_is_a_failure_and_no_file_is_wrong_usage()
    {
        var (code, output, error) = await Run("decode", Table("hello\n"));
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("server_version", error, StringComparison.Ordinal);
        Assert.Equal(1, (await Run("decode", Path.Combine(_folder, "none.tsv"))).Code);
        Assert.Equal(2, (await Run("decode")).Code);
    }

    [Fact]
    public async Task A_capture_is_told_with_symbols_and_tick_names()
    {
        var path = Capture();
        var (code, output, error) = await Run("replay", path);
        Assert.Equal((0, ""), (code, error));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.EndsWith("  client   reqMktData            reqId=6  symbol=AAPL  secType=STK  exchange=SMART  currency=USD  genericTickList=233", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("  gateway  tickPrice             AAPL  reqId=6  tickType=BID  price=189.1  size=3  attrMask=1", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("  gateway  errMsg                id=-1  errorCode=2104  errorMsg=\"Market data farm connection is OK:usfarm\"  errorTime=1775425766350", lines[2], StringComparison.Ordinal);

        var json = JsonNode.Parse((await Run("replay", path, "--format", "json")).Output.Split('\n')[1])!.AsObject();
        Assert.Equal(["line", "time", "direction", "message", "serverVersion", "complete", "fields"], json.Select(f => f.Key));
        Assert.Equal((3, "server", "tickPrice", true), ((int)json["line"]!, (string)json["direction"]!, (string)json["message"]!, (bool)json["complete"]!));
        Assert.Equal(0, (await Run("decode", path)).Code);
    }

    [Fact]
    public async Task A_torn_tail_is_named_with_its_line_after_everything_before_it_was_told()
    {
        var path = Capture();
        File.WriteAllText(path, File.ReadAllText(path)[..^9]);
        var (code, output, error) = await Run("replay", path);
        Assert.Equal((1, 2), (code, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Contains(path + ":4: the last line was not completely written", error, StringComparison.Ordinal);
    }

    string Capture()
    {
        var path = Path.Combine(_folder, "session.tsv");
        using var capture = WireCapture.Create(path, problem => Assert.Fail(problem.Message));
        capture.Sent("1\011\06\0\0AAPL\0STK\0\0\0\0\0SMART\0\0USD\0\0\00\0233\00\00\0\0"u8, 200);
        capture.Received("1\06\06\01\0189.10\03\01\0"u8, 200);
        capture.Received("4\0-1\02104\0Market data farm connection is OK:usfarm\0\01775425766350\0"u8, 200);
        return path;
    }

    string Table(string text)
    {
        var path = Path.Combine(_folder, "frames.tsv");
        File.WriteAllText(path, text);
        return path;
    }

    static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["ib", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
