using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>Profits as streams. Shares are bought at 100.01 and marked by the last price; the commission of 100 shares is one dollar.</summary>
public sealed class ProfitTests
{
    [Fact]
    public void The_profit_of_an_account_and_of_a_position_follow_the_market()
    {
        var desk = new WireDesk();
        var client = desk.Client();
        client.Send(new ReqContractDetails { ReqId = 90, Contract = WireClient.Stock("AAPL") });
        desk.Second();
        var conId = client.Take().OfType<ContractDetails>().Single().Contract.ConId;
        client.Send(new ReqPnL { ReqId = 1, Account = "DU1234567" }).Send(new ReqPnLSingle { ReqId = 2, Account = "DU1234567", ConId = conId });
        client.Market(1, "BUY", 100);
        desk.Second().Second().Second();
        client.Take();

        desk.Market.Quote(desk.Now + 1, 109.99, 110.01);
        desk.Second().Second().Second();

        var read = client.Take();
        var all = read.OfType<Pnl>().Last();
        var one = read.OfType<PnlSingle>().Last();
        // 100 shares at 100.01 and one dollar: cost 10,002. What they are marked at, the position itself tells.
        Assert.Equal(100, one.Pos);
        Assert.Equal(one.Value!.Value - 10_002, one.UnrealizedPnL!.Value, 6);
        Assert.Equal((one.DailyPnL, one.UnrealizedPnL, 0d), (all.DailyPnL, all.UnrealizedPnL, all.RealizedPnL));
        Assert.InRange(one.Value.Value, 10_998, 11_002);

        desk.Second().Second();
        Assert.Empty(client.Take().OfType<Pnl>());

        client.Send(new CancelPnL { ReqId = 1 }).Send(new CancelPnLSingle { ReqId = 2 });
        desk.Market.Quote(desk.Now + 2, 119.99, 120.01);
        desk.Second().Second().Second().Second();
        read = client.Take();
        Assert.Empty(read.OfType<Pnl>());
        Assert.Empty(read.OfType<PnlSingle>());
    }

    [Fact]
    public void An_unknown_account_contract_or_subscription_is_an_error_of_the_request()
    {
        var desk = new WireDesk();
        var client = desk.Client();
        client.Send(new ReqPnL { ReqId = 1, Account = "DU7654321" }).Send(new ReqPnLSingle { ReqId = 2, Account = "DU1234567", ConId = 12 }).Send(new CancelPnL { ReqId = 3 });
        client.Send(new ReqPnL { ReqId = 4, Account = "DU1234567" }).Send(new ReqPnL { ReqId = 4, Account = "DU1234567" });
        desk.Second();
        Assert.Equal([(1, 321), (2, 200), (3, 300), (4, 102)], client.Take().OfType<ErrMsg>().Select(e => (e.Id, e.ErrorCode)));
    }
}
