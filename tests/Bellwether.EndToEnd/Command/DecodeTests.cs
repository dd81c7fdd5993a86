using System.Text.Json;
using Bellwether.Tests;

namespace Bellwether.EndToEnd;

/// <summary><c>bellwether ib decode</c> as a person or a script calls it.</summary>
public sealed class DecodeTests
{
    [Fact]
    public async Task The_recorded_frames_print_a_line_each_and_only_protobuf_is_not_complete()
    {
        var path = TestData.Shared("protocol/recorded-frames.tsv");
        var rows = (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken))[1..].Select(line => line.Split('\t')).ToList();
        using var folder = new ScratchFolder();
        var all = await BellwetherProcess.RunAsync(folder.Path, "ib", "decode", path);
        Assert.Equal((1, rows.Count), (all.ExitCode, all.Output.Count));
        Assert.Equal(rows.Select(r => (r[0], !r[5].StartsWith("protobuf", StringComparison.Ordinal))), all.Output.Select(line => JsonDocument.Parse(line).RootElement).Select(o => (o.GetProperty("message").GetString()!, o.GetProperty("complete").GetBoolean())));

        var text = Path.Combine(folder.Path, "text.tsv");
        await File.WriteAllLinesAsync(text, ["message\tserver_version\tdirection\tpayload\tsource\tnote", .. rows.Where(r => !r[5].StartsWith("protobuf", StringComparison.Ordinal)).Select(r => string.Join('\t', r))], TestContext.Current.CancellationToken);
        var complete = await BellwetherProcess.RunAsync(folder.Path, "ib", "decode", "text.tsv");
        Assert.Equal(0, complete.ExitCode);
        Assert.Empty(complete.Errors);

        Assert.Equal(1, (await BellwetherProcess.RunAsync(folder.Path, "ib", "decode", "missing.tsv")).ExitCode);
        Assert.Equal(2, (await BellwetherProcess.RunAsync(folder.Path, "ib", "decode")).ExitCode);
    }
}
