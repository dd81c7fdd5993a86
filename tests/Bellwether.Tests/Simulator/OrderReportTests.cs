using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

public sealed class OrderReportTests
{
    [Theory]
    [InlineData(157)]
    [InlineData(176)]
    [InlineData(178)]
    [InlineData(193)]
    [InlineData(200)]
    public void A_market_order_is_acknowledged_executed_filled_and_charged(int version)
    {
        var desk = new WireDesk();
        var client = desk.Client(3, version).Market(1, "BUY", 100);
        desk.Second();
        // 0.005 dollars a share is below the minimum of one dollar.
        Assert.Equal("open 1 PreSubmitted; status 1 PreSubmitted 0/100; exec 1 BOT 100@100.01; open 1 Filled; status 1 Filled 100/0; fee 1", client.Orders());
    }

    [Fact]
    public void The_execution_names_order_client_account_time_and_price()
    {
        var desk = new WireDesk();
        var client = desk.Client(3).Market(1, "SELL", 300);
        desk.Second();
        var messages = client.Take();
        var open = messages.OfType<OpenOrder>().First();
        var execution = messages.OfType<ExecDetails>().Single();
        Assert.Equal(-1, execution.ReqId);
        Assert.Equal((1, 3, "DU1234567", "SLD"), (execution.OrderId, execution.ClientId, execution.AcctNumber, execution.Side));
        Assert.Equal((300m, 99.99, 300m, 99.99), (execution.Shares, execution.Price, execution.CumQty, execution.AvgPrice));
        Assert.Equal("20250602 09:30:00 US/Eastern", execution.Time);
        Assert.Equal((265598, "AAPL", "STK", "USD"), (execution.Contract.ConId, execution.Contract.Symbol, execution.Contract.SecType, execution.Contract.Currency));
        Assert.True(open.Order.PermId > 0);
        Assert.Equal(open.Order.PermId, execution.PermId);
        var commission = messages.OfType<CommissionReport>().Single();
        Assert.Equal((execution.ExecId, (double?)1.5, "USD", (double?)null), (commission.ExecId, commission.Commission, commission.Currency, commission.RealizedPNL));
    }

    [Fact]
    public void The_open_order_completes_what_the_client_left_open()
    {
        var desk = new WireDesk();
        var client = desk.Client(3).Limit(9, "BUY", 10, 95);
        desk.Second();
        var order = client.Take<OpenOrder>()[0];
        Assert.Equal(("DAY", "DU1234567", 3, 3), (order.Order.Tif, order.Order.Account, order.Order.ClientId, order.Order.OcaType));
        Assert.Equal(("BUY", 10m, "LMT", 95.0, 0.0), (order.Order.Action, order.Order.TotalQuantity, order.Order.OrderType, order.Order.LmtPrice, order.Order.AuxPrice));
        Assert.Equal(("IB", "?", "SMART", 265598), (order.Order.ClearingIntent, order.Contract.Right, order.Contract.Exchange, order.Contract.ConId));
    }

    [Fact]
    public void A_closing_execution_tells_the_gain_after_both_commissions()
    {
        var desk = new WireDesk();
        var client = desk.Client().Market(1, "BUY", 100);
        desk.Market.Quote(2, 109.99, 110.01);
        desk.To(2);
        client.Take();
        client.Market(2, "SELL", 100);
        desk.Second();
        // (109.99 - 100.01) * 100 - 1 - 1
        Assert.Equal(996, client.Take<CommissionReport>().Single().RealizedPNL!.Value, 6);
    }

    [Fact]
    public void A_limit_order_rests_and_executes_at_its_limit()
    {
        var desk = new WireDesk();
        var client = desk.Client().Limit(1, "BUY", 100, 99.5);
        desk.Second();
        Assert.Equal("open 1 PreSubmitted; status 1 PreSubmitted 0/100; open 1 Submitted; status 1 Submitted 0/100", client.Orders());
        desk.Market.Quote(2, 99.40, 99.45);
        desk.To(2);
        Assert.Equal("exec 1 BOT 100@99.5; open 1 Filled; status 1 Filled 100/0; fee 1", client.Orders());
    }

    [Fact]
    public void A_stop_is_held_for_its_trigger_and_executes_at_the_touch()
    {
        var desk = new WireDesk();
        var client = desk.Client().Place(1, "SELL", 100, "STP", stop: 99);
        desk.Second();
        Assert.Equal("open 1 PreSubmitted; status 1 PreSubmitted 0/100 trigger", client.Orders());
        desk.Market.Quote(2, 98.90, 98.95);
        desk.To(2);
        Assert.Equal("open 1 Submitted; status 1 Submitted 0/100; exec 1 SLD 100@98.9; open 1 Filled; status 1 Filled 100/0; fee 1", client.Orders());
    }

    [Fact]
    public void Parts_are_reported_with_what_is_filled_what_remains_and_the_average_price()
    {
        var desk = new WireDesk();
        desk.Market.Quote(1, 99.99, 100, size: 100);
        for (var s = 2; s < 60; s++) desk.Market.Quote(s, 100.99, 101, size: 100);
        desk.To(1);
        var client = desk.Client().Market(1, "BUY", 1_000);
        desk.To(60);
        var messages = client.Take();
        var executions = messages.OfType<ExecDetails>().ToList();
        Assert.True(executions.Count > 5, $"1,000 shares against 100 on offer took {executions.Count} executions");
        Assert.Equal(1_000, executions.Sum(e => e.Shares));
        Assert.Equal(5.0, messages.OfType<CommissionReport>().Sum(c => c.Commission!.Value), 6);
        Assert.Equal(executions.Count, messages.OfType<CommissionReport>().Count());
        Assert.Equal(executions.Count, executions.Select(e => e.ExecId).Distinct().Count());

        var first = (double)executions[0].Shares;
        var statuses = messages.OfType<OrderStatus>().Where(s => s.Filled > 0).ToList();
        Assert.All(statuses, s => Assert.Equal(1_000, s.Filled + s.Remaining));
        Assert.All(statuses[..^1], s => Assert.Equal(OrderStatusKind.Submitted, s.Status.Kind));
        Assert.Equal((OrderStatusKind.Filled, 101.0), (statuses[^1].Status.Kind, statuses[^1].LastFillPrice));
        Assert.Equal(((first * 100) + ((1_000 - first) * 101)) / 1_000, statuses[^1].AvgFillPrice, 6);
        Assert.Equal(executions.Select(e => e.CumQty), statuses.Select(s => s.Filled).Distinct()); // the state after the first part is told twice
    }

    [Fact]
    public void A_change_is_confirmed_with_the_new_terms_under_the_same_permanent_id()
    {
        var desk = new WireDesk();
        var client = desk.Client().Limit(1, "BUY", 100, 99);
        desk.Second();
        var before = client.Take<OpenOrder>()[^1];
        client.Limit(1, "BUY", 50, 99.5);
        desk.Second();
        var messages = client.Take();
        var after = messages.OfType<OpenOrder>().Single();
        Assert.Equal((before.Order.PermId, 50m, 99.5, OrderStatusKind.Submitted), (after.Order.PermId, after.Order.TotalQuantity, after.Order.LmtPrice, after.State.Status.Kind));
        Assert.Equal(50m, messages.OfType<OrderStatus>().Single().Remaining);
        desk.Market.Quote(3, 99.3, 99.4);
        desk.To(3);
        Assert.Equal("exec 1 BOT 50@99.5; open 1 Filled; status 1 Filled 50/0; fee 1", client.Orders());
    }

    [Fact]
    public void Changes_that_cannot_be_are_refused_and_the_order_lives_on()
    {
        var desk = new WireDesk();
        var client = desk.Client().Limit(1, "BUY", 100, 99);
        desk.Second();
        client.Take();
        client.Limit(1, "SELL", 100, 99).Place(1, "BUY", 100, "MKT").Limit(1, "BUY", 100, 99.005);
        desk.Second();
        Assert.Equal("error 1 105; error 1 329; error 1 110", client.Orders());
        desk.Market.Quote(3, 98, 98.5);
        desk.To(3);
        Assert.Equal("exec 1 BOT 100@99; open 1 Filled; status 1 Filled 100/0; fee 1", client.Orders());
        client.Limit(1, "BUY", 100, 99);
        desk.Second();
        Assert.Equal("error 1 103", client.Orders());
    }

    [Fact]
    public void A_change_that_an_execution_overtakes_gets_104()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2.03, 98, 98.5);
        var client = desk.Client().Limit(1, "BUY", 100, 99);
        desk.To(2);
        client.Take();
        client.Limit(1, "BUY", 100, 98);
        desk.To(3);
        Assert.Equal("exec 1 BOT 100@99; open 1 Filled; status 1 Filled 100/0; fee 1; error 1 104", client.Orders());
    }

    [Fact]
    public void A_cancel_is_acknowledged_then_confirmed_with_202()
    {
        var desk = new WireDesk();
        var client = desk.Client().Limit(1, "BUY", 100, 99);
        desk.Second();
        client.Take();
        client.Cancel(1);
        desk.Second();
        Assert.Equal("status 1 PendingCancel 0/100; status 1 Cancelled 0/100; error 1 202", client.Orders());
        client.Cancel(1).Cancel(77);
        desk.Second();
        Assert.Equal("error 1 10148; error 77 10147", client.Orders());
    }

    [Fact]
    public void An_execution_wins_against_a_cancel_on_its_way()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2.03, 98, 98.5);
        var client = desk.Client().Limit(1, "BUY", 100, 99);
        desk.To(2);
        client.Take();
        client.Cancel(1);
        desk.To(3);
        Assert.Equal("status 1 PendingCancel 0/100; exec 1 BOT 100@99; open 1 Filled; status 1 Filled 100/0; fee 1; error 1 10148", client.Orders());
    }

    [Fact]
    public void A_global_cancel_takes_the_orders_of_all_clients()
    {
        var desk = new WireDesk();
        var one = desk.Client(1).Limit(1, "BUY", 1, 90).Limit(2, "BUY", 1, 91);
        var two = desk.Client(2).Limit(1, "BUY", 1, 92);
        desk.Second();
        one.Take();
        two.Take();
        two.Send(new ReqGlobalCancel());
        desk.Second();
        Assert.Equal("status 1 PendingCancel 0/1; status 2 PendingCancel 0/1; status 1 Cancelled 0/1; error 1 202; status 2 Cancelled 0/1; error 2 202", one.Orders());
        Assert.Equal("status 1 PendingCancel 0/1; status 1 Cancelled 0/1; error 1 202", two.Orders());
    }

    [Fact]
    public void Orders_that_fail_validation_get_an_error_and_nothing_else()
    {
        var desk = new WireDesk();
        var client = desk.Client()
            .Place(1, "BUY", 1, "TRAIL").Place(2, "HOLD", 1, "MKT").Place(3, "BUY", 0, "MKT").Place(4, "BUY", 1.5m, "MKT").Place(5, "BUY", 1, "LMT")
            .Place(6, "BUY", 1, "LMT", limit: 99.005).Place(7, "BUY", 1, "MKT", tif: "AUC").Place(8, "BUY", 1, "MKT", symbol: "NONE").Place(9, "BUY", 1, "LMT", limit: 1, parent: 55);
        desk.Second();
        Assert.Equal("error 1 321; error 2 321; error 3 434; error 4 10243; error 5 321; error 6 110; error 7 321; error 8 200; error 9 10006", client.Orders());
    }

    [Fact]
    public void An_order_beyond_the_buying_power_is_rejected_with_201()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, StartCash = 10_000, BuyingPowerMultiple = 4 });
        // Marked at 99.99: 400 shares are 39,996 dollars of the 40,000 that four times the equity carries.
        var client = desk.Client().Market(1, "BUY", 401).Market(2, "BUY", 400);
        desk.Second();
        var messages = client.Take();
        Assert.Equal((1, 201), messages.OfType<ErrMsg>().Select(e => (e.Id, e.ErrorCode)).Single());
        Assert.Equal(400m, messages.OfType<ExecDetails>().Sum(e => e.Shares));
    }

    [Fact]
    public void A_rejected_order_is_reported_inactive()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, StartCash = 1_000, BuyingPowerMultiple = 1 });
        var client = desk.Client().Market(1, "BUY", 100);
        desk.Second();
        Assert.Equal("open 1 Inactive; status 1 Inactive 0/100; error 1 201", client.Orders());
    }

    [Fact]
    public void A_what_if_answers_with_margins_and_leaves_no_order()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, StartCash = 10_000, BuyingPowerMultiple = 4 });
        var client = desk.Client().Send(new PlaceOrder
        {
            OrderId = 1, Contract = WireClient.Stock("AAPL"), Order = new Order { Action = "BUY", TotalQuantity = 200, OrderType = "MKT", WhatIf = true },
        });
        desk.Second();
        var preview = Assert.IsType<OpenOrder>(Assert.Single(client.Take()));
        Assert.Equal(OrderStatusKind.PreSubmitted, preview.State.Status.Kind);
        // 200 shares at the mark of 99.99, a quarter of it; the commission of a dollar lessens the equity.
        Assert.Equal((0.0, 4_999.5, 9_999.0, 1.0), (preview.State.InitMarginBefore, preview.State.InitMarginAfter, preview.State.EquityWithLoanAfter, preview.State.Commission));
        client.Send(new ReqAllOpenOrders()).Market(1, "BUY", 1);
        desk.Second();
        Assert.StartsWith("open end; open 1 PreSubmitted", client.Orders(), StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_opening_an_order_waits_with_a_warning()
    {
        var desk = new WireDesk(open: false).To(-4);
        var client = desk.Client().Limit(1, "BUY", 100, 99).Market(2, "BUY", 10);
        desk.To(-3);
        var messages = client.Take();
        Assert.Equal([(1, 399), (2, 399)], messages.OfType<ErrMsg>().Select(e => (e.Id, e.ErrorCode)));
        Assert.EndsWith("until 20250602 09:30:00 US/Eastern", messages.OfType<ErrMsg>().First().ErrorMsg, StringComparison.Ordinal);
        Assert.All(messages.OfType<OrderStatus>(), s => Assert.Equal(OrderStatusKind.PreSubmitted, s.Status.Kind));
        desk.To(0);
        Assert.Equal("open 1 Submitted; status 1 Submitted 0/100; open 2 Submitted; status 2 Submitted 0/10; exec 2 BOT 10@100.01; open 2 Filled; status 2 Filled 10/0; fee 1", client.Orders());
    }

    [Fact]
    public void Day_orders_are_cancelled_at_the_close_and_gtc_orders_are_not()
    {
        var desk = new WireDesk();
        var client = desk.Client().Limit(1, "BUY", 1, 90).Limit(2, "BUY", 1, 91, "GTC");
        desk.To(ScriptedMarket.CloseSecond - 1);
        client.Take();
        desk.To(ScriptedMarket.CloseSecond);
        Assert.Equal("status 1 Cancelled 0/1; error 1 202", client.Orders());
        client.Send(new ReqOpenOrders());
        desk.Second();
        Assert.Equal("open 2 Submitted; status 2 Submitted 0/1; open end", client.Orders());
    }

    [Fact]
    public void A_gateway_that_repeats_itself_says_working_and_filled_twice_the_second_time_with_the_commission()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, UsualDuplicates = true });
        desk.Market.Quote(2, 98.90, 98.95);
        var client = desk.Client().Limit(1, "BUY", 300, 99);
        desk.To(1);
        Assert.Equal("open 1 PreSubmitted; status 1 PreSubmitted 0/300; open 1 Submitted; status 1 Submitted 0/300; open 1 Submitted; status 1 Submitted 0/300", client.Orders());
        desk.To(2);
        var told = client.Take();
        Assert.Equal(["ExecDetails", "OpenOrder", "OrderStatus", "OpenOrder", "OrderStatus", "CommissionReport"], told.Select(m => m.GetType().Name));
        Assert.Equal([null, 1.5], told.OfType<OpenOrder>().Select(o => o.State.Commission));
    }

    [Fact]
    public void An_order_that_rested_added_liquidity_and_one_that_came_took_it()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2, 98.90, 98.95).Quote(4, 97.0, 97.5).Quote(6, 97.7, 97.75);
        var client = desk.Client().Limit(1, "BUY", 10, 99).Market(2, "BUY", 10).Limit(3, "BUY", 10, 101).Place(4, "SELL", 10, "STP LMT", limit: 97.7, stop: 98).Place(5, "SELL", 10, "STP", stop: 98);
        desk.To(6);
        Assert.Equal([(1, 1), (2, 2), (3, 2), (4, 1), (5, 2)], client.Take<ExecDetails>().Select(e => (e.OrderId, e.LastLiquidity)).Order());
    }

    [Fact]
    public void Duplicate_reports_say_the_same_twice_and_book_once()
    {
        var desk = new WireDesk(faults: new FaultPlan { DuplicateReports = 1 });
        var client = desk.Client().Market(1, "BUY", 100);
        desk.Second();
        client.Send(new ReqPositions());
        Assert.Equal(
            "open 1 PreSubmitted; open 1 PreSubmitted; status 1 PreSubmitted 0/100; status 1 PreSubmitted 0/100; exec 1 BOT 100@100.01; exec 1 BOT 100@100.01; "
            + "open 1 Filled; open 1 Filled; status 1 Filled 100/0; status 1 Filled 100/0; fee 1; fee 1",
            client.Orders());
        desk.Second();
        Assert.Equal(100m, client.Take<Position>().Single().Quantity);
    }
}
