using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers.Client;

public sealed class ClientQuestionTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_answer_in_time_is_an_error_that_says_so()
    {
        await using var bench = await ClientBench.OpenAsync(new() { Heartbeat = ClientBench.Quiet, RequestTimeout = TimeSpan.FromSeconds(12) });
        var asked = bench.Client.MatchingSymbolsAsync("APP", Token);
        var id = await bench.ReadIdAsync(ClientMessageId.ReqMatchingSymbols, 0);
        await bench.ErrorAsync(id, 2148, "a warning on the way");
        await ClientSessionTests.HeardAsync(bench);
        bench.Pass(12);
        var problem = await Assert.ThrowsAsync<TimeoutException>(() => asked);
        Assert.Equal("symbols like APP: no answer within 12 s of the request; meanwhile the gateway said: code 2148: a warning on the way. Ask again, or allow more time", problem.Message);
        // A late answer disturbs nobody.
        await bench.SendAsync(new SymbolSamples { ReqId = id });
        await ClientSessionTests.HeardAsync(bench);
    }

    [Fact]
    public async Task A_cancelled_request_is_cancelled_at_the_gateway_too()
    {
        await using var bench = await ClientBench.OpenAsync();
        using var cancel = new CancellationTokenSource();
        var asked = bench.Client.HistoricalBarsAsync(ClientBench.Apple, "1 min", "1 D", cancellationToken: cancel.Token);
        var request = await bench.ReadAsync(ClientMessageId.ReqHistoricalData);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Equal(["1", request[0], ""], await bench.ReadAsync(ClientMessageId.CancelHistoricalData));
        await bench.ErrorAsync(int.Parse(request[0], System.Globalization.CultureInfo.InvariantCulture), 162, "API historical data query cancelled");
        await ClientSessionTests.HeardAsync(bench);
        Assert.Equal(0, (await bench.Client.GetStatusAsync()).HistoryOpen);
    }

    [Fact]
    public async Task A_request_that_still_waits_for_its_turn_is_withdrawn_when_it_is_cancelled()
    {
        await using var bench = await ClientBench.OpenAsync();
        using var cancel = new CancellationTokenSource();
        var first = bench.Client.HistoricalBarsAsync(ClientBench.Apple, "1 min", "1 D", cancellationToken: Token);
        await bench.ReadAsync(ClientMessageId.ReqHistoricalData);
        var identical = bench.Client.HistoricalBarsAsync(ClientBench.Apple, "1 min", "1 D", cancellationToken: cancel.Token);
        var status = await bench.Client.GetStatusAsync();
        Assert.Equal((1, 1, 15.25), (status.HistoryWaiting, status.HistoryOpen, status.Eta.TotalSeconds));

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => identical);
        Assert.Equal(0, (await bench.Client.GetStatusAsync()).HistoryWaiting);
        bench.Pass(16);
        await ClientSessionTests.HeardAsync(bench);
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public async Task History_comes_as_bars_with_their_times_and_absent_volumes()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = bench.Client.HistoricalBarsAsync(ClientBench.Apple, "1 min", "1 D", "MIDPOINT", end: new DateTimeOffset(2025, 5, 30, 16, 0, 0, TimeSpan.FromHours(-4)), cancellationToken: Token);
        var request = await bench.ReadAsync(ClientMessageId.ReqHistoricalData);
        Assert.Contains("20250530-20:00:00", request);
        var id = int.Parse(request[0], System.Globalization.CultureInfo.InvariantCulture);
        await bench.SendAsync(new HistoricalData
        {
            ReqId = id,
            Bars =
            [
                new HistoricalBar { Date = "1748611800", Open = 1, High = 4, Low = 0.5, Close = 2, Volume = -1, Wap = -1, BarCount = -1 },
                new HistoricalBar { Date = "20250530", Open = 1, High = 4, Low = 0.5, Close = 2, Volume = 300, Wap = 1.5m, BarCount = 7 },
            ],
        });
        await bench.SendAsync(new HistoricalDataEnd { ReqId = id });
        var bars = await asked;
        Assert.Equal(new HistoryBar(new(2025, 5, 30), new DateTimeOffset(2025, 5, 30, 13, 30, 0, TimeSpan.Zero), 1, 4, 0.5, 2, null, null, null), bars[0]);
        Assert.Equal(new HistoryBar(new(2025, 5, 30), null, 1, 4, 0.5, 2, 300, 1.5m, 7), bars[1]);
    }

    [Theory]
    [InlineData("20250530 09:30:00 US/Eastern", "2025-05-30T13:30:00")]
    [InlineData("20250530-13:30:00", "2025-05-30T13:30:00")]
    [InlineData("20250530  09:30:00", null)] // Nobody says of which zone.
    [InlineData("tomorrow", null)]
    public async Task A_bar_of_another_form_of_time_is_read_if_it_says_which_time_it_is(string date, string? utc)
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = bench.Client.HistoricalBarsAsync(ClientBench.Apple, "1 min", "1 D", cancellationToken: Token);
        var id = await bench.ReadIdAsync(ClientMessageId.ReqHistoricalData, 0);
        await bench.SendAsync(new HistoricalData { ReqId = id, Bars = [new HistoricalBar { Date = date, Open = 1, High = 4, Low = 0.5, Close = 2, Volume = 3, Wap = 1, BarCount = 1 }] });
        await bench.SendAsync(new HistoricalDataEnd { ReqId = id });
        if (utc is null) Assert.Contains($"\"{date}\"", (await Assert.ThrowsAsync<FormatException>(() => asked)).Message, StringComparison.Ordinal);
        else Assert.Equal(DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture), Assert.Single(await asked).Time);
    }

    [Fact]
    public async Task No_data_is_an_empty_answer_and_a_refusal_is_an_error_with_code_and_advice()
    {
        await using var bench = await ClientBench.OpenAsync();
        var empty = bench.Client.HistoricalBarsAsync(ClientBench.Apple, "1 min", "1 D", cancellationToken: Token);
        await bench.ErrorAsync(await bench.ReadIdAsync(ClientMessageId.ReqHistoricalData, 0), 162, "Historical Market Data Service error message:HMDS query returned no data: AAPL@SMART Trades");
        Assert.Empty(await empty);

        var refused = bench.Client.HeadTimestampAsync(ClientBench.Apple, cancellationToken: Token);
        await bench.ErrorAsync(await bench.ReadIdAsync(ClientMessageId.ReqHeadTimestamp, 0), 321, "Error validating request.-'bO' : cause - wrong");
        var problem = await Assert.ThrowsAsync<IbRequestException>(() => refused);
        Assert.Equal((321, IbCodeClass.Request, "the text names the field"), (problem.Code, problem.Class, problem.Advice));
        Assert.Equal(0, (await bench.Client.GetStatusAsync()).HistoryOpen);
    }

    [Fact]
    public async Task After_a_pacing_refusal_no_history_goes_for_fifteen_seconds()
    {
        await using var bench = await ClientBench.OpenAsync();
        var refused = bench.Client.HistoricalBarsAsync(ClientBench.Apple, "1 min", "1 D", cancellationToken: Token);
        await bench.ErrorAsync(await bench.ReadIdAsync(ClientMessageId.ReqHistoricalData, 0), 162, "Historical Market Data Service error message:Historical data request pacing violation");
        await Assert.ThrowsAsync<IbRequestException>(() => refused);

        _ = bench.Client.HistoricalBarsAsync(ClientBench.Apple, "1 min", "2 D", cancellationToken: Token);
        Assert.Equal(15, (await bench.Client.GetStatusAsync()).Eta.TotalSeconds);
        bench.Pass(15);
        await bench.ReadAsync(ClientMessageId.ReqHistoricalData);
    }

    [Fact]
    public async Task A_session_that_ends_before_the_answer_is_told_to_whoever_waits()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = bench.Client.PositionsAsync(Token);
        await bench.ReadAsync(ClientMessageId.ReqPositions);
        bench.Gateway.Close();
        var problem = await Assert.ThrowsAsync<IbSessionException>(() => asked);
        Assert.StartsWith("positions: the session ended before the answer", problem.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IbSessionException>(() => bench.Client.PositionsAsync(Token));
    }

    [Fact]
    public async Task An_ambiguous_symbol_is_explained_with_its_candidates()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = bench.Client.ResolveAsync(ContractQuery.Stock("ABC"), Token);
        var id = await bench.ReadIdAsync(ClientMessageId.ReqContractDetails, 1);
        await bench.SendAsync(Details(id, 11, "ABC", "NYSE"));
        await bench.SendAsync(Details(id, 22, "ABC", "AMEX"));
        await bench.SendAsync(new ContractDetailsEnd { ReqId = id });
        var problem = await Assert.ThrowsAsync<ContractResolutionException>(() => asked);
        Assert.Equal("ABC STK SMART USD: 2 contracts match: 11 ABC NYSE USD; 22 ABC AMEX USD. Name the primary exchange, or the conId", problem.Message);
        Assert.Equal([11, 22], problem.Resolution.Candidates.Select(c => c.Contract.ConId));
    }

    [Fact]
    public async Task Many_callers_of_one_symbol_share_one_request_and_unknown_symbols_do_not_spoil_the_rest()
    {
        await using var bench = await ClientBench.OpenAsync();
        var both = bench.Client.ResolveAsync([ContractQuery.Stock("AAPL"), ContractQuery.Stock("NOPE")], Token);
        var again = bench.Client.ResolveAsync(ContractQuery.Stock("AAPL"), Token);
        var apple = await bench.ReadIdAsync(ClientMessageId.ReqContractDetails, 1);
        var nope = await bench.ReadIdAsync(ClientMessageId.ReqContractDetails, 1);
        await bench.ErrorAsync(nope, 200, "No security definition has been found for the request");
        await bench.SendAsync(Details(apple, 265598, "AAPL", "NASDAQ"));
        await bench.SendAsync(new ContractDetailsEnd { ReqId = apple });

        Assert.Equal([ContractOutcome.Found, ContractOutcome.NotFound], (await both).Select(r => r.Outcome));
        Assert.Equal(265598, (await again).Contract.ConId);
        // Known by now: no request.
        Assert.Equal(265598, (await bench.Client.ResolveAsync(ContractQuery.Stock("AAPL"), Token)).Contract.ConId);
        await ClientSessionTests.HeardAsync(bench);
    }

    [Fact]
    public async Task Answers_without_an_id_are_asked_one_after_the_other()
    {
        await using var bench = await ClientBench.OpenAsync();
        var mine = bench.Client.OpenOrdersAsync(cancellationToken: Token);
        var all = bench.Client.OpenOrdersAsync(allClients: true, Token);
        await bench.ReadAsync(ClientMessageId.ReqOpenOrders);
        await bench.SendAsync(Open(3, "Submitted"));
        await bench.SendAsync(Open(3, "Submitted"));
        await bench.SendAsync(new OpenOrderEnd());
        Assert.Equal([3], (await mine).Select(o => o.OrderId));
        await bench.ReadAsync(ClientMessageId.ReqAllOpenOrders);
        await bench.SendAsync(Open(3, "Submitted"));
        await bench.SendAsync(Open(4, "Cancelled"));
        await bench.SendAsync(new OpenOrderEnd());
        Assert.Equal([3], (await all).Select(o => o.OrderId));
    }

    [Fact]
    public async Task Positions_and_the_account_summary_are_unsubscribed_once_they_are_complete()
    {
        await using var bench = await ClientBench.OpenAsync();
        var positions = bench.Client.PositionsAsync(Token);
        await bench.ReadAsync(ClientMessageId.ReqPositions);
        await bench.SendAsync(new Position { Account = "DU1234567", Contract = ClientBench.Apple, Quantity = 5, AvgCost = 99 });
        await bench.SendAsync(new PositionEnd());
        Assert.Equal(5, Assert.Single(await positions).Quantity);
        await bench.ReadAsync(ClientMessageId.CancelPositions);

        var summary = bench.Client.AccountSummaryAsync(["NetLiquidation"], cancellationToken: Token);
        var request = await bench.ReadAsync(ClientMessageId.ReqAccountSummary);
        var id = int.Parse(request[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(["All", "NetLiquidation"], request[2..4]);
        await bench.SendAsync(new AccountSummary { ReqId = id, Account = "DU1234567", Tag = "NetLiquidation", Value = "1000", Currency = "USD" });
        await bench.SendAsync(new AccountSummaryEnd { ReqId = id });
        Assert.Equal("1000", Assert.Single(await summary).Value);
        await bench.ReadAsync(ClientMessageId.CancelAccountSummary);
    }

    [Fact]
    public async Task Past_trades_are_gathered_until_the_gateway_is_done()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = bench.Client.HistoricalTradesAsync(ClientBench.Apple, new DateTimeOffset(2025, 5, 30, 20, 0, 0, TimeSpan.Zero), 3, cancellationToken: Token);
        var id = await bench.ReadIdAsync(ClientMessageId.ReqHistoricalTicks, 0);
        await bench.SendAsync(new HistoricalTicksLast { ReqId = id, Ticks = [new() { Time = 1, Price = 10, Size = 100 }, new() { Time = 2, Price = 11, Size = 50 }] });
        await bench.SendAsync(new HistoricalTicksLast { ReqId = id, Ticks = [new() { Time = 3, Price = 12, Size = 1 }], Done = true });
        Assert.Equal([10, 11, 12], (await asked).Select(t => t.Price));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => bench.Client.HistoricalTradesAsync(ClientBench.Apple, DateTimeOffset.UnixEpoch, 1001, cancellationToken: Token));
    }

    [Fact]
    public async Task A_what_if_tells_margin_and_commission_and_uses_an_order_id()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = bench.Client.WhatIfAsync(ClientBench.Apple, new Order { Action = "BUY", TotalQuantity = 10, OrderType = "MKT" }, Token);
        var id = await bench.ReadIdAsync(ClientMessageId.PlaceOrder, 0);
        Assert.Equal(1, id);
        var open = Open(id, "PreSubmitted");
        open.State.InitMarginAfter = 2500;
        open.State.Commission = 1;
        await bench.SendAsync(open);
        var state = await asked;
        Assert.Equal((2500, 1), (state.InitMarginAfter, state.Commission));
    }

    static OpenOrder Open(int orderId, string status) => new()
    {
        OrderId = orderId,
        Contract = ClientBench.Apple,
        Order = new Order { Action = "BUY", TotalQuantity = 10, OrderType = "LMT", LmtPrice = 1, ClientId = 7, PermId = 9000 + orderId },
        State = new OrderState { Status = OrderStatusWord.Parse(System.Text.Encoding.ASCII.GetBytes(status)) },
    };

    static ContractDetails Details(int request, int conId, string symbol, string primary) => new()
    {
        ReqId = request,
        Contract = new Contract { ConId = conId, Symbol = symbol, LocalSymbol = symbol, SecType = "STK", Exchange = "SMART", PrimaryExchange = primary, Currency = "USD" },
    };
}
