using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers.Client;

public sealed class ClientStreamTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_reader_of_quotes_gets_the_newest_state()
    {
        await using var bench = await ClientBench.OpenAsync();
        await using var quotes = bench.Client.QuotesAsync(ClientBench.Apple, cancellationToken: Token).GetAsyncEnumerator(Token);
        var first = quotes.MoveNextAsync();
        var id = await bench.ReadIdAsync(ClientMessageId.ReqMktData, 1);
        await bench.SendAsync(new MarketDataType { ReqId = id, Type = 1 });
        Assert.True(await first);
        Assert.Equal(QuoteType.Live, quotes.Current.Type);

        await bench.SendAsync(new TickPrice { ReqId = id, TickType = 1, Price = 100.01, Size = 300 });
        await bench.SendAsync(new TickSize { ReqId = id, TickType = 0, Size = 300 });
        await bench.SendAsync(new TickPrice { ReqId = id, TickType = 2, Price = 100.03, Size = 200 });
        await bench.SendAsync(new TickPrice { ReqId = id, TickType = 4, Price = -1 });
        await bench.SendAsync(new TickGeneric { ReqId = id, TickType = 49, Value = 0 });
        await ClientSessionTests.HeardAsync(bench);
        Assert.True(await quotes.MoveNextAsync());
        Assert.Equal(new IbQuote { Type = QuoteType.Live, Bid = 100.01, BidSize = 300, Ask = 100.03, IsHalted = false }, quotes.Current);
    }

    [Fact]
    public async Task A_contract_that_becomes_more_important_gets_the_line_of_another()
    {
        await using var bench = await ClientBench.OpenAsync(new IbClientOptions { MarketDataLines = 1, Heartbeat = ClientBench.Quiet });
        var other = new Contract { Symbol = "MSFT", SecType = "STK", Exchange = "SMART", Currency = "USD" };
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var apple = bench.Client.RealTimeBarsAsync(ClientBench.Apple, cancellationToken: leaving.Token).GetAsyncEnumerator(Token);
        var first = apple.MoveNextAsync();
        var id = await bench.ReadIdAsync(ClientMessageId.ReqRealTimeBars, 1);
        await using var microsoft = bench.Client.RealTimeBarsAsync(other, cancellationToken: Token).GetAsyncEnumerator(Token);
        var second = microsoft.MoveNextAsync();

        Assert.Equal(0, await bench.Client.PrioritizeAsync(new Contract { Symbol = "IBM" }, 9));
        Assert.Equal(1, await bench.Client.PrioritizeAsync(other, 9));
        Assert.Equal(id, await bench.ReadIdAsync(ClientMessageId.CancelRealTimeBars, 1));
        var next = await bench.ReadIdAsync(ClientMessageId.ReqRealTimeBars, 1);
        await bench.SendAsync(new RealTimeBar { ReqId = next, Time = 1, Open = 5, High = 5, Low = 5, Close = 5, Count = 1 });
        Assert.True(await second);
        Assert.False(first.IsCompleted);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await first);
    }

    [Fact]
    public async Task After_a_lost_session_a_quote_is_empty_and_comes_back_under_a_new_request()
    {
        await using var bench = await ClientBench.OpenAsync();
        await using var quotes = bench.Client.QuotesAsync(ClientBench.Apple, cancellationToken: Token).GetAsyncEnumerator(Token);
        var next = quotes.MoveNextAsync();
        var id = await bench.ReadIdAsync(ClientMessageId.ReqMktData, 1);
        await bench.SendAsync(new TickPrice { ReqId = id, TickType = 1, Price = 100 });
        Assert.True(await next);

        bench.Gateway.Close();
        Assert.True(await quotes.MoveNextAsync());
        Assert.Equal(IbQuote.Empty, quotes.Current);
        Assert.Equal(ClientState.Disconnected, await bench.NextStateAsync());
        bench.Pass(1);
        await ClientBench.GreetAsync(bench.Gateway);
        await bench.ReadAsync(ClientMessageId.ReqMarketDataType);
        var second = await bench.ReadIdAsync(ClientMessageId.ReqMktData, 1);
        Assert.NotEqual(id, second);
        await bench.SendAsync(new TickPrice { ReqId = second, TickType = 1, Price = 101 });
        Assert.True(await quotes.MoveNextAsync());
        Assert.Equal(101, quotes.Current.Bid);
    }

    [Fact]
    public async Task After_1101_every_stream_is_asked_again_and_after_1102_only_the_silent_ones()
    {
        await using var bench = await ClientBench.OpenAsync();
        await using var quotes = bench.Client.QuotesAsync(ClientBench.Apple, cancellationToken: Token).GetAsyncEnumerator(Token);
        var next = quotes.MoveNextAsync();
        var first = await bench.ReadIdAsync(ClientMessageId.ReqMktData, 1);
        await bench.ErrorAsync(-1, 1101, "Connectivity between IB and TWS has been restored - data lost.");
        var second = await bench.ReadIdAsync(ClientMessageId.ReqMktData, 1);
        Assert.NotEqual(first, second);
        await bench.SendAsync(new TickPrice { ReqId = second, TickType = 1, Price = 101 });
        Assert.True(await next);
        Assert.Equal(1, (await bench.Client.GetStatusAsync()).SubscriptionsFlowing);

        await bench.ErrorAsync(-1, 1102, "Connectivity between IB and TWS has been restored - data maintained.");
        await ClientSessionTests.HeardAsync(bench);
        Assert.Equal(0, (await bench.Client.GetStatusAsync()).SubscriptionsFlowing);
        bench.Pass(30);
        Assert.Equal(second, await bench.ReadIdAsync(ClientMessageId.CancelMktData, 1));
        Assert.NotEqual(second, await bench.ReadIdAsync(ClientMessageId.ReqMktData, 1));
    }

    [Fact]
    public async Task A_request_that_still_waits_when_data_are_lost_is_not_sent_twice()
    {
        await using var bench = await ClientBench.OpenAsync(new() { Heartbeat = ClientBench.Quiet, Pacing = new PacingLimits { MessagesPerSecond = 2, ReservedForOrders = 0 } });
        await using var quotes = bench.Client.QuotesAsync(ClientBench.Apple, cancellationToken: Token).GetAsyncEnumerator(Token);
        var next = quotes.MoveNextAsync();
        // The stream is wanted before the first answer, and its request waits before the second.
        await bench.Client.GetStatusAsync();
        Assert.Equal(1, (await bench.Client.GetStatusAsync()).DataWaiting);
        await bench.ErrorAsync(-1, 1101, "Connectivity between IB and TWS has been restored - data lost.");
        // Once the notice behind it is heard, the loss was, too.
        await using var notices = bench.Client.NoticesAsync(Token).GetAsyncEnumerator(Token);
        var notice = notices.MoveNextAsync();
        await bench.Client.GetStatusAsync();
        await bench.ErrorAsync(-1, 399, "a notice");
        Assert.True(await notice);
        await bench.Client.GetStatusAsync();
        Assert.Equal(1, (await bench.Client.GetStatusAsync()).DataWaiting);
        bench.Pass(1.001);
        var id = await bench.ReadIdAsync(ClientMessageId.ReqMktData, 1);
        await bench.SendAsync(new TickPrice { ReqId = id, TickType = 1, Price = 7 });
        Assert.True(await next);
        Assert.Equal(7, quotes.Current.Bid);
    }

    [Fact]
    public async Task Data_that_are_not_subscribed_end_the_stream_with_the_reason()
    {
        await using var bench = await ClientBench.OpenAsync();
        await using var quotes = bench.Client.QuotesAsync(ClientBench.Apple, cancellationToken: Token).GetAsyncEnumerator(Token);
        var next = quotes.MoveNextAsync();
        await bench.ErrorAsync(await bench.ReadIdAsync(ClientMessageId.ReqMktData, 1), 354, "Requested market data is not subscribed.");
        var problem = await Assert.ThrowsAsync<IbRequestException>(async () => await next);
        Assert.Equal(354, problem.Code);
        Assert.Equal(0, (await bench.Client.GetStatusAsync()).Subscriptions);
    }

    [Fact]
    public async Task Delayed_data_are_marked_and_can_be_chosen()
    {
        await using var bench = await ClientBench.OpenAsync();
        await bench.Client.ChooseMarketDataAsync(QuoteType.Delayed);
        Assert.Equal(["1", "3", ""], await bench.ReadAsync(ClientMessageId.ReqMarketDataType));
        await using var quotes = bench.Client.QuotesAsync(ClientBench.Apple, cancellationToken: Token).GetAsyncEnumerator(Token);
        var next = quotes.MoveNextAsync();
        var id = await bench.ReadIdAsync(ClientMessageId.ReqMktData, 1);
        await bench.SendAsync(new TickPrice { ReqId = id, TickType = 66, Price = 99 });
        Assert.True(await next);
        Assert.Equal((QuoteType.Delayed, 99), (quotes.Current.Type, quotes.Current.Bid));
    }

    [Fact]
    public async Task A_reader_that_leaves_cancels_the_subscription()
    {
        await using var bench = await ClientBench.OpenAsync();
        using var cancel = new CancellationTokenSource();
        var reading = Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in bench.Client.RealTimeBarsAsync(ClientBench.Apple, cancellationToken: cancel.Token)) Assert.Fail("no bar was sent");
        });
        var id = await bench.ReadIdAsync(ClientMessageId.ReqRealTimeBars, 1);
        await cancel.CancelAsync();
        await reading;
        Assert.Equal(id, await bench.ReadIdAsync(ClientMessageId.CancelRealTimeBars, 1));
    }

    [Fact]
    public async Task Bars_that_nobody_reads_end_the_stream_instead_of_being_lost_in_silence()
    {
        await using var bench = await ClientBench.OpenAsync();
        await using var bars = bench.Client.RealTimeBarsAsync(ClientBench.Apple, cancellationToken: Token).GetAsyncEnumerator(Token);
        var next = bars.MoveNextAsync();
        var id = await bench.ReadIdAsync(ClientMessageId.ReqRealTimeBars, 1);
        await bench.SendAsync(new RealTimeBar { ReqId = id, Time = 0, Open = 1, High = 1, Low = 1, Close = 1 });
        Assert.True(await next);
        for (var i = 1; i <= 10_001; i++) await bench.SendAsync(new RealTimeBar { ReqId = id, Time = 5 * i, Open = 1, High = 1, Low = 1, Close = 1 });
        await ClientSessionTests.HeardAsync(bench);
        // What was kept is still read, then the reason.
        for (var i = 1; i <= 10_000; i++)
        {
            Assert.True(await bars.MoveNextAsync());
            Assert.Equal(5 * i, bars.Current.Time);
        }
        var problem = await Assert.ThrowsAsync<IbStreamOverflowException>(async () => await bars.MoveNextAsync());
        Assert.StartsWith("five-second bars of AAPL", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bars_that_are_kept_up_to_date_come_as_history_and_then_as_changes()
    {
        await using var bench = await ClientBench.OpenAsync();
        await using var bars = bench.Client.BarUpdatesAsync(ClientBench.Apple, "1 min", "1 D", cancellationToken: Token).GetAsyncEnumerator(Token);
        var next = bars.MoveNextAsync();
        var id = await bench.ReadIdAsync(ClientMessageId.ReqHistoricalData, 0);
        await bench.SendAsync(new HistoricalData { ReqId = id, Bars = [new HistoricalBar { Date = "1748611800", Open = 1, High = 2, Low = 1, Close = 2 }] });
        await bench.SendAsync(new HistoricalDataEnd { ReqId = id });
        await bench.SendAsync(new HistoricalDataUpdate { ReqId = id, Date = "1748611860", Open = 2, High = 3, Low = 2, Close = 3 });
        Assert.True(await next);
        Assert.Equal((true, 2), (bars.Current.IsHistory, bars.Current.Bar.Close));
        Assert.True(await bars.MoveNextAsync());
        Assert.Equal((false, 3), (bars.Current.IsHistory, bars.Current.Bar.Close));
        Assert.Equal(0, (await bench.Client.GetStatusAsync()).HistoryOpen);
    }
}
