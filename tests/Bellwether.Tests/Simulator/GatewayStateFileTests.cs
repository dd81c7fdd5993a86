using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>What a gateway knew before its process ended is known to the next one.</summary>
public sealed class GatewayStateFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-state-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Path => System.IO.Path.Combine(folder, "gateway.json");

    [Fact]
    public void Orders_executions_cash_and_positions_outlive_the_process()
    {
        var first = new WireDesk();
        var file = GatewayStateFile.Open(Path, first.Core);
        var client = first.Client(id: 7);
        client.Market(1, "BUY", 100).Place(2, "SELL", 100, "LMT", limit: 120, tif: "GTC");
        first.Second().Second();
        client.Take();
        client.Send(new ReqExecutions { ReqId = 1 }).Send(new ReqAccountSummary { ReqId = 2, Group = "All", Tags = "TotalCashValue" }).Send(new ReqPositions());
        first.Second();
        var before = client.Take();
        var executed = before.OfType<ExecDetails>().Single();
        file.Save();
        file.Dispose();

        // The process is killed here; another one starts on the same market.
        var second = new WireDesk(open: false);
        using var again = GatewayStateFile.Open(Path, second.Core);
        Assert.True(second.Core.Now >= first.Core.Now);
        var back = new WireClient(second.Core).Hello().Start(7);
        var burst = back.Take();
        Assert.Equal((2, "Submitted", 120d), burst.OfType<OpenOrder>().Select(o => (o.OrderId, o.State.Status.Text, o.Order.LmtPrice!.Value)).Single());
        Assert.True(burst.OfType<NextValidId>().Single().OrderId >= 3);

        back.Send(new ReqExecutions { ReqId = 1 }).Send(new ReqAccountSummary { ReqId = 2, Group = "All", Tags = "TotalCashValue" }).Send(new ReqPositions());
        second.Second();
        var after = back.Take();
        Assert.Equal((executed.ExecId, executed.PermId, executed.Price), after.OfType<ExecDetails>().Select(e => (e.ExecId, e.PermId, e.Price)).Single());
        Assert.Equal(before.OfType<AccountSummary>().Single().Value, after.OfType<AccountSummary>().Single().Value);
        Assert.Equal(100, after.OfType<Position>().Single().Quantity);

        second.Market.Quote(second.Now + 1, 120.50, 120.60);
        second.Second().Second().Second();
        Assert.Contains(back.Take().OfType<ExecDetails>(), e => e.OrderId == 2 && e.PermId != executed.PermId);
        again.Save();
        Assert.Contains("\"Quantity\": 0", File.ReadAllText(Path));
    }

    [Fact]
    public void Nothing_is_written_while_nothing_changes()
    {
        var desk = new WireDesk();
        using var file = GatewayStateFile.Open(Path, desk.Core);
        File.SetLastWriteTimeUtc(Path, DateTime.UnixEpoch);
        desk.Second().Second();
        file.Save();
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(Path));
    }

    [Fact]
    public void Two_gateways_do_not_keep_their_books_in_one_file_and_the_second_leaves_it_alone()
    {
        var first = new WireDesk();
        var books = GatewayStateFile.Open(Path, first.Core);
        first.Client(id: 7).Market(1, "BUY", 100);
        first.Second();
        books.Save();
        var before = File.ReadAllBytes(Path);

        var refused = Assert.Throws<GatewayStateException>(() => GatewayStateFile.Open(Path, new WireDesk(open: false).Core));
        Assert.Equal($"{Path}: another gateway keeps its books in it; end that one, or give this one a file of its own with --state", refused.Message);
        Assert.Equal(before, File.ReadAllBytes(Path));

        books.Dispose();
        var next = new WireDesk(open: false);
        using var taken = GatewayStateFile.Open(Path, next.Core);
        next.Client(id: 8).Send(new ReqPositions());
        next.Second();
        taken.Save();
        Assert.Contains("\"Quantity\": 100", File.ReadAllText(Path));
    }

    [Fact]
    public void A_file_that_was_refused_is_not_held()
    {
        File.WriteAllText(Path, "not json");
        Assert.Throws<GatewayStateException>(() => GatewayStateFile.Open(Path, new WireDesk().Core));
        File.Delete(Path);
        using var taken = GatewayStateFile.Open(Path, new WireDesk().Core);
        Assert.True(File.Exists(Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("not json")]
    [InlineData("""{"Format":2,"Time":0,"Clients":[],"Accounts":[],"Orders":{"FirstPermId":1,"LastBound":0,"Groups":{},"Orders":[],"Venue":[],"Executions":[]}}""")]
    [InlineData("""{"Format":1,"Time":0,"Clients":[],"Accounts":[{"Number":"DU7654321","Cash":1,"Holdings":[]}],"Orders":{"FirstPermId":1,"LastBound":0,"Groups":{},"Orders":[],"Venue":[],"Executions":[]}}""")]
    [InlineData("""{"Format":1,"Time":0,"Clients":[],"Accounts":[{"Number":"DU1234567","Cash":1,"Holdings":[{"Symbol":"ZZZ","Quantity":1,"Cost":1,"Realized":0,"DayStartProfit":0,"DayStartRealized":0}]}],"Orders":{"FirstPermId":1,"LastBound":0,"Groups":{},"Orders":[],"Venue":[],"Executions":[]}}""")]
    public void A_file_that_does_not_fit_is_refused_by_name_and_left_alone(string text)
    {
        File.WriteAllText(Path, text);
        var problem = Assert.Throws<GatewayStateException>(() => GatewayStateFile.Open(Path, new WireDesk().Core));
        Assert.StartsWith(Path + ":", problem.Message);
        Assert.Equal(text, File.ReadAllText(Path));
    }
}
