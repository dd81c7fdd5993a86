using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

public sealed class AccountTests
{
    [Fact]
    public void A_summary_gives_the_tags_asked_for_and_an_end_marker()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(new ReqAccountSummary { ReqId = 9, Tags = "NetLiquidation,TotalCashValue,GrossPositionValue" });
        desk.Second();
        Assert.Equal("summary DU1234567 NetLiquidation 1000000.00; summary DU1234567 TotalCashValue 1000000.00; summary DU1234567 GrossPositionValue 0.00; summary end 9", client.All());
    }

    [Fact]
    public void Cash_and_value_follow_executions_and_marks()
    {
        var desk = new WireDesk();
        var client = desk.Client().Market(1, "BUY", 100);
        desk.Market.Quote(2, 109.99, 110.01, last: 110);
        desk.To(2);
        client.Take();
        client.Send(new ReqAccountSummary { ReqId = 9, Tags = "NetLiquidation, TotalCashValue, GrossPositionValue, UnrealizedPnL" });
        desk.Second();
        // Paid 100 * 100.01 + 1; worth 100 * 110.
        Assert.Equal(
            "summary DU1234567 NetLiquidation 1000998.00; summary DU1234567 TotalCashValue 989998.00; summary DU1234567 GrossPositionValue 11000.00; summary DU1234567 UnrealizedPnL 998.00; summary end 9",
            client.All());
    }

    [Fact]
    public void Two_summaries_at_once_and_no_more()
    {
        var desk = new WireDesk();
        var client = desk.Client();
        for (var id = 1; id <= 3; id++) client.Send(new ReqAccountSummary { ReqId = id, Tags = "AccountType" });
        desk.Second();
        Assert.Equal("summary DU1234567 AccountType INDIVIDUAL; summary end 1; summary DU1234567 AccountType INDIVIDUAL; summary end 2; error 3 322", client.All());
        client.Send(new CancelAccountSummary { ReqId = 1 }).Send(new ReqAccountSummary { ReqId = 4, Tags = "AccountType" });
        desk.Second();
        Assert.Equal("summary DU1234567 AccountType INDIVIDUAL; summary end 4", client.All());
    }

    [Fact]
    public void Account_updates_end_with_the_download_and_come_again_every_three_minutes()
    {
        var desk = new WireDesk();
        var client = desk.Client().Market(1, "SELL", 100).Send(new ReqAccountUpdates { Subscribe = true, AcctCode = "DU1234567" });
        desk.Second();
        var words = client.All();
        Assert.Contains("value AccountCode DU1234567", words, StringComparison.Ordinal);
        Assert.Contains("fee 1; portfolio AAPL -100; value AccountType INDIVIDUAL", words, StringComparison.Ordinal);
        desk.To(179);
        Assert.Equal("", client.All());
        desk.To(180);
        Assert.Contains("account time 09:33", client.All(), StringComparison.Ordinal);
        client.Send(new ReqAccountUpdates { Subscribe = false });
        desk.To(361);
        Assert.Equal("", client.All());
    }

    [Fact]
    public void Everything_a_Python_client_asks_after_connecting_is_answered_with_its_end_marker()
    {
        var desk = new WireDesk();
        var client = desk.Client(0, 178);
        client.Send(new ReqAutoOpenOrders { AutoBind = true }).Send(new ReqPositions()).Send(new ReqOpenOrders()).Send(new ReqCompletedOrders())
            .Send(new ReqAccountUpdates { Subscribe = true, AcctCode = "DU1234567" }).Send(new ReqAccountUpdatesMulti { ReqId = 4, Account = "DU1234567" })
            .Send(new ReqExecutions { ReqId = 5 });
        desk.Second();
        var words = client.All().Split("; ").Where(w => w.Contains("end", StringComparison.Ordinal));
        Assert.Equal(["position end", "open end", "completed end", "download end DU1234567", "account multi end 4", "exec end 5"], words);
    }

    [Fact]
    public void Each_account_has_its_own_cash_and_positions()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, Accounts = ["DU1234567", "DU1234568"], StartCash = 50_000 });
        var client = desk.Client().Send(new PlaceOrder
        {
            OrderId = 1, Contract = WireClient.Stock("MSFT"), Order = new Order { Action = "BUY", TotalQuantity = 10, OrderType = "MKT", Account = "DU1234568" },
        });
        desk.Second();
        client.Take();
        client.Send(new ReqPositions()).Send(new ReqAccountSummary { ReqId = 1, Tags = "TotalCashValue" }).Send(new ReqManagedAccts());
        desk.Second();
        // 10 * 50.01 and one dollar of commission.
        Assert.Equal(
            "position DU1234568 MSFT 10@50.11; position end; summary DU1234567 TotalCashValue 50000.00; summary DU1234568 TotalCashValue 49498.90; summary end 1; accounts DU1234567,DU1234568",
            client.All());
    }
}
