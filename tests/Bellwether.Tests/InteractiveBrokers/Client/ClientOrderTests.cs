using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers.Client;

public sealed class ClientOrderTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static Order Market(decimal quantity = 100) => new() { Action = "BUY", TotalQuantity = quantity, OrderType = "MKT" };

    [Fact]
    public async Task An_order_is_finished_when_its_executions_cover_the_fill_whatever_comes_first()
    {
        await using var bench = await ClientBench.OpenAsync();
        var ticket = await PlaceAsync(bench, Market());
        await bench.SendAsync(Status(ticket.OrderId, OrderStatusKind.Submitted, 0, 100));
        await bench.SendAsync(Status(ticket.OrderId, OrderStatusKind.Filled, 100, 0));
        await ClientSessionTests.HeardAsync(bench);
        Assert.False(ticket.Finished.IsCompleted);
        await bench.SendAsync(Execution(ticket.OrderId, "0000e0d5.1.01.01", 60, 10));
        await bench.SendAsync(Execution(ticket.OrderId, "0000e0d5.2.01.01", 40, 10.5));
        var end = await ticket.Finished;
        // (60 · 10 + 40 · 10.5) / 100 = 10.2
        Assert.Equal((OrderStatusKind.Filled, 100m, 10.2m, 9001L), (end.Status, end.Executed, end.AveragePrice, end.PermId));
    }

    [Fact]
    public async Task An_execution_counts_once_and_a_correction_replaces_it()
    {
        await using var bench = await ClientBench.OpenAsync();
        var ticket = await PlaceAsync(bench, Market());
        await bench.SendAsync(Execution(ticket.OrderId, "a.1.01.01", 60, 10));
        await bench.SendAsync(Execution(ticket.OrderId, "a.1.01.01", 60, 10));
        await bench.SendAsync(Execution(ticket.OrderId, "a.1.01.02", 50, 10));
        await bench.SendAsync(new CommissionReport { ExecId = "a.1.01.01", Commission = 0.35, Currency = "USD" });
        await ClientSessionTests.HeardAsync(bench);
        Assert.Equal(50, ticket.Snapshot.Executed);
        await bench.Client.DisposeAsync();
        var events = await ticket.EventsAsync(Token).ToListAsync(Token);
        Assert.Equal([typeof(OrderExecuted), typeof(OrderExecutionCorrected), typeof(OrderCharged)], events.ConvertAll(e => e.GetType()));
        await Assert.ThrowsAsync<IbStoppedException>(() => ticket.Finished);
    }

    [Fact]
    public async Task A_refusal_ends_an_order_only_if_it_was_never_acknowledged()
    {
        await using var bench = await ClientBench.OpenAsync();
        var refused = await PlaceAsync(bench, Market());
        await bench.ErrorAsync(refused.OrderId, 201, "Order rejected - reason:insufficient funds");
        Assert.Equal(201, (await refused.Finished).RefusedBy);

        var working = await PlaceAsync(bench, Market());
        await bench.SendAsync(Status(working.OrderId, OrderStatusKind.Submitted, 0, 100));
        await bench.ErrorAsync(working.OrderId, 201, "Order rejected - reason:a change was too large");
        await ClientSessionTests.HeardAsync(bench);
        Assert.False(working.Finished.IsCompleted);
        Assert.Equal(0, working.Snapshot.RefusedBy);
    }

    [Theory]
    [InlineData(399)]
    [InlineData(2109)]
    [InlineData(10349)]
    [InlineData(103)]
    [InlineData(98_765)]
    public async Task Notices_unknown_codes_and_a_duplicate_id_prove_nothing(int code)
    {
        await using var bench = await ClientBench.OpenAsync();
        var ticket = await PlaceAsync(bench, Market());
        await bench.ErrorAsync(ticket.OrderId, code, "text");
        await ClientSessionTests.HeardAsync(bench);
        Assert.False(ticket.Finished.IsCompleted);
    }

    [Fact]
    public async Task A_cancelled_order_is_finished_by_its_status()
    {
        await using var bench = await ClientBench.OpenAsync();
        var ticket = await PlaceAsync(bench, Market());
        await bench.SendAsync(Status(ticket.OrderId, OrderStatusKind.Submitted, 0, 100));
        var cancelling = bench.Client.CancelAsync(ticket);
        Assert.Equal(ticket.OrderId, await bench.ReadIdAsync(ClientMessageId.CancelOrder, 0));
        await cancelling;
        await bench.ErrorAsync(ticket.OrderId, 202, "Order Canceled - reason:");
        await ClientSessionTests.HeardAsync(bench);
        Assert.False(ticket.Finished.IsCompleted);
        await bench.SendAsync(Status(ticket.OrderId, OrderStatusKind.Cancelled, 0, 100));
        Assert.Equal(OrderStatusKind.Cancelled, (await ticket.Finished).Status);
    }

    [Fact]
    public async Task An_order_that_the_broker_reduced_is_finished_when_what_it_says_was_filled_is_executed()
    {
        await using var bench = await ClientBench.OpenAsync();
        var ticket = await PlaceAsync(bench, Market(100));
        await bench.SendAsync(Execution(ticket.OrderId, "c.1.01.01", 40, 10));
        await bench.SendAsync(Status(ticket.OrderId, OrderStatusKind.Filled, 40, 0));
        Assert.Equal(40, (await ticket.Finished).Executed);
    }

    [Fact]
    public async Task A_refusal_that_shows_as_inactive_first_is_a_refusal()
    {
        await using var bench = await ClientBench.OpenAsync();
        var ticket = await PlaceAsync(bench, Market());
        await bench.SendAsync(Status(ticket.OrderId, OrderStatusKind.Inactive, 0, 100));
        await ClientSessionTests.HeardAsync(bench);
        Assert.False(ticket.Finished.IsCompleted);
        await bench.ErrorAsync(ticket.OrderId, 201, "Order rejected - reason:no shares to borrow");
        Assert.Equal(201, (await ticket.Finished).RefusedBy);
    }

    [Fact]
    public async Task A_bracket_is_written_parent_first_and_transmitted_by_its_stop()
    {
        await using var bench = await ClientBench.OpenAsync();
        var placing = bench.Client.PlaceBracketAsync(ClientBench.Apple, Market(),
            new Order { Action = "SELL", TotalQuantity = 100, OrderType = "LMT", LmtPrice = 110 }, new Order { Action = "SELL", TotalQuantity = 100, OrderType = "STP", AuxPrice = 95 });
        var types = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var fields = await bench.ReadAsync(ClientMessageId.PlaceOrder);
            Assert.Equal((i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), fields[0]);
            types.Add(fields.First(f => f is "MKT" or "LMT" or "STP"));
        }
        Assert.Equal(["MKT", "LMT", "STP"], types);
        var bracket = await placing;
        Assert.Equal((1, 2, 3), (bracket.Entry.OrderId, bracket.Target.OrderId, bracket.Stop.OrderId));
        Assert.Equal((false, false, true), (bracket.Entry.Order.Transmit, bracket.Target.Order.Transmit, bracket.Stop.Order.Transmit));
        Assert.Equal((1, 1), (bracket.Target.Order.ParentId, bracket.Stop.Order.ParentId));
        Assert.All(new[] { bracket.Entry, bracket.Target, bracket.Stop }, t => Assert.Equal("DU1234567", t.Order.Account));
    }

    [Fact]
    public async Task An_order_that_waits_for_the_message_rate_can_be_taken_back()
    {
        await using var bench = await ClientBench.OpenAsync(new() { Heartbeat = ClientBench.Quiet, Pacing = new PacingLimits { MessagesPerSecond = 3, ReservedForOrders = 0 } });
        // The start of the session and the choice of market data were two messages of this second.
        await PlaceAsync(bench, Market());
        using var cancel = new CancellationTokenSource();
        var placing = bench.Client.PlaceAsync(ClientBench.Apple, Market(), cancellationToken: cancel.Token);
        Assert.Equal(1, (await bench.Client.GetStatusAsync()).OrdersWaiting);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => placing);
        bench.Pass(2);
        await ClientSessionTests.HeardAsync(bench);
    }

    [Fact]
    public async Task Orders_that_wait_when_the_session_ends_are_dropped_and_told()
    {
        await using var bench = await ClientBench.OpenAsync(new() { Heartbeat = ClientBench.Quiet, Pacing = new PacingLimits { MessagesPerSecond = 2, ReservedForOrders = 0 } });
        var placing = bench.Client.PlaceAsync(ClientBench.Apple, Market(), cancellationToken: Token);
        Assert.Equal(1, (await bench.Client.GetStatusAsync()).OrdersWaiting);
        bench.Gateway.Close();
        await Assert.ThrowsAsync<OrderNotSentException>(() => placing);
    }

    [Fact]
    public async Task After_a_gap_open_orders_and_executions_are_fetched_and_each_order_is_confirmed_or_missed()
    {
        await using var bench = await ClientBench.OpenAsync();
        var kept = await PlaceAsync(bench, Market());
        var gone = await PlaceAsync(bench, Market());
        await bench.SendAsync(Status(kept.OrderId, OrderStatusKind.Submitted, 0, 100));
        await ClientSessionTests.HeardAsync(bench);
        bench.Gateway.Close();
        Assert.Equal(ClientState.Disconnected, await bench.NextStateAsync());
        Assert.False(kept.Snapshot.IsConfirmed);
        bench.Pass(1);
        await ClientBench.GreetAsync(bench.Gateway, nextOrderId: 1);
        await bench.ReadAsync(ClientMessageId.ReqMarketDataType);
        await bench.ReadAsync(ClientMessageId.ReqOpenOrders);
        var executions = await bench.ReadIdAsync(ClientMessageId.ReqExecutions, 1);
        await bench.SendAsync(new OpenOrder
        {
            OrderId = kept.OrderId, Contract = ClientBench.Apple, State = new OrderState { Status = OrderStatusKind.Submitted },
            Order = new Order { Action = "BUY", TotalQuantity = 100, OrderType = "MKT", ClientId = 7, PermId = 9001 },
        });
        await bench.SendAsync(new OpenOrderEnd());
        var fill = Execution(gone.OrderId, "b.1.01.01", 30, 10);
        fill.ReqId = executions;
        await bench.SendAsync(fill);
        await bench.SendAsync(new ExecDetailsEnd { ReqId = executions });
        await ClientSessionTests.HeardAsync(bench);

        Assert.True(kept.Snapshot.IsConfirmed);
        Assert.Equal(30, gone.Snapshot.Executed);
        await bench.Client.DisposeAsync();
        Assert.True((await kept.EventsAsync(Token).ToListAsync(Token)).OfType<OrderConfirmed>().Single().IsWorking);
        Assert.False((await gone.EventsAsync(Token).ToListAsync(Token)).OfType<OrderConfirmed>().Single().IsWorking);
    }

    [Fact]
    public async Task An_order_for_an_account_that_is_not_the_gateways_is_refused_here()
    {
        await using var bench = await ClientBench.OpenAsync();
        var order = Market();
        order.Account = "DU7654321";
        var problem = await Assert.ThrowsAsync<OrderNotSentException>(() => bench.Client.PlaceAsync(ClientBench.Apple, order, cancellationToken: Token));
        Assert.Contains("DU7654321 is not one of this gateway's", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_sent_under_the_same_id()
    {
        await using var bench = await ClientBench.OpenAsync();
        var ticket = await PlaceAsync(bench, new Order { Action = "BUY", TotalQuantity = 100, OrderType = "LMT", LmtPrice = 10 });
        var changing = bench.Client.ModifyAsync(ticket, new Order { Action = "BUY", TotalQuantity = 100, OrderType = "LMT", LmtPrice = 11 });
        var fields = await bench.ReadAsync(ClientMessageId.PlaceOrder);
        await changing;
        Assert.Equal("1", fields[0]);
        Assert.Contains("11", fields);
        Assert.Equal(11, ticket.Order.LmtPrice);
    }

    static async Task<OrderTicket> PlaceAsync(ClientBench bench, Order order)
    {
        var placing = bench.Client.PlaceAsync(ClientBench.Apple, order, cancellationToken: Token);
        await bench.ReadAsync(ClientMessageId.PlaceOrder);
        return await placing;
    }

    static OrderStatus Status(int orderId, OrderStatusKind status, decimal filled, decimal remaining) =>
        new() { OrderId = orderId, ClientId = 7, Status = status, Filled = filled, Remaining = remaining, PermId = 9000 + orderId };

    static ExecDetails Execution(int orderId, string id, decimal shares, double price) => new()
    {
        OrderId = orderId, ClientId = 7, Contract = ClientBench.Apple, ExecId = id, Time = "20250602 10:00:00 US/Eastern", AcctNumber = "DU1234567", Side = "BOT",
        Shares = shares, Price = price, PermId = 9000 + orderId,
    };
}
