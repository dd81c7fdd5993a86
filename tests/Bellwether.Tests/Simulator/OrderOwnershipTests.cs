using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>Whose order it is: other clients, manual orders, finished orders, executions of others.</summary>
public sealed class OrderOwnershipTests
{
    static Order Limit(string action, double price) => new() { Action = action, TotalQuantity = 10, OrderType = "LMT", LmtPrice = price, Tif = "GTC" };

    [Fact]
    public void A_client_may_cancel_another_clients_order_by_its_number_and_both_are_told()
    {
        var desk = new WireDesk();
        var (one, two) = (desk.Client(1).Limit(5, "BUY", 10, 90), desk.Client(2));
        desk.To(1);
        one.Take();
        two.Cancel(5);
        desk.To(2);
        Assert.Equal("status 5 PendingCancel 0/10; status 5 Cancelled 0/10; error 5 202", one.Orders());
        var told = two.Take();
        Assert.Equal((OrderStatusKind.Cancelled, 2), told.OfType<OrderStatus>().Select(s => (s.Status.Kind, s.ClientId)).Single());
        Assert.Equal(202, told.OfType<ErrMsg>().Single().ErrorCode);
    }

    [Fact]
    public void A_number_that_several_other_clients_use_names_no_order()
    {
        var desk = new WireDesk();
        desk.Client(1).Limit(5, "BUY", 10, 90);
        desk.Client(2).Limit(5, "BUY", 10, 90);
        var three = desk.Client(3).Cancel(5);
        desk.To(1);
        Assert.Equal("error 5 10147", three.Orders());
    }

    [Fact]
    public void A_manual_order_is_seen_by_all_and_told_to_nobody()
    {
        var desk = new WireDesk();
        var (zero, one) = (desk.Client(0), desk.Client(1));
        desk.Core.PlaceManualOrder(WireClient.Stock("AAPL"), Limit("BUY", 95));
        desk.To(1);
        Assert.Equal("", zero.Orders() + one.Orders());
        one.Send(new ReqOpenOrders()).Send(new ReqAllOpenOrders());
        desk.To(2);
        Assert.Equal("open end; open 0 Submitted; status 0 Submitted 0/10; open end", one.Orders());
    }

    [Fact]
    public void Client_0_binds_manual_orders_when_it_asks_for_its_open_orders()
    {
        var desk = new WireDesk();
        var zero = desk.Client(0);
        var permId = desk.Core.PlaceManualOrder(WireClient.Stock("AAPL"), Limit("BUY", 95));
        desk.To(1);
        zero.Send(new ReqOpenOrders());
        desk.To(2);
        var told = zero.Take();
        Assert.Equal((permId, 0, -1), told.OfType<OrderBound>().Select(b => (b.PermId, b.ClientId, b.OrderId)).Single());
        Assert.Equal(-1, told.OfType<OpenOrder>().Single().OrderId);
        zero.Place(-1, Limit("BUY", 96));
        desk.To(3);
        Assert.Equal("open -1 Submitted; status -1 Submitted 0/10", zero.Orders());
        zero.Cancel(-1);
        desk.To(4);
        Assert.Equal("status -1 PendingCancel 0/10; status -1 Cancelled 0/10; error -1 202", zero.Orders());
        zero.Place(-7, Limit("BUY", 96));
        desk.To(5);
        Assert.Equal("error -7 10149", zero.Orders());
    }

    [Fact]
    public void Auto_binding_gives_future_manual_orders_to_client_0_alone()
    {
        var desk = new WireDesk();
        var (zero, one) = (desk.Client(0), desk.Client(1));
        zero.Send(new ReqAutoOpenOrders { AutoBind = true });
        one.Send(new ReqAutoOpenOrders { AutoBind = true });
        desk.To(1);
        Assert.Equal("error -1 327", one.Orders());
        desk.Core.PlaceManualOrder(WireClient.Stock("AAPL"), Limit("SELL", 99.5));
        desk.To(2);
        Assert.Equal("bound 0 -1; open -1 PreSubmitted; status -1 PreSubmitted 0/10; exec -1 SLD 10@99.99; open -1 Filled; status -1 Filled 10/0; fee 1", zero.All());
    }

    [Fact]
    public void A_manual_order_that_would_be_refused_says_why()
    {
        var error = Assert.Throws<ArgumentException>(() => new WireDesk().Core.PlaceManualOrder(WireClient.Stock("AAPL"), Limit("BUY", 95.001)));
        Assert.Contains("110", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(177)]
    [InlineData(200)]
    public void Finished_orders_of_the_day_are_told_with_how_and_when_they_ended(int version)
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, StartCash = 100_000 });
        var client = desk.Client(1, version).Market(1, "BUY", 100).Limit(2, "BUY", 10, 90).Limit(3, "BUY", 10, 91).Market(4, "BUY", 100_000).Place(5, "BUY", 10, "LMT", limit: 99, tif: "IOC");
        desk.To(1);
        client.Cancel(2);
        desk.To(2);
        client.Take();
        client.Send(new ReqCompletedOrders());
        desk.To(3);
        var told = client.Take();
        var completed = told.OfType<CompletedOrder>().ToList();
        Assert.Equal(
            [(0m, 0m, "Inactive", "Rejected"), (0m, 100m, "Filled", "Filled Size: 100"), (10m, 0m, "Cancelled", "Cancelled by System"), (10m, 0m, "Cancelled", "Cancelled by Trader")],
            completed.Select(c => (c.Status.Text == "Inactive" ? 0 : c.Order.TotalQuantity, c.Order.FilledQuantity, c.Status.Text, c.CompletedStatus)));
        Assert.Equal("20250602 09:30:01 US/Eastern", completed[^1].CompletedTime);
        Assert.IsType<CompletedOrdersEnd>(told[^1]);
    }

    [Fact]
    public void Finished_manual_orders_are_left_out_when_only_those_of_clients_are_wanted()
    {
        var desk = new WireDesk();
        desk.Core.PlaceManualOrder(WireClient.Stock("AAPL"), Limit("SELL", 99.5));
        var client = desk.Client();
        desk.To(1);
        client.Send(new ReqCompletedOrders { ApiOnly = true }).Send(new ReqCompletedOrders());
        desk.To(2);
        Assert.Equal("completed end; completed SELL 10 Filled 'Filled Size: 10'; completed end", client.All());
    }

    [Fact]
    public void Executions_are_filtered_by_client_account_symbol_side_time_and_day()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, Accounts = ["DU1234567", "DU7654321"] });
        var (one, two) = (desk.Client(1), desk.Client(2));
        one.Place(1, new Order { Action = "BUY", TotalQuantity = 1, OrderType = "MKT", Account = "DU1234567" });
        one.Place(2, new Order { Action = "SELL", TotalQuantity = 2, OrderType = "MKT", Account = "DU1234567" }, "MSFT");
        two.Place(1, new Order { Action = "BUY", TotalQuantity = 3, OrderType = "MKT", Account = "DU7654321" });
        desk.To(10);
        two.Place(2, new Order { Action = "BUY", TotalQuantity = 4, OrderType = "MKT", Account = "DU1234567" });
        desk.To(11);
        one.Take();

        List<decimal> Shares(ReqExecutions filter)
        {
            one.Send(filter);
            desk.Second();
            return [.. one.Take<ExecDetails>().Select(e => e.Shares)];
        }

        Assert.Equal([1, 2, 3, 4], Shares(new ReqExecutions()));
        Assert.Equal([3, 4], Shares(new ReqExecutions { ClientId = 2 }));
        Assert.Equal([3], Shares(new ReqExecutions { AcctCode = "DU7654321" }));
        Assert.Equal([2], Shares(new ReqExecutions { Symbol = "MSFT" }));
        Assert.Equal([2], Shares(new ReqExecutions { Side = "SELL" }));
        Assert.Equal([4], Shares(new ReqExecutions { Time = "20250602 09:30:05 US/Eastern" }));
        Assert.Equal([4], Shares(new ReqExecutions { Time = "20250602-13:30:05" }));
        Assert.Equal([1, 2, 3, 4], Shares(new ReqExecutions { LastNDays = 3 }));
        Assert.Equal([1, 2, 3, 4], Shares(new ReqExecutions { SpecificDates = [new ExecutionDate { Date = 20250602 }] }));
        Assert.Equal([], Shares(new ReqExecutions { SpecificDates = [new ExecutionDate { Date = 20250601 }] }));
        desk.Market.NextDay();
        desk.To(86_400);
        Assert.Equal([], Shares(new ReqExecutions()));
        Assert.Equal([1, 2, 3, 4], Shares(new ReqExecutions { LastNDays = 2 }));
        Assert.Equal([1, 2, 3, 4], Shares(new ReqExecutions { SpecificDates = [new ExecutionDate { Date = 20250602 }] }));
        one.Send(new ReqExecutions { ReqId = 9, Time = "yesterday" });
        desk.Second();
        Assert.Equal("error 9 10314", one.Orders());
    }
}
