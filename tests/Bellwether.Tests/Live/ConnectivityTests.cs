using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;
using NodaTime;

namespace Bellwether.Tests.Live;

/// <summary>Rows NET2 to NET10, IDN5 and MKT5 as the adapter alone can show them.</summary>
public sealed class ConnectivityTests
{
    readonly AdapterDesk desk = new();

    [Fact]
    public void NET2_a_silent_gateway_is_asked_after_five_seconds_and_given_up_after_eight()
    {
        desk.Ready();
        desk.Adapter.Heard();
        desk.After(0, isMarketOpen: false);
        desk.After(4.9, isMarketOpen: false);
        Assert.Equal("", desk.Asked);
        desk.After(0.1, isMarketOpen: false);
        Assert.Equal("ReqCurrentTime", desk.Asked);
        desk.After(2.9, isMarketOpen: false);
        Assert.Null(desk.Adapter.GivesUp);
        desk.After(0.1, isMarketOpen: false);
        Assert.NotNull(desk.Adapter.GivesUp);
    }

    [Fact]
    public void NET2_any_byte_is_a_sign_of_life()
    {
        desk.Ready();
        for (var i = 0; i < 20; i++)
        {
            desk.Adapter.Heard();
            desk.After(4, isMarketOpen: false);
        }
        Assert.Null(desk.Adapter.GivesUp);
        Assert.DoesNotContain("ReqCurrentTime", desk.Asked, StringComparison.Ordinal);
    }

    [Fact]
    public void NET2_no_cancel_is_written_to_a_connection_that_was_silent_for_two_seconds_before_it_answers()
    {
        desk.Ready();
        var route = Placed();
        desk.Adapter.Heard();
        desk.After(0, isMarketOpen: false);
        desk.Requests.Clear();
        desk.After(2, isMarketOpen: false);
        Assert.True(desk.Adapter.Cancel(route, desk.Now));
        Assert.Equal("ReqCurrentTime", desk.Asked);
        desk.After(0.5, isMarketOpen: false);
        Assert.Equal("", desk.Asked);
        desk.Adapter.Heard();
        desk.After(0.1, isMarketOpen: false);
        Assert.Equal("CancelOrder", desk.Asked);
    }

    [Fact]
    public void NET1_what_waits_when_the_connection_ends_is_never_sent_and_said_so()
    {
        desk.Ready();
        desk.Adapter.Heard();
        desk.After(0, isMarketOpen: false);
        desk.After(3, isMarketOpen: false);
        Assert.False(desk.Adapter.Place(Order(5), transmit: true, desk.Now));
        desk.Adapter.Close("reset");
        Assert.Equal([(BrokerReportKind.NotSent, 5L), (BrokerReportKind.SessionLost, 0L)], desk.Reports.Select(r => (r.Kind, r.Order)));
        desk.Requests.Clear();
        desk.Ready();
        Assert.DoesNotContain("PlaceOrder", desk.Asked, StringComparison.Ordinal);
    }

    [Fact]
    public void NET4_after_1101_streams_are_asked_for_again_and_after_1102_kept()
    {
        desk.Ready();
        desk.Code(1100);
        desk.Code(1102);
        desk.After(0.1);
        Assert.DoesNotContain(desk.Requests, r => r.Name == "ReqMktData");
        desk.Compare();
        desk.Code(1100);
        desk.Code(1101);
        desk.After(0.1);
        Assert.Contains(desk.Requests, r => r.Name == "ReqMktData");
        Assert.Contains(desk.Requests, r => r.Name == "ReqRealTimeBars");
    }

    [Fact]
    public void NET4_data_that_were_said_to_be_kept_and_do_not_come_are_asked_for_again()
    {
        desk.Ready();
        desk.Code(1102);
        desk.Compare();
        for (var i = 0; i < 31; i++)
        {
            desk.Adapter.Heard();
            desk.After(1);
        }
        Assert.Contains(desk.Requests, r => r.Name == "ReqRealTimeBars");
        Assert.Contains(desk.Reports, r => r is { Kind: BrokerReportKind.Data, Text: "market data have stopped" });
    }

    [Theory]
    [InlineData("port changed to 4012", 4012)]
    [InlineData("port changed to 4013", null)]
    public void NET5_only_a_port_of_the_configuration_is_followed(string text, int? port)
    {
        var here = new AdapterDesk(new BrokerOptions(AdapterDesk.Account, false, "0000cafe", 7) { AlternativePorts = [4012] }).Ready();
        here.Code(1300, text);
        Assert.Equal(port, here.Adapter.MovedTo);
    }

    [Fact]
    public void NET6_before_the_restart_nothing_new_is_risked_then_no_order_written_and_a_session_after_it_ends_that()
    {
        // The desk's clock begins at 10:00 in New York.
        var here = new AdapterDesk(new BrokerOptions(AdapterDesk.Account, false, "0000cafe", 7)
        {
            Blackout = new BlackoutCalendar(new LocalTime(10, 10), DateTimeZoneProviders.Tzdb["America/New_York"]),
        }).Ready();
        Pass(here, 5 * 60);
        Assert.Contains(here.Reports, r => r.Kind == BrokerReportKind.RiskBarred);
        Assert.Null(here.Adapter.OrdersBarred);
        Pass(here, 4 * 60);
        Assert.NotNull(here.Adapter.OrdersBarred);
        Pass(here, 61);
        here.Adapter.Close("reset by peer");
        here.Requests.Clear();
        here.Ready();
        Assert.Null(here.Adapter.OrdersBarred);
        // Only the comparison opens the gate; it began after the restart.
        Assert.Equal(SessionPhase.Ready, here.Adapter.Phase);
    }

    [Fact]
    public void NET6_a_restart_that_does_not_come_ends_after_five_minutes_with_a_comparison()
    {
        var here = new AdapterDesk(new BrokerOptions(AdapterDesk.Account, false, "0000cafe", 7)
        {
            Blackout = new BlackoutCalendar(new LocalTime(10, 10), DateTimeZoneProviders.Tzdb["America/New_York"]),
        }).Ready();
        Pass(here, (14 * 60) + 58);
        Assert.NotNull(here.Adapter.OrdersBarred);
        _ = here.Reports;
        Pass(here, 3);
        Assert.Null(here.Adapter.OrdersBarred);
        Assert.Equal([BrokerReportKind.RiskAllowed, BrokerReportKind.SnapshotBegin, BrokerReportKind.SnapshotEnd], here.Reports.Select(r => r.Kind));
    }

    [Fact]
    public void NET7_a_broken_farm_stops_entries_and_a_farm_of_other_markets_does_not()
    {
        desk.Ready();
        desk.Code(2104, "Market data farm connection is OK:usfarm");
        desk.Code(2103, "Market data farm connection is broken:eufarm");
        desk.After(0.1);
        Assert.DoesNotContain(desk.Reports, r => r.Kind == BrokerReportKind.Data);
        desk.Code(2103, "Market data farm connection is broken:usfarm");
        desk.After(0.1);
        Assert.Contains(desk.Reports, r => r is { Kind: BrokerReportKind.Data, Symbol: -1, Text: not null });
        desk.Code(2104, "Market data farm connection is OK:usfarm");
        desk.After(0.1);
        Assert.Contains(desk.Reports, r => r is { Kind: BrokerReportKind.Data, Symbol: -1, Text: null });
        Assert.True(desk.Adapter.CanSend);
    }

    [Fact]
    public void NET9_an_id_in_use_is_fatal_only_after_three_tries_over_half_a_minute()
    {
        for (var tries = 0; tries < 3; tries++)
        {
            desk.Adapter.Open(desk);
            desk.After(15);
            desk.Code(326);
            Assert.True(desk.Adapter.IsIdInUse);
            if (tries < 2) Assert.Null(desk.Adapter.Fatal);
            desk.Adapter.Close("closed");
        }
        Assert.Contains("client id 7 is in use", desk.Adapter.Fatal?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10197, "another session")]
    [InlineData(354, "code 354")]
    [InlineData(10167, "delayed")]
    public void NET10_MKT5_data_that_are_not_live_freeze_the_symbol_with_a_reason(int code, string reason)
    {
        desk.Open();
        desk.Compare();
        desk.After(0.1);
        var quotes = desk.Requests.First(r => r.Name == "ReqMktData").Id;
        _ = desk.Reports;
        desk.Adapter.On(new TickPrice { ReqId = quotes, TickType = 1, Price = 10, Size = 1 });
        Assert.True(desk.Adapter.TryTakeQuote(0, out var quote));
        Assert.Equal(10, quote.Bid);
        desk.Code(code, "text", quotes);
        desk.After(0.1);
        Assert.Contains(desk.Reports, r => r is { Kind: BrokerReportKind.Data, Symbol: 0, Text: { } text } && text.Contains(reason, StringComparison.Ordinal));
        Assert.True(desk.Adapter.TryTakeQuote(0, out quote));
        Assert.True(double.IsNaN(quote.Bid));
    }

    [Fact]
    public void MKT5_frozen_data_price_nothing_and_live_ones_do_again()
    {
        desk.Open();
        desk.Compare();
        desk.After(0.1);
        var quotes = desk.Requests.First(r => r.Name == "ReqMktData").Id;
        _ = desk.Reports;
        desk.Adapter.On(new MarketDataType { ReqId = quotes, Type = 2 });
        desk.Adapter.On(new TickPrice { ReqId = quotes, TickType = 1, Price = 10, Size = 1 });
        desk.After(0.1);
        Assert.True(!desk.Adapter.TryTakeQuote(0, out var quote) || double.IsNaN(quote.Bid));
        Assert.Contains(desk.Reports, r => r is { Kind: BrokerReportKind.Data, Symbol: 0, Text: "market data are frozen" });
        desk.Adapter.On(new MarketDataType { ReqId = quotes, Type = 1 });
        desk.Adapter.On(new TickPrice { ReqId = quotes, TickType = 1, Price = 11, Size = 1 });
        desk.After(0.1);
        Assert.True(desk.Adapter.TryTakeQuote(0, out quote));
        Assert.Equal(11, quote.Bid);
        Assert.Contains(desk.Reports, r => r is { Kind: BrokerReportKind.Data, Symbol: 0, Text: null });
    }

    [Fact]
    public void IDN5_an_order_of_another_run_is_expected_at_the_start_and_alarming_later()
    {
        desk.Open();
        Foreign("BW-deadbeef-1", 11);
        desk.Compare();
        Assert.DoesNotContain(desk.Reports, r => r.Kind == BrokerReportKind.SecondInstance);
        Foreign("BW-deadbeef-1", 11);
        Assert.DoesNotContain(desk.Reports, r => r.Kind == BrokerReportKind.SecondInstance);
        Foreign("BW-deadbeef-2", 12);
        Assert.Contains(desk.Reports, r => r is { Kind: BrokerReportKind.SecondInstance, Text: "BW-deadbeef-2" });
    }

    [Theory]
    [InlineData("DU7654321", "is not an account of this gateway")]
    [InlineData("", "no account")]
    public void IDN6_the_account_must_be_there(string accounts, string text)
    {
        desk.Adapter.Open(desk);
        desk.Adapter.On(new ManagedAccounts { AccountsList = accounts });
        desk.Adapter.On(new NextValidId { OrderId = 1 });
        Assert.Contains(text, desk.Adapter.Fatal?.Message, StringComparison.Ordinal);
        Assert.False(desk.Adapter.CanSend);
    }

    static void Pass(AdapterDesk here, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            here.Adapter.Heard();
            here.After(1, isMarketOpen: false);
            here.Compare();
        }
    }

    static Bellwether.Orders.Order Order(long number) => new() { Number = number, Role = OrderRole.Entry, Terms = OrderTerms.Market(0, Side.Buy, Quantity.FromShares(10)) };

    long Placed()
    {
        Assert.True(desk.Adapter.Place(Order(1), transmit: true, desk.Now));
        return 1;
    }

    void Foreign(string reference, long permId) => desk.Adapter.On(new OpenOrder
    {
        OrderId = 3,
        Contract = new Contract { ConId = AdapterDesk.ConId, Symbol = "AAPL", SecType = "STK" },
        Order = new Order { ClientId = 9, PermId = permId, OrderRef = reference, Action = "BUY", TotalQuantity = 10, Account = AdapterDesk.Account },
        State = new OrderState { Status = OrderStatusKind.Submitted },
    });
}
