using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Tests.Simulator;

/// <summary>What each fault looks like on the wire, for whatever client. Times are seconds from the opening; the gateway starts five before it.</summary>
public sealed class FaultTests
{
    static WireDesk Desk(params Fault[] faults) => new(faults: new FaultPlan { Seed = 3, Faults = faults });

    static FaultTime At(double second) => FaultTime.AfterStart(Duration.FromMilliseconds((second + 5) * 1_000));

    static Duration Seconds(int seconds) => Duration.FromSeconds(seconds);

    [Theory]
    [InlineData(1)] // Within the greeting.
    [InlineData(35)]
    [InlineData(60)]
    [InlineData(137)]
    public void A_connection_is_cut_after_exactly_so_many_bytes(int bytes)
    {
        var desk = Desk(new ConnectionCut { AfterBytes = bytes });
        var session = desk.Core.Connect();
        var writer = new FrameWriter();
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        new ClientHello(200, 200).Write(output);
        writer.WriteClient(output, new StartApi { ClientId = 1 }, 200);
        desk.Core.Receive(session, output.WrittenSpan);
        Assert.Equal((bytes, true), (session.Output.Length, session.IsClosed));
    }

    [Fact]
    public void After_a_cut_nobody_is_let_in_until_the_outage_is_over()
    {
        var desk = Desk(new ConnectionCut { At = At(10), Outage = Seconds(5) });
        var client = desk.Client();
        desk.To(10);
        Assert.True(client.Session.IsClosed);
        var next = new WireClient(desk.Core).Hello();
        desk.To(14);
        Assert.Empty(next.Bytes);
        desk.To(16);
        next.Read();
        Assert.Equal(200, next.Version);
    }

    [Fact]
    public void A_half_open_connection_stands_and_says_nothing_more_and_orders_written_to_it_are_lost()
    {
        var desk = Desk(new HalfOpen { At = At(10), HoldsId = Seconds(3) });
        var client = desk.Client();
        client.Send(new ReqCurrentTime());
        desk.To(9);
        Assert.StartsWith("time ", client.All(), StringComparison.Ordinal);
        desk.To(10);
        client.Market(1, "BUY", 100).Send(new ReqCurrentTime());
        desk.To(20);
        Assert.Equal((false, ""), (client.Session.IsClosed, client.All()));
        desk.Core.Disconnect(client.Session);
        Assert.Contains("error -1 326", new WireClient(desk.Core).Hello().Start(1).All(), StringComparison.Ordinal);
        desk.To(24);
        Assert.Contains("next 1", new WireClient(desk.Core).Hello().Start(1).All(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 1101)]
    [InlineData(false, 1102)]
    public void The_gateway_loses_the_broker_and_says_so_every_ten_seconds_until_it_is_back(bool dataLost, int restored)
    {
        var desk = Desk(new ConnectivityLoss { At = At(10), Lasts = Seconds(15), DataLost = dataLost });
        desk.Market.Quote(12, 100.99, 101.01).Quote(30, 101.99, 102.01);
        var client = desk.Client();
        client.Send(new ReqMktData { ReqId = 7, Contract = WireClient.Stock("AAPL") });
        desk.To(9);
        client.Take();
        // An order that is sent meanwhile waits at the gateway.
        desk.To(11);
        client.Market(1, "BUY", 10);
        desk.To(24);
        Assert.Equal("error -1 1100; error -1 1100", client.All());
        desk.To(26);
        var words = client.All();
        Assert.StartsWith($"error -1 {restored}", words, StringComparison.Ordinal);
        Assert.Equal(!dataLost, words.Contains("price 1=100.99", StringComparison.Ordinal));
        Assert.Contains("status 1 Filled 10/0", words, StringComparison.Ordinal);
        desk.To(31);
        Assert.Equal(!dataLost, client.All().Contains("price 1=101.99", StringComparison.Ordinal));
    }

    [Fact]
    public void Reports_that_are_lost_with_the_broker_come_to_light_when_asked_for()
    {
        var desk = Desk(new ConnectivityLoss { At = At(10.01), Lasts = Seconds(10), ReportsLost = true });
        var client = desk.Client();
        desk.To(10);
        client.Market(1, "BUY", 10);
        desk.To(22);
        Assert.Equal("error -1 1100; error -1 1102", client.Orders());
        client.Send(new ReqExecutions { ReqId = 5 });
        desk.To(23);
        Assert.Equal("exec 1 BOT 10@100.01; fee 1; exec end 5", client.Orders());
    }

    [Theory]
    [InlineData(DataFarm.MarketData, 2103, 2104)]
    [InlineData(DataFarm.History, 2105, 2106)]
    [InlineData(DataFarm.Contracts, 2157, 2158)]
    public void A_farm_breaks_and_is_well_again(DataFarm farm, int down, int up)
    {
        var desk = Desk(new FarmOutage { Farm = farm, At = At(10), Lasts = Seconds(5) });
        var client = desk.Client();
        desk.To(11);
        Assert.Equal($"error -1 {down}", client.All());
        // Whoever comes meanwhile hears the truth.
        Assert.Contains($"error -1 {down}", new WireClient(desk.Core).Hello().Start(2).All(), StringComparison.Ordinal);
        client.Send(new ReqContractDetails { ReqId = 8, Contract = WireClient.Stock("AAPL") });
        desk.To(12);
        Assert.Equal(farm == DataFarm.Contracts ? "" : "ContractDetails; details end 8", client.All());
        desk.To(16);
        Assert.Equal(farm == DataFarm.Contracts ? $"error -1 {up}; ContractDetails; details end 8" : $"error -1 {up}", client.All());
    }

    [Fact]
    public void A_restart_closes_every_connection_loses_the_last_orders_and_lowers_the_ids()
    {
        var desk = Desk(new GatewayRestart { At = At(20), Outage = Seconds(5), LosesLast = Seconds(2), IdRollback = 2 });
        var client = desk.Client();
        client.Limit(1, "BUY", 10, 90).Limit(2, "BUY", 10, 91).Limit(3, "BUY", 10, 92);
        desk.To(19);
        client.Limit(4, "BUY", 10, 93);
        desk.To(20);
        Assert.True(client.Session.IsClosed);
        desk.To(26);
        var burst = new WireClient(desk.Core).Hello().Start(1).All();
        Assert.Contains("open 3 ", burst, StringComparison.Ordinal);
        Assert.DoesNotContain("open 4 ", burst, StringComparison.Ordinal);
        Assert.Contains("next 2", burst, StringComparison.Ordinal);
    }

    [Fact]
    public void A_swallowed_bracket_is_never_heard_of_until_the_dialog_is_clicked_away()
    {
        var desk = Desk(new SwallowedOrder { AtMost = 1, ReleasedAfter = Seconds(30) });
        var client = desk.Client();
        client.Place(1, "BUY", 10, "MKT", transmit: false).Place(2, "SELL", 10, "LMT", limit: 120, parent: 1, transmit: false).Place(3, "SELL", 10, "STP", stop: 80, parent: 1);
        client.Market(4, "BUY", 7);
        desk.To(29);
        var words = client.Orders();
        Assert.Contains("status 4 Filled 7/0", words, StringComparison.Ordinal);
        Assert.DoesNotContain("open 1 ", words, StringComparison.Ordinal);
        desk.To(32);
        words = client.Orders();
        Assert.Contains("status 1 Filled 10/0", words, StringComparison.Ordinal);
        Assert.Contains("open 3 ", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_has_the_next_revision_and_is_the_truth_from_then_on()
    {
        var desk = Desk(new ExecutionCorrection { Kind = CorrectionKind.Bust, After = Seconds(5) });
        var client = desk.Client();
        client.Market(1, "BUY", 10);
        desk.To(2);
        var first = Assert.Single(client.Take<ExecDetails>());
        desk.To(6);
        var second = Assert.Single(client.Take<ExecDetails>());
        Assert.Equal((first.ExecId[..^2] + "02", 0m, 0m), (second.ExecId, second.Shares, second.CumQty));
        client.Send(new ReqExecutions { ReqId = 5 }).Send(new ReqPositions());
        desk.To(7);
        var told = client.Take();
        Assert.Equal(second.ExecId, Assert.Single(told.OfType<ExecDetails>()).ExecId);
        Assert.Equal(0, told.OfType<Position>().Sum(p => p.Quantity));
    }

    [Fact]
    public void A_late_rejection_is_Inactive_and_201()
    {
        var desk = Desk(new RejectionAfterAcknowledgement { After = Seconds(2) });
        var client = desk.Client();
        client.Limit(1, "BUY", 10, 90);
        desk.To(1);
        Assert.Contains("status 1 Submitted 0/10", client.Orders(), StringComparison.Ordinal);
        desk.To(4);
        Assert.Equal("status 1 Inactive 0/10; error 1 201", client.Orders());
        client.Send(new ReqAllOpenOrders());
        desk.To(5);
        Assert.Equal("open end", client.Orders());
    }

    [Theory]
    [InlineData(CommissionTrouble.Late, "fee 1", "")]
    [InlineData(CommissionTrouble.Unknown, "fee 1", "fee ")]
    [InlineData(CommissionTrouble.Never, "", "")]
    public void A_commission_is_late_unknown_at_first_or_never_told(CommissionTrouble kind, string later, string first)
    {
        var desk = Desk(new CommissionFault { Kind = kind, After = Seconds(5) });
        var client = desk.Client();
        client.Market(1, "BUY", 10);
        desk.To(2);
        Assert.EndsWith("status 1 Filled 10/0" + (first.Length > 0 ? "; " + first : ""), client.Orders(), StringComparison.Ordinal);
        desk.To(7);
        Assert.Equal(later, client.Orders());
    }

    [Theory]
    [InlineData(BadTickKind.Absent, -1.0)]
    [InlineData(BadTickKind.Zero, 0.0)]
    [InlineData(BadTickKind.Largest, -1.0)] // Unset on the wire, absent when read.
    [InlineData(BadTickKind.Negative, -5.0)]
    [InlineData(BadTickKind.Crossed, 103.01)]
    public void A_wrong_price_stands_for_a_moment(BadTickKind kind, double bid)
    {
        var desk = Desk(new BadTick { Kind = kind, From = At(10), AtMost = 1, Lasts = Seconds(2) });
        desk.Market.Quote(11, 100.99, 101.01);
        var client = desk.Client();
        client.Send(new ReqMktData { ReqId = 7, Contract = WireClient.Stock("AAPL") });
        desk.To(10);
        client.Take();
        desk.To(12);
        Assert.Equal(bid, client.Take<TickPrice>().First(t => t.TickType == 1).Price);
        desk.To(14);
        Assert.Equal(100.99, Assert.Single(client.Take<TickPrice>()).Price);
    }

    [Fact]
    public void Delayed_data_have_another_type_other_numbers_and_a_notice()
    {
        var desk = Desk(new DelayedData { At = At(10), Lasts = Seconds(10) });
        desk.Market.Quote(12, 100.99, 101.01);
        var client = desk.Client();
        client.Send(new ReqMktData { ReqId = 7, Contract = WireClient.Stock("AAPL") });
        desk.To(9);
        client.Take();
        desk.To(11);
        Assert.Equal("type 3; error 7 10167", client.All());
        desk.To(13);
        Assert.Contains("price 66=100.99", client.All(), StringComparison.Ordinal);
        desk.To(21);
        Assert.Contains("type 1; price 1=100.99", client.All(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_greeting_says_another_version_or_nothing_of_this_protocol()
    {
        var desk = Desk(new WrongGreeting { Kind = GreetingKind.WrongVersion }, new WrongGreeting { Kind = GreetingKind.Garbage });
        Assert.Equal(226, new WireClient(desk.Core).Hello(100, 200).Version);
        var session = desk.Core.Connect();
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        new ClientHello(100, 200).Write(output);
        desk.Core.Receive(session, output.WrittenSpan);
        Assert.True(session.Output.StartsWith("HTTP/1.1 400"u8));
        Assert.True(session.IsClosed);
        Assert.Equal(200, new WireClient(desk.Core).Hello().Version);
    }

    [Fact]
    public void The_same_script_and_seed_give_the_same_bytes()
    {
        Assert.Equal(Play(), Play());

        static byte[] Play()
        {
            var desk = Desk(
                new ReportFault { Kind = ReportTrouble.Duplicate, Probability = 0.4 }, new ReportFault { Kind = ReportTrouble.Late, Probability = 0.4, Delay = Seconds(2) },
                new ReportFault { Kind = ReportTrouble.Reordered, Probability = 0.4 }, new CommissionFault { Kind = CommissionTrouble.First, Probability = 0.5 });
            var client = desk.Client();
            for (var id = 1; id <= 20; id++) client.Market(id, id % 2 == 0 ? "SELL" : "BUY", id);
            desk.To(10);
            client.Read();
            return client.Bytes;
        }
    }
}
