using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Tests.InteractiveBrokers.Client;

/// <summary>Both ends of the protocol, written apart, over a real socket.</summary>
public sealed class ClientAgainstSimulatorTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trade_from_quote_to_position()
    {
        await using var gateway = new SimulatorBench();
        await using var client = await IbClient.ConnectAsync(gateway.Options, Token);
        var apple = (await client.ResolveAsync(ContractQuery.Stock("AAPL"), Token)).Contract;
        var quote = await client.QuotesAsync(apple, cancellationToken: Token).FirstAsync(q => q is { Bid: > 0, Ask: > 0 }, Token);
        Assert.False(quote.IsCrossed);

        var ticket = await client.PlaceAsync(apple, new Order { Action = "BUY", TotalQuantity = 100, OrderType = "MKT", Tif = "DAY" }, cancellationToken: Token);
        var end = await ticket.Finished.WaitAsync(Token);
        Assert.Equal((OrderStatusKind.Filled, 100m), (end.Status, end.Executed));
        Assert.NotEqual(0, end.PermId);
        await ticket.EventsAsync(Token).OfType<OrderCharged>().FirstAsync(Token);

        var position = Assert.Single(await client.PositionsAsync(Token));
        Assert.Equal((apple.ConId, 100m), (position.Contract.ConId, position.Quantity));
        Assert.Equal(100, (await client.ExecutionsAsync(cancellationToken: Token)).Sum(e => e.Shares));
        var summary = await client.AccountSummaryAsync(["NetLiquidation", "TotalCashValue"], cancellationToken: Token);
        Assert.Contains(summary, v => v is { Tag: "NetLiquidation", Account: "DU1234567" });
        Assert.Empty(await client.OpenOrdersAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task A_limit_order_is_changed_and_cancelled()
    {
        await using var gateway = new SimulatorBench();
        await using var client = await IbClient.ConnectAsync(gateway.Options, Token);
        var apple = (await client.ResolveAsync(ContractQuery.Stock("AAPL"), Token)).Contract;
        var ticket = await client.PlaceAsync(apple, new Order { Action = "BUY", TotalQuantity = 10, OrderType = "LMT", LmtPrice = 1, Tif = "DAY" }, cancellationToken: Token);
        var events = ticket.EventsAsync(Token).GetAsyncEnumerator(Token);
        await UntilAsync(events, e => e is OrderStatusReported { Status.Status.Kind: OrderStatusKind.Submitted or OrderStatusKind.PreSubmitted });
        Assert.Equal(ticket.OrderId, Assert.Single(await client.OpenOrdersAsync(cancellationToken: Token)).OrderId);

        await client.ModifyAsync(ticket, new Order { Action = "BUY", TotalQuantity = 10, OrderType = "LMT", LmtPrice = 2, Tif = "DAY" });
        await UntilAsync(events, e => e is OrderTermsReported { Order.Order.LmtPrice: 2 });
        await client.CancelAsync(ticket);
        Assert.Equal(OrderStatusKind.Cancelled, (await ticket.Finished.WaitAsync(Token)).Status);
        await events.DisposeAsync();
    }

    [Fact]
    public async Task Many_requests_at_once_stay_within_the_message_rate_and_all_are_answered()
    {
        await using var gateway = new SimulatorBench();
        await using var client = await IbClient.ConnectAsync(gateway.Options, Token);
        var times = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => client.CurrentTimeAsync(Token)));
        Assert.Equal(60, times.Length);
    }

    [Fact]
    public async Task History_and_unknown_symbols_and_a_cancel_of_nothing()
    {
        await using var gateway = new SimulatorBench();
        await using var client = await IbClient.ConnectAsync(gateway.Options, Token);
        var spy = (await client.ResolveAsync(ContractQuery.Stock("SPY"), Token)).Contract;
        var bars = await client.HistoricalBarsAsync(spy, "1 min", "2 D", cancellationToken: Token);
        Assert.NotEmpty(bars);
        Assert.All(bars, b => Assert.True(b.Low <= b.High && b.Time is not null));
        Assert.Equal(bars.OrderBy(b => b.Time), bars);

        var problem = await Assert.ThrowsAsync<ContractResolutionException>(() => client.ResolveAsync(ContractQuery.Stock("NOSUCH"), Token));
        Assert.Equal(ContractOutcome.NotFound, problem.Resolution.Outcome);

        var events = client.OrderEventsAsync(Token).GetAsyncEnumerator(Token);
        var next = events.MoveNextAsync();
        await client.GetStatusAsync();
        await client.CancelAsync(424_242);
        Assert.True(await next);
        Assert.Equal(10147, Assert.IsType<OrderCodeReported>(events.Current).Code);
        await events.DisposeAsync();
    }

    [Fact]
    public async Task Every_kind_of_question_is_answered()
    {
        await using var gateway = new SimulatorBench();
        await using var client = await IbClient.ConnectAsync(gateway.Options, Token);
        var details = await client.ResolveAsync(ContractQuery.Stock("AAPL"), Token);
        var apple = details.Contract;
        var noon = new DateTimeOffset(2025, 5, 30, 16, 0, 0, TimeSpan.Zero);

        Assert.Equal(2025, (await client.CurrentTimeAsync(Token)).Year);
        Assert.Equal(2025, (await client.PreciseTimeAsync(Token)).Year);
        Assert.True(await client.HeadTimestampAsync(apple, cancellationToken: Token) < noon);
        Assert.NotEmpty((await client.HistoricalScheduleAsync(apple, "5 D", cancellationToken: Token)).Sessions);
        Assert.NotEmpty(await client.HistoricalTradesAsync(apple, noon, 10, cancellationToken: Token));
        Assert.NotEmpty(await client.HistoricalQuotesAsync(apple, noon, 10, cancellationToken: Token));
        Assert.NotEmpty(await client.HistoricalMidpointsAsync(apple, noon, 10, cancellationToken: Token));
        var rule = int.Parse(details.MarketRuleIds.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.NotEmpty(await client.MarketRuleAsync(rule, Token));
        Assert.Contains(await client.MatchingSymbolsAsync("AAP", Token), s => s.Symbol == "AAPL");
        Assert.Empty(await client.CompletedOrdersAsync(cancellationToken: Token));
        var preview = await client.WhatIfAsync(apple, new Order { Action = "BUY", TotalQuantity = 10, OrderType = "MKT", Tif = "DAY" }, Token);
        Assert.True(preview.InitMarginAfter > 0, "a what-if tells the margin");
        Assert.Empty(await client.OpenOrdersAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task Every_kind_of_stream_flows()
    {
        await using var gateway = new SimulatorBench();
        await using var client = await IbClient.ConnectAsync(gateway.Options, Token);
        var apple = (await client.ResolveAsync(ContractQuery.Stock("AAPL"), Token)).Contract;
        Assert.Equal(QuoteType.Live, (await client.QuotesAsync(apple, cancellationToken: Token).FirstAsync(q => q is { Bid: > 0, Type: not QuoteType.Unknown }, Token)).Type);
        Assert.True((await client.RealTimeBarsAsync(apple, cancellationToken: Token).FirstAsync(Token)).High > 0);
        Assert.True((await client.TicksAsync(apple, "BidAsk", Token).FirstAsync(Token)).BidPrice > 0);
        Assert.True((await client.BarUpdatesAsync(apple, "1 min", "1 D", cancellationToken: Token).FirstAsync(u => !u.IsHistory, Token)).Bar.High > 0);
        _ = await client.PnLAsync(Token).FirstAsync(Token);
        // Readers that left leave nothing behind.
        while ((await client.GetStatusAsync()).Subscriptions > 0) await Task.Yield();
    }

    [Fact]
    public async Task A_bracket_protects_its_position()
    {
        await using var gateway = new SimulatorBench();
        await using var client = await IbClient.ConnectAsync(gateway.Options, Token);
        var apple = (await client.ResolveAsync(ContractQuery.Stock("AAPL"), Token)).Contract;
        var quote = await client.QuotesAsync(apple, cancellationToken: Token).FirstAsync(q => q is { Bid: > 0, Ask: > 0 }, Token);
        var bracket = await client.PlaceBracketAsync(apple,
            entry: new Order { Action = "BUY", TotalQuantity = 10, OrderType = "MKT", Tif = "DAY" },
            target: new Order { Action = "SELL", TotalQuantity = 10, OrderType = "LMT", LmtPrice = Math.Round(quote.Ask!.Value * 1.5, 2), Tif = "GTC" },
            stop: new Order { Action = "SELL", TotalQuantity = 10, OrderType = "STP", AuxPrice = Math.Round(quote.Bid!.Value / 2, 2), Tif = "GTC" });
        Assert.Equal(10, (await bracket.Entry.Finished.WaitAsync(Token)).Executed);
        await bracket.Stop.EventsAsync(Token).OfType<OrderStatusReported>().FirstAsync(Token);
        await client.CancelAsync(bracket.Target);
        await client.CancelAsync(bracket.Stop);
        Assert.Equal(OrderStatusKind.Cancelled, (await bracket.Target.Finished.WaitAsync(Token)).Status);
        Assert.Equal(OrderStatusKind.Cancelled, (await bracket.Stop.Finished.WaitAsync(Token)).Status);
    }

    [Fact]
    public async Task Streams_and_orders_outlive_a_dropped_session()
    {
        // The session falls a minute after the open, for a second of virtual time.
        var drop = new SessionDrop(Instant.FromUtc(2025, 6, 2, 13, 31), 3, NodaTime.Duration.FromSeconds(1));
        await using var gateway = new SimulatorBench(faults: new FaultPlan { Drops = [drop] });
        await using var client = await IbClient.ConnectAsync(gateway.Options, Token);
        var states = client.StateChangesAsync(Token).GetAsyncEnumerator(Token);
        var change = states.MoveNextAsync().AsTask();
        var apple = (await client.ResolveAsync(ContractQuery.Stock("AAPL"), Token)).Contract;
        var quotes = client.QuotesAsync(apple, cancellationToken: Token).GetAsyncEnumerator(Token);
        await UntilAsync(quotes, q => q.Bid > 0);
        var ticket = await client.PlaceAsync(apple, new Order { Action = "BUY", TotalQuantity = 10, OrderType = "LMT", LmtPrice = 1, Tif = "DAY" }, cancellationToken: Token);

        Assert.True(await change);
        Assert.Equal(ClientState.Disconnected, states.Current.State);
        await UntilAsync(quotes, q => q == IbQuote.Empty);
        await UntilAsync(states, s => s.State == ClientState.Ready);
        await UntilAsync(quotes, q => q.Bid > 0);
        var confirmed = await ticket.EventsAsync(Token).OfType<OrderConfirmed>().FirstAsync(Token);
        Assert.True(confirmed.IsWorking);
        await client.CancelAsync(ticket);
        Assert.Equal(OrderStatusKind.Cancelled, (await ticket.Finished.WaitAsync(Token)).Status);
        await quotes.DisposeAsync();
        await states.DisposeAsync();
    }

    [Fact]
    public async Task Two_clients_with_different_ids_each_have_their_own_orders()
    {
        await using var gateway = new SimulatorBench();
        await using var one = await IbClient.ConnectAsync(gateway.Options, Token);
        await using var two = await IbClient.ConnectAsync(gateway.Options with { ClientId = 4 }, Token);
        var apple = (await one.ResolveAsync(ContractQuery.Stock("AAPL"), Token)).Contract;
        var ticket = await one.PlaceAsync(apple, new Order { Action = "BUY", TotalQuantity = 10, OrderType = "LMT", LmtPrice = 1, Tif = "DAY" }, cancellationToken: Token);
        await ticket.EventsAsync(Token).OfType<OrderStatusReported>().FirstAsync(Token);

        Assert.Empty(await two.OpenOrdersAsync(cancellationToken: Token));
        Assert.Equal(ticket.Snapshot.PermId, Assert.Single(await two.OpenOrdersAsync(allClients: true, Token)).Order.PermId);
    }

    static async Task UntilAsync<T>(IAsyncEnumerator<T> items, Func<T, bool> isIt)
    {
        do Assert.True(await items.MoveNextAsync(), "the stream ended");
        while (!isIt(items.Current));
    }
}
