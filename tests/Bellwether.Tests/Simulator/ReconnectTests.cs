using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.Simulator;

public sealed class ReconnectTests
{
    [Fact]
    public void Working_orders_are_replayed_before_the_accounts_when_the_client_is_back()
    {
        var desk = new WireDesk();
        var client = desk.Client(1).Limit(4, "BUY", 100, 99).Limit(5, "BUY", 100, 98).Market(6, "BUY", 10);
        desk.Client(2).Limit(1, "BUY", 1, 97);
        desk.Second();
        var permId = client.Take<OpenOrder>().First(o => o.OrderId == 4).Order.PermId;
        desk.Core.Disconnect(client.Session);
        desk.To(5);

        var back = new WireClient(desk.Core).Hello().Start(1);
        var messages = back.Take();
        Assert.Equal(permId, messages.OfType<OpenOrder>().First().Order.PermId);
        var again = new WireClient(desk.Core);
        desk.Core.Disconnect(back.Session);
        Assert.Equal(
            "open 4 Submitted; status 4 Submitted 0/100; open 5 Submitted; status 5 Submitted 0/100; open end; accounts DU1234567; next 7; error -1 2104; error -1 2106; error -1 2158",
            again.Hello().Start(1).All());
    }

    [Fact]
    public void Executions_made_while_away_are_told_on_request_only()
    {
        var desk = new WireDesk();
        var client = desk.Client(1).Limit(4, "BUY", 100, 99);
        desk.Second();
        desk.Core.Disconnect(client.Session);
        desk.Market.Quote(3, 98.5, 98.6);
        desk.To(4);

        var back = new WireClient(desk.Core).Hello().Start(1);
        Assert.Equal("error -1 2104; error -1 2106; error -1 2158", back.Orders());
        back.Send(new ReqExecutions { ReqId = 9 });
        desk.Second();
        var messages = back.Take();
        var execution = messages.OfType<ExecDetails>().Single();
        Assert.Equal((9, 4, 1, 100m, 99.0, "20250602 09:30:03 US/Eastern"), (execution.ReqId, execution.OrderId, execution.ClientId, execution.Shares, execution.Price, execution.Time));
        Assert.Equal(execution.ExecId, messages.OfType<CommissionReport>().Single().ExecId);
        Assert.Equal(9, messages.OfType<ExecDetailsEnd>().Single().ReqId);
    }

    [Fact]
    public void Executions_are_filtered_by_client_symbol_side_and_time()
    {
        var desk = new WireDesk();
        var one = desk.Client(1).Market(1, "BUY", 1);
        var two = desk.Client(2).Market(1, "SELL", 2, "MSFT");
        desk.To(10);
        one.Market(2, "SELL", 3);
        desk.To(11);
        one.Take();
        Assert.Equal("1 2 3", Shares(new ReqExecutions()));
        Assert.Equal("2", Shares(new ReqExecutions { ClientId = 2 }));
        Assert.Equal("1 3", Shares(new ReqExecutions { Symbol = "AAPL" }));
        Assert.Equal("2 3", Shares(new ReqExecutions { Side = "SELL" }));
        Assert.Equal("3", Shares(new ReqExecutions { Time = "20250602-13:30:05" }));
        Assert.Equal("3", Shares(new ReqExecutions { Time = "20250602 09:30:05 US/Eastern" }));
        Assert.Equal("", Shares(new ReqExecutions { AcctCode = "DU7654321" }));
        two.Take();

        string Shares(ReqExecutions request)
        {
            one.Send(request);
            desk.Second();
            var messages = one.Take();
            Assert.Single(messages.OfType<ExecDetailsEnd>());
            return string.Join(' ', messages.OfType<ExecDetails>().Select(e => e.Shares));
        }
    }

    [Theory]
    [InlineData("00010101 00:00:00")]
    [InlineData("99991231-23:59:59")]
    [InlineData("yesterday")]
    public void A_time_that_cannot_be_is_an_error_of_the_request(string time)
    {
        var desk = new WireDesk();
        var client = desk.Client(1).Send(new ReqExecutions { ReqId = 3, Time = time });
        desk.Second();
        Assert.Equal("error 3 10314", client.All());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(7)]
    [InlineData(2_147_483_646)]
    public void Any_number_of_days_of_executions_is_answered(int days)
    {
        var desk = new WireDesk();
        var client = desk.Client(1).Market(1, "BUY", 1);
        desk.Second();
        client.Take();
        client.Send(new ReqExecutions { ReqId = 3, LastNDays = days });
        desk.Second();
        Assert.Equal("exec 1 BOT 1@100.01; fee 1; exec end 3", client.All());
    }

    [Fact]
    public void Each_client_hears_of_its_own_orders_and_sees_all_on_request()
    {
        var desk = new WireDesk();
        var one = desk.Client(1).Limit(1, "BUY", 1, 90);
        var two = desk.Client(2).Limit(1, "BUY", 2, 91);
        desk.Second();
        Assert.All(one.Take<OpenOrder>(), o => Assert.Equal(1m, o.Order.TotalQuantity));
        Assert.All(two.Take<OpenOrder>(), o => Assert.Equal(2m, o.Order.TotalQuantity));
        one.Send(new ReqOpenOrders());
        two.Send(new ReqAllOpenOrders());
        desk.Second();
        Assert.Equal("open 1 Submitted; status 1 Submitted 0/1; open end", one.Orders());
        var all = two.Take();
        Assert.Equal([(1, 1m), (2, 2m)], all.OfType<OpenOrder>().Select(o => (o.Order.ClientId, o.Order.TotalQuantity)));
        Assert.Equal([1, 2], all.OfType<OrderStatus>().Select(o => o.ClientId));
        Assert.IsType<OpenOrderEnd>(all[^1]);
        one.Send(new ReqCompletedOrders { ApiOnly = true }).Send(new ReqAutoOpenOrders { AutoBind = true });
        desk.Second();
        Assert.Equal("completed end; error -1 327", one.All());
    }

    [Fact]
    public void Positions_reach_every_client_that_follows_them_whoever_traded()
    {
        var desk = new WireDesk();
        var one = desk.Client(1);
        var two = desk.Client(2).Send(new ReqPositions());
        desk.Second();
        Assert.Equal("position end", two.All());
        one.Market(1, "BUY", 100);
        desk.Second();
        // Average cost with the commission of one dollar: 100.01 + 1 / 100.
        Assert.Equal("position DU1234567 AAPL 100@100.02", two.All());
        one.Market(2, "SELL", 100);
        desk.Core.Disconnect(one.Session);
        desk.Second();
        Assert.Equal("position DU1234567 AAPL 0@0", two.All());
        two.Send(new CancelPositions());
        desk.Client(1).Market(3, "BUY", 5);
        desk.Second();
        Assert.Equal("", two.All());
    }
}
