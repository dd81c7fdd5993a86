using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulator;

public sealed class MarketDataTests
{
    static ReqMktData Quotes(int id, string symbol = "AAPL", bool snapshot = false) => new() { ReqId = id, Contract = WireClient.Stock(symbol), Snapshot = snapshot };

    [Theory]
    [InlineData(157)]
    [InlineData(176)]
    [InlineData(193)]
    [InlineData(200)]
    public void Contract_details_are_found_by_ticker_and_by_number(int version)
    {
        var desk = new WireDesk();
        var client = desk.Client(1, version).Send(new ReqContractDetails { ReqId = 5, Contract = WireClient.Stock("AAPL") }).Send(new ReqContractDetails { ReqId = 6, Contract = new Contract { ConId = 272093 } });
        desk.Second();
        var messages = client.Take();
        var details = messages.OfType<ContractDetails>().ToList();
        Assert.Equal([("AAPL", 265598, "NASDAQ"), ("MSFT", 272093, "NASDAQ")], details.Select(d => (d.Contract.Symbol, d.Contract.ConId, d.Contract.PrimaryExchange)));
        Assert.Equal((0.01, "US/Eastern", "APPLE INC"), (details[0].MinTick, details[0].TimeZoneId, details[0].LongName));
        Assert.StartsWith("20250602:0930-20250602:1600;20250603:0930-20250603:1600", details[0].LiquidHours, StringComparison.Ordinal);
        Assert.EndsWith(";20250607:CLOSED", details[0].LiquidHours, StringComparison.Ordinal); // a Saturday
        Assert.Equal([5, 6], messages.OfType<ContractDetailsEnd>().Select(e => e.ReqId));
    }

    [Fact]
    public void An_unknown_contract_gets_200_whatever_is_asked()
    {
        var desk = new WireDesk();
        var client = desk.Client()
            .Send(new ReqContractDetails { ReqId = 1, Contract = WireClient.Stock("NONE") })
            .Send(new ReqContractDetails { ReqId = 2, Contract = new Contract { Symbol = "AAPL", SecType = "OPT", Currency = "USD" } })
            .Send(new ReqContractDetails { ReqId = 3, Contract = new Contract { Symbol = "AAPL", SecType = "STK", Currency = "EUR" } })
            .Send(new ReqContractDetails { ReqId = 4, Contract = new Contract { ConId = 1 } })
            .Send(Quotes(5, "NONE")).Send(new ReqRealTimeBars { ReqId = 6, Contract = WireClient.Stock("NONE") })
            .Send(new ReqHistoricalData { ReqId = 7, Contract = WireClient.Stock("NONE"), BarSizeSetting = "1 min", DurationStr = "1 D", WhatToShow = "TRADES" });
        desk.Second();
        Assert.Equal(string.Join("; ", Enumerable.Range(1, 7).Select(i => $"error {i} 200")), client.All());
    }

    [Fact]
    public void A_subscription_begins_with_its_terms_and_each_price_has_its_size_again_by_itself()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(Quotes(5));
        desk.Second();
        Assert.Equal("params 0.01 9c0001 3; type 1; price 1=99.99x1000; size 0=1000; price 2=100.01x1000; size 3=1000; number 49=0; text 32=Q; text 33=Q", client.All());
    }

    [Fact]
    public void Only_what_changed_is_told()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(Quotes(5));
        desk.Market.Quote(2, 99.99, 100.02, last: 100.02, shares: 300).Quote(3, 99.99, 100.02, last: 100.02, size: 700).Quote(4, 99.99, 100.02, last: 100, size: 700, shares: 50).Quote(5, double.NaN, 100.02, last: 100, size: 700);
        desk.To(1);
        client.Take();
        desk.To(2);
        Assert.Equal("price 2=100.02x1000; size 3=1000; text 45=1748871002; price 4=100.02x300; size 5=300; size 8=300; price 6=100.02x0; price 7=100.02x0; price 14=100.02x0", client.All());
        desk.To(3);
        Assert.Equal("size 0=700; size 3=700", client.All());
        desk.To(4);
        Assert.Equal("text 45=1748871004; price 4=100x50; size 5=50; size 8=350; price 7=100x0", client.All());
        desk.To(5);
        Assert.Equal("price 1=-1x0; size 0=0", client.All());
    }

    [Fact]
    public void A_subscription_ends_on_request_and_with_its_connection()
    {
        var desk = new WireDesk();
        var client = desk.Client(1).Send(Quotes(5));
        var other = desk.Client(2).Send(Quotes(5));
        desk.Second();
        client.Take();
        client.Send(new CancelMktData { ReqId = 5 }).Send(new CancelMktData { ReqId = 5 });
        desk.Core.Disconnect(other.Session);
        desk.Market.Quote(3, 98, 99);
        desk.To(3);
        Assert.Equal("error 5 300", client.All());
        other = desk.Client(2);
        desk.Market.Quote(4, 97, 98);
        desk.To(4);
        Assert.Equal("", other.All());
    }

    [Fact]
    public void A_snapshot_ends_by_itself()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(Quotes(5, snapshot: true));
        desk.Market.Quote(2, 98, 99);
        desk.To(2);
        Assert.EndsWith("text 33=Q; snapshot end 5", client.All(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_permissions_and_ids_are_limited()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, MarketDataLines = 2, SymbolsWithoutData = new HashSet<string> { "MSFT" } });
        var client = desk.Client().Send(new ReqRealTimeBars { ReqId = 1, Contract = WireClient.Stock("AAPL") }).Send(Quotes(1)).Send(Quotes(2, "MSFT"))
            .Send(new ReqRealTimeBars { ReqId = 3, Contract = WireClient.Stock("AAPL") }).Send(Quotes(4));
        desk.Second();
        Assert.Equal("error 1 102; error 2 354; error 4 101", client.All());
    }

    [Fact]
    public void Data_that_only_the_brokers_own_programs_may_show_come_delayed_or_not_at_all()
    {
        var desk = Unpaid(DataPermission.NotForApi);
        var client = desk.Client().Send(Quotes(1, "MSFT"));
        desk.Second();
        Assert.Equal("error 1 10089", client.All());
        client.Send(new ReqMarketDataType { MarketDataType = 3 }).Send(Quotes(2, "MSFT"));
        desk.Second();
        Assert.StartsWith("error 2 10089; params 0.01 9c0001 3; type 3; price 66=49.99x1000", client.All(), StringComparison.Ordinal);
        client.Send(new CancelMktData { ReqId = 2 }).Send(Quotes(3, "AAPL"));
        desk.Second();
        Assert.StartsWith("params 0.01 9c0001 3; type 1; price 1=99.99x1000", client.All(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_data_that_are_paid_for_in_part_only_what_costs_nothing_comes()
    {
        var desk = Unpaid(DataPermission.Part);
        var client = desk.Client().Send(Quotes(1, "MSFT"));
        desk.Market.Quote(1.5, 50, 50.02, symbol: 1);
        desk.To(2);
        Assert.Equal("error 1 10090; params 0.01 9c0001 3; type 1; number 49=0", client.All());
    }

    [Theory]
    [InlineData(DataPermission.None)]
    [InlineData(DataPermission.NotForApi)]
    [InlineData(DataPermission.Part)]
    public void Bars_ticks_and_history_of_what_is_not_paid_for_are_refused(DataPermission kind)
    {
        var desk = Unpaid(kind);
        var client = desk.Client().Send(new ReqRealTimeBars { ReqId = 1, Contract = WireClient.Stock("MSFT") })
            .Send(new ReqTickByTickData { ReqId = 2, Contract = WireClient.Stock("MSFT"), TickType = "Last" })
            .Send(new ReqHistoricalData { ReqId = 3, Contract = WireClient.Stock("MSFT"), BarSizeSetting = "1 min", DurationStr = "1 D", WhatToShow = "TRADES" });
        desk.Second();
        Assert.Equal("error 1 420; error 2 10189; error 3 162", client.All());
    }

    [Theory]
    [InlineData(DataPermission.None, 354, "")]
    [InlineData(DataPermission.NotForApi, 10089, "")]
    [InlineData(DataPermission.Part, 10090, "")]
    public void Who_follows_a_symbol_whose_permission_ends_is_told_and_may_ask_again_when_it_is_back(DataPermission kind, int code, string after)
    {
        var faults = new FaultPlan { Faults = [new PermissionLoss { Kind = kind, Exchange = "NASDAQ", At = FaultTime.AfterStart(Duration.FromSeconds(20)), Lasts = Duration.FromSeconds(20) }] };
        var desk = new WireDesk(faults: faults);
        var client = desk.Client().Send(Quotes(1)).Send(new ReqRealTimeBars { ReqId = 2, Contract = WireClient.Stock("AAPL") }).Send(new ReqTickByTickData { ReqId = 3, Contract = WireClient.Stock("MSFT"), TickType = "BidAsk" });
        desk.Second();
        client.Take();
        desk.Market.Quote(18, 98, 99).FiveSecondBar(19, 1, 1, 1, 1, 1).Quote(19, 97, 98, symbol: 1);
        desk.To(25);
        Assert.Equal($"error 1 {code}; error 2 420; error 3 10189", client.All());
        desk.To(40);
        Assert.Equal(after, client.All());
        client.Send(Quotes(5));
        desk.Second();
        Assert.StartsWith("params 0.01 9c0001 3; type 1; price 1=98x1000", client.All(), StringComparison.Ordinal);
    }

    static WireDesk Unpaid(DataPermission kind) => new(faults: new FaultPlan { Faults = [new PermissionLoss { Kind = kind, Symbols = ["MSFT"], At = FaultTime.AfterStart(Duration.Zero) }] });

    [Fact]
    public void Single_ticks_of_one_instrument_are_asked_for_every_fifteen_seconds_at_most()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, EnforcesPacing = true });
        var client = desk.Client();
        ReqTickByTickData Ticks(int id, string symbol) => new() { ReqId = id, Contract = WireClient.Stock(symbol), TickType = "Last" };
        client.Send(Ticks(1, "AAPL")).Send(Ticks(2, "MSFT")).Send(Ticks(3, "AAPL"));
        desk.Second();
        Assert.Equal("error 3 10189", client.All());
        desk.To(15);
        client.Send(Ticks(4, "AAPL"));
        desk.To(16);
        Assert.Equal("", client.All());
        Assert.Equal(1, desk.Core.StreamViolations(1));
    }

    [Fact]
    public void Real_time_bars_are_begun_sixty_times_in_ten_minutes_at_most()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, EnforcesPacing = true });
        var client = desk.Client();
        for (var id = 1; id <= 61; id++)
        {
            client.Send(new ReqRealTimeBars { ReqId = id, Contract = WireClient.Stock("AAPL") }).Send(new CancelRealTimeBars { ReqId = id });
            if (id % 20 == 0) desk.Second();
        }
        desk.Second();
        Assert.Equal("error 61 420; error 61 300", client.All());
        desk.To(601);
        client.Send(new ReqRealTimeBars { ReqId = 62, Contract = WireClient.Stock("AAPL") });
        desk.Second();
        Assert.Equal("", client.All());
    }

    [Fact]
    public void Five_second_bars_come_as_they_end_and_carry_their_open()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(new ReqRealTimeBars { ReqId = 7, Contract = WireClient.Stock("AAPL"), UseRTH = true });
        desk.Market.FiveSecondBar(5, 100, 101, 99.5, 100.5, 1_200).FiveSecondBar(10, 100.5, 100.75, 100, 100.25, 900);
        desk.To(4);
        Assert.Equal("", client.All());
        desk.To(10);
        Assert.Equal("bar 1748871000 100 101 99.5 100.5 1200 100.25 3; bar 1748871005 100.5 100.75 100 100.25 900 100.375 3", client.All());
        client.Send(new CancelRealTimeBars { ReqId = 7 });
        desk.Market.FiveSecondBar(15, 1, 1, 1, 1, 1);
        desk.To(20);
        Assert.Equal("", client.All());
    }

    [Theory]
    // The gateway stands at 09:33:00: minutes 09:30 to 09:32 have ended; the day before has 15:58 and 15:59, before the opening is 09:00.
    [InlineData("1 min", "120 S", 2, true, "1748871060 1748871120")]
    [InlineData("1 min", "1 D", 2, true, "1748871000 1748871060 1748871120")]
    [InlineData("1 min", "1 D", 2, false, "1748869200 1748871000 1748871060 1748871120")]
    [InlineData("1 min", "2 D", 1, true, "20250530 15:58:00 US/Eastern,20250530 15:59:00 US/Eastern,20250602 09:30:00 US/Eastern,20250602 09:31:00 US/Eastern,20250602 09:32:00 US/Eastern")]
    [InlineData("1 day", "1 W", 1, true, "20250530 20250602")]
    [InlineData("1 hour", "1 D", 1, true, "20250602 09:30:00 US/Eastern")]
    public void Past_bars_go_back_as_far_as_the_duration_says(string size, string duration, int format, bool regular, string dates)
    {
        var (core, client) = History(200);
        Ask(core, client, size, duration, format, regular);
        var messages = client.Take();
        var bars = messages.OfType<HistoricalData>().Single().Bars;
        Assert.Equal(dates.Split(dates.Contains(',', StringComparison.Ordinal) || size == "1 hour" ? ',' : ' '), bars.Select(b => b.Date));
        Assert.Equal(4, messages.OfType<HistoricalDataEnd>().Single().ReqId);
        if (size == "1 hour") Assert.Equal((10.0, 13.5, 9.5, 12.2, 600m), (bars[0].Open, bars[0].High, bars[0].Low, bars[0].Close, bars[0].Volume));
        else Assert.Equal((12.2, size == "1 day" ? 600m : 300m), (bars[^1].Close, bars[^1].Volume));
    }

    [Theory]
    [InlineData(157, "20250602  09:32:00", false)]
    [InlineData(173, "20250602  09:32:00", false)]
    [InlineData(174, "20250602 09:32:00 US/Eastern", false)]
    [InlineData(195, "20250602 09:32:00 US/Eastern", false)]
    [InlineData(196, "20250602 09:32:00 US/Eastern", true)]
    public void The_end_is_a_message_of_its_own_from_version_196_on(int version, string date, bool end)
    {
        var (core, client) = History(version);
        Ask(core, client, "1 min", "60 S", 1, true);
        var messages = client.Take();
        var data = messages.OfType<HistoricalData>().Single();
        Assert.Equal([date], data.Bars.Select(b => b.Date));
        Assert.Equal(end ? 1 : 0, messages.OfType<HistoricalDataEnd>().Count());
        if (!end) Assert.Equal("20250602 09:32:00 US/Eastern", data.StartDateStr);
    }

    /// <summary>A replayed market at 09:33:00 with a handful of recorded minutes.</summary>
    static (GatewayCore Core, WireClient Client) History(int version)
    {
        var open = ScriptedMarket.Open;
        var friday = EngineTime.From(Instant.FromUtc(2025, 5, 30, 19, 58));
        long[] times = [friday, friday + EngineTime.Minute, open - (30 * EngineTime.Minute), open, open + EngineTime.Minute, open + (2 * EngineTime.Minute), open + (9 * EngineTime.Minute)];
        var recorded = new RecordedMinutes("AAPL", times, [7, 8, 9, 10, 11, 12, 13], [8, 9, 10, 11.5, 12.5, 13.5, 14], [6.5, 7.5, 8.5, 9.5, 10.5, 11.5, 12.5], [7.2, 8.2, 9.2, 10.2, 11.2, 12.2, 13.2], [70, 80, 90, 100, 200, 300, 400]);
        var core = new GatewayCore(new ReplayMarket([recorded], new LocalDate(2025, 6, 2)), new GatewayOptions { LockstepClients = 0, Speed = 1 });
        while (core.Now < open + (3 * EngineTime.Minute)) core.Move();
        var client = new WireClient(core).Hello(version, version).Start(1);
        client.Take();
        return (core, client);
    }

    static void Ask(GatewayCore core, WireClient client, string size, string duration, int format, bool regular)
    {
        client.Send(new ReqHistoricalData { ReqId = 4, Contract = WireClient.Stock("AAPL"), BarSizeSetting = size, DurationStr = duration, FormatDate = format, UseRTH = regular, WhatToShow = "TRADES" });
        core.Move();
    }
}
