using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Tests.InteractiveBrokers.Client;
using NodaTime;

namespace Bellwether.Tests.Live;

/// <summary>History of a gateway that the test plays: what is asked again, and what ends as an error of what.</summary>
public sealed class IbHistorySourceTests
{
    static readonly TradingSession Session = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2025, 5, 30))!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static HistoryChunk Chunk(string bar = "1m")
    {
        Assert.True(BarSpec.TryParse(bar, out var spec, out _));
        Assert.True(HistoryBarSize.TryFind(spec, SessionHours.Regular, out var size, out _));
        return Assert.Single(HistoryChunk.Cut([Session.Range(SessionHours.Regular)], size, SessionHours.Regular));
    }

    static IbHistorySource Source(ClientBench bench, int patience = 60) => new(bench.Client, bench.Time, TimeSpan.FromSeconds(patience));

    static async Task AnswerContractAsync(ClientBench bench)
    {
        var id = await bench.ReadIdAsync(ClientMessageId.ReqContractDetails, 1);
        await bench.SendAsync(new ContractDetails { ReqId = id, Contract = new Contract { ConId = 265598, Symbol = "AAPL", SecType = "STK", Exchange = "SMART", PrimaryExchange = "NASDAQ", Currency = "USD" } });
        await bench.SendAsync(new ContractDetailsEnd { ReqId = id });
    }

    static HistoricalBar Bar(long minute, double low = 9, double high = 12) => new()
    {
        Date = ((Session.OpenNanoseconds / EngineTime.Second) + (60 * minute)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        Open = 10, High = high, Low = low, Close = 11, Volume = 100, Wap = 10.5m, BarCount = 4,
    };

    static async Task AnswerAsync(ClientBench bench, int id, params HistoricalBar[] bars)
    {
        await bench.SendAsync(new HistoricalData { ReqId = id, Bars = bars });
        await bench.SendAsync(new HistoricalDataEnd { ReqId = id });
    }

    static Task<int> AskedAsync(ClientBench bench) => bench.ReadIdAsync(ClientMessageId.ReqHistoricalData, 0);

    [Fact]
    public async Task Bars_have_the_time_of_their_open_with_average_and_count()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = Source(bench).BarsAsync("AAPL", Chunk(), Token);
        await AnswerContractAsync(bench);
        var request = await bench.ReadAsync(ClientMessageId.ReqHistoricalData);
        Assert.Contains("20250530-20:00:00", request);
        Assert.Contains("1 min", request);
        Assert.Contains("1 D", request);
        await AnswerAsync(bench, int.Parse(request[0], System.Globalization.CultureInfo.InvariantCulture), Bar(0), Bar(2));
        var rows = await asked;
        Assert.Equal([Session.OpenNanoseconds, Session.OpenNanoseconds + (2 * EngineTime.Minute)], rows.Time);
        Assert.Equal((10d, 12d, 9d, 11d, 100d, 10.5, 4L), (rows.Open[1], rows.High[1], rows.Low[1], rows.Close[1], rows.Volume[1], rows.Vwap[1], rows.Trades[1]));
    }

    [Fact]
    public async Task A_daily_bar_is_labelled_by_the_open_of_its_session_and_a_day_without_one_has_none()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = Source(bench).BarsAsync("AAPL", Chunk("1d"), Token);
        await AnswerContractAsync(bench);
        // The 31st was a Saturday.
        await AnswerAsync(bench, await AskedAsync(bench), Bar(0) with { Date = "20250530" }, Bar(0) with { Date = "20250531" });
        Assert.Equal([Session.OpenNanoseconds], (await asked).Time);
    }

    [Fact]
    public async Task A_refusal_for_pacing_is_asked_again_when_the_pause_is_over()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = Source(bench).BarsAsync("AAPL", Chunk(), Token);
        await AnswerContractAsync(bench);
        await bench.ErrorAsync(await AskedAsync(bench), 162, "Historical Market Data Service error message:Historical data request pacing violation");
        // The second try waits at the client for its turn.
        while ((await bench.Client.GetStatusAsync()).HistoryWaiting == 0) await Task.Yield();
        bench.Pass(16);
        await AnswerAsync(bench, await AskedAsync(bench), Bar(0));
        Assert.Equal(1, (await asked).Count);
    }

    [Fact]
    public async Task A_session_that_is_lost_is_waited_for_and_the_request_asked_again()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = Source(bench).BarsAsync("AAPL", Chunk(), Token);
        await AnswerContractAsync(bench);
        await AskedAsync(bench);
        bench.Gateway.Close();
        Assert.Equal(ClientState.Disconnected, await bench.NextStateAsync());
        bench.Pass(1);
        await ClientBench.GreetAsync(bench.Gateway);
        Assert.Equal(ClientState.Connecting, await bench.NextStateAsync());
        Assert.Equal(ClientState.Ready, await bench.NextStateAsync());
        Assert.Equal("59·1·1·", await bench.Gateway.ReadFrameAsync());
        // Identical requests lie fifteen seconds apart.
        while ((await bench.Client.GetStatusAsync()).HistoryWaiting == 0)
        {
            bench.Pass(1);
            await Task.Yield();
        }
        bench.Pass(16);
        await AnswerAsync(bench, await AskedAsync(bench), Bar(0));
        Assert.Equal(1, (await asked).Count);
    }

    [Fact]
    public async Task A_session_that_does_not_come_back_ends_everything()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = Source(bench, patience: 5).BarsAsync("AAPL", Chunk(), Token);
        await AnswerContractAsync(bench);
        await AskedAsync(bench);
        bench.Gateway.Close();
        while (!asked.IsCompleted)
        {
            bench.Pass(0.5);
            await Task.Yield();
        }
        var problem = await Assert.ThrowsAsync<HistoryException>(() => asked);
        Assert.Equal(HistoryFailure.Session, problem.Failure);
        Assert.Contains("within 5 s", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(162, "Historical Market Data Service error message:No market data permissions for ISLAND STK", HistoryFailure.Symbol)]
    [InlineData(354, "Requested market data is not subscribed.", HistoryFailure.Symbol)]
    [InlineData(162, "Historical Market Data Service error message:Time length exceed max.", HistoryFailure.Request)]
    [InlineData(321, "Error validating request", HistoryFailure.Request)]
    public async Task A_refusal_is_not_asked_again_and_tells_whether_others_are_worth_asking(int code, string text, HistoryFailure failure)
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = Source(bench).BarsAsync("AAPL", Chunk(), Token);
        await AnswerContractAsync(bench);
        await bench.ErrorAsync(await AskedAsync(bench), code, text);
        Assert.Equal(failure, (await Assert.ThrowsAsync<HistoryException>(() => asked)).Failure);
    }

    [Fact]
    public async Task An_unknown_symbol_ends_that_symbol()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = Source(bench).BarsAsync("GONE", Chunk(), Token);
        await bench.ErrorAsync(await bench.ReadIdAsync(ClientMessageId.ReqContractDetails, 1), 200, "No security definition has been found for the request");
        Assert.Equal(HistoryFailure.Symbol, (await Assert.ThrowsAsync<HistoryException>(() => asked)).Failure);
    }

    [Theory]
    [InlineData(0, 12)]
    [InlineData(10.5, 12)]
    [InlineData(9, 10.9)]
    [InlineData(9, 1e9)]
    public async Task An_answer_with_a_bar_that_cannot_be_is_not_taken(double low, double high)
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = Source(bench).BarsAsync("AAPL", Chunk(), Token);
        await AnswerContractAsync(bench);
        await AnswerAsync(bench, await AskedAsync(bench), Bar(0), Bar(1, low, high));
        var problem = await Assert.ThrowsAsync<HistoryException>(() => asked);
        Assert.Equal(HistoryFailure.Request, problem.Failure);
        Assert.Contains("AAPL", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_out_of_order_is_not_taken()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = Source(bench).BarsAsync("AAPL", Chunk(), Token);
        await AnswerContractAsync(bench);
        await AnswerAsync(bench, await AskedAsync(bench), Bar(2), Bar(1));
        Assert.Contains("rising", (await Assert.ThrowsAsync<HistoryException>(() => asked)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_does_not_know_where_history_begins_is_no_failure()
    {
        await using var bench = await ClientBench.OpenAsync();
        var asked = Source(bench).BeginAsync("AAPL", SessionHours.Regular, Token);
        await AnswerContractAsync(bench);
        await bench.ErrorAsync(await bench.ReadIdAsync(ClientMessageId.ReqHeadTimestamp, 0), 162, "Historical Market Data Service error message:No head time stamp");
        Assert.Null(await asked);
    }
}
