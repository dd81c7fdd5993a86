using System.Buffers;
using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>The example frames of the protocol reference, field by field. A middle dot stands for the NUL that ends a field.</summary>
public sealed class ExampleFramesTests
{
    [Fact]
    public void A_bid_tick_of_the_gateway()
    {
        var tick = FromServer<TickPrice>("1·6·6·1·189.10·3·1·", 193);
        Assert.Equal((6, 1, 189.10, 3m, true), (tick.ReqId, tick.TickType, tick.Price, tick.Size, tick.CanAutoExecute));
        Assert.Equal("2·6·6·0·3·", ToClient(new TickSize { ReqId = 6, TickType = 0, Size = 3 }, 193));
    }

    [Fact]
    public void A_last_timestamp_and_the_terms_of_a_subscription()
    {
        Assert.Equal("1795383345", FromServer<TickString>("46·6·6·45·1795383345·", 193).Value);
        var terms = FromServer<TickReqParams>("81·6·0.01·9c0001·3·", 193);
        Assert.Equal((6, 0.01, "9c0001", 3), (terms.ReqId, terms.MinTick, terms.BboExchange, terms.SnapshotPermissions));
    }

    [Fact]
    public void A_real_time_bar()
    {
        var bar = FromServer<RealTimeBar>("50·3·9·1795383345·1·2·0.5·1.5·10·1.4·3·", 193);
        Assert.Equal((9, 1795383345L, 1.0, 2.0, 0.5, 1.5), (bar.ReqId, bar.Time, bar.Open, bar.High, bar.Low, bar.Close));
        Assert.Equal((10m, 1.4m, 3), (bar.Volume, bar.Wap, bar.Count));
    }

    [Fact]
    public void A_trade_of_a_tick_by_tick_subscription()
    {
        var tick = FromServer<TickByTick>("99·8·1·1795383345·189.11·100·0·NASDAQ··", 193);
        Assert.Equal((8, 1, 189.11, 100m, "NASDAQ"), (tick.ReqId, tick.TickType, tick.Price, tick.Size, tick.Exchange));
    }

    [Fact]
    public void Requests_as_the_vendors_own_client_prints_them()
    {
        var apple = new Contract { Symbol = "AAPL", SecType = "STK", Exchange = "SMART", Currency = "USD" };
        Assert.Equal("9·8·1·0·AAPL·STK·····SMART··USD···0····", ToServer(new ReqContractDetails { ReqId = 1, Contract = apple }, 200));
        Assert.Equal("1·11·6·0·AAPL·STK·····SMART··USD···0··0·0··", ToServer(new ReqMktData { ReqId = 6, Contract = apple }, 193));
        Assert.Equal("2·2·6·", ToServer(new CancelMktData { ReqId = 6 }, 193));
        Assert.Equal("50·3·9·0·AAPL·STK·····SMART··USD···5·TRADES·1··", ToServer(new ReqRealTimeBars { ReqId = 9, Contract = apple, UseRTH = true }, 193));
        Assert.Equal("97·8·0·AAPL·STK·····SMART··USD···AllLast·0·0·", ToServer(new ReqTickByTickData { ReqId = 8, Contract = apple, TickType = "AllLast" }, 193));
        Assert.Equal("20·7·0·AAPL·STK·····SMART··USD···0··1 day·1 D·1·TRADES·1·0··",
            ToServer(new ReqHistoricalData { ReqId = 7, Contract = apple, BarSizeSetting = "1 day", DurationStr = "1 D", UseRTH = true, WhatToShow = "TRADES" }, 193));
        Assert.Equal("61·1·", ToServer(new ReqPositions(), 200));
        Assert.Equal("6·2·1·DU1234567·", ToServer(new ReqAccountUpdates { Subscribe = true, AcctCode = "DU1234567" }, 200));
        Assert.Equal("71·2·3··", ToServer(new StartApi { ClientId = 3 }, 193));
        Assert.Equal("105·", ToServer(new ReqCurrentTimeInMillis(), 200));
    }

    [Fact]
    public void Cancelling_an_order_has_three_forms()
    {
        Assert.Equal("4·1·2·", ToServer(new CancelOrder { OrderId = 2 }, 168));
        Assert.Equal("4·1·2··", ToServer(new CancelOrder { OrderId = 2 }, 169));
        Assert.Equal("4·1·2····2147483647·", ToServer(new CancelOrder { OrderId = 2 }, 188));
        Assert.Equal("4·2···2147483647·", ToServer(new CancelOrder { OrderId = 2 }, 192));
        Assert.Equal("58·1·", ToServer(new ReqGlobalCancel(), 191));
        Assert.Equal("58··2147483647·", ToServer(new ReqGlobalCancel(), 192));
    }

    [Fact]
    public void Executions_of_named_days_from_version_200()
    {
        var request = new ReqExecutions { ReqId = 5, SpecificDates = [new() { Date = 20260413 }] };
        Assert.Equal("7·3·5·0·······", ToServer(request, 199));
        Assert.Equal("7·3·5·0·······2147483647·1·20260413·", ToServer(request, 200));
    }

    [Fact]
    public void Contract_details_with_an_identifier()
    {
        var details = FromServer<ContractDetails>(
            "10·5·AAPL·STK···0··SMART·USD·AAPL·NMS·NMS·265598·0.01··LMT,MKT·SMART,NASDAQ·1·0·APPLE INC·NASDAQ·····US/Eastern·20260406:0400-20260406:2000·20260406:0930-20260406:1600··0·1·ISIN·US0378331005·1···26,26··COMMON·0.0001·0.0001·100·0·",
            193);
        Assert.Equal((265598, "AAPL", "NASDAQ"), (details.Contract.ConId, details.Contract.Symbol, details.Contract.PrimaryExchange));
        Assert.Equal((0.01, "APPLE INC", "US/Eastern", "COMMON"), (details.MinTick, details.LongName, details.TimeZoneId, details.StockType));
        Assert.Equal(("ISIN", "US0378331005"), (details.SecIdList[0].Tag, details.SecIdList[0].Value));
        Assert.Equal((0.0001m, 0.0001m, 100m), (details.MinSize, details.SizeIncrement, details.SuggestedSizeIncrement));
        Assert.Equal("52·1·5·", ToClient(new ContractDetailsEnd { ReqId = 5 }, 193));
    }

    [Fact]
    public void History_ends_within_the_message_until_195_and_by_its_own_from_196()
    {
        var bars = FromServer<HistoricalData>(
            "17·7·20260405 09:30:00 US/Eastern·20260406 16:00:00 US/Eastern·1·20260406·1.5·2.5·1.25·2.0·100·1.9·5·", 193);
        var bar = Assert.Single(bars.Bars);
        Assert.Equal(("20260406", 1.5, 2.5, 1.25, 2.0, 100m, 1.9m, 5), (bar.Date, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Wap, bar.BarCount));
        Assert.Equal("17·7·1·20260406·1.5·2.5·1.25·2·100·1.9·5·", ToClient(bars, 200));
        Assert.Equal("108·3·a·b·", ToClient(new HistoricalDataEnd { ReqId = 3, StartDateStr = "a", EndDateStr = "b" }, 200));
        Assert.Equal(ProtocolFault.UnsupportedVersion, Assert.Throws<ProtocolException>(() => ToClient(new HistoricalDataEnd(), 195)).Fault);
    }

    [Fact]
    public void A_market_order_of_a_client_that_leaves_everything_empty_means_the_defaults()
    {
        var placed = FromClient<PlaceOrder>(
            "3·1··AAPL·STK·····SMART··USD·····BUY·100·MKT·········1······················································0········0·····························",
            193);
        Assert.Equal((1, "AAPL", "SMART"), (placed.OrderId, placed.Contract.Symbol, placed.Contract.Exchange));
        var order = placed.Order;
        Assert.Equal(("BUY", 100m, "MKT", true), (order.Action, order.TotalQuantity, order.OrderType, order.Transmit));
        Assert.Equal((-1, 0, 0, false), (order.ExemptCode, order.Origin, order.OcaType, order.OutsideRth));
        Assert.Null(order.LmtPrice);
        Assert.Null(order.ManualOrderIndicator);
    }

    [Fact]
    public void A_market_order_of_a_client_that_prints_the_largest_number_for_nothing()
    {
        const string Python =
            "3·1·0·AAPL·STK·····SMART··USD·····BUY·100·MKT·······0··1·0·0·0·0·0·0·0··0·······0··-1·0···0···0·0··0······0·····0···········0···0·0···0··0·0·0·0··1.7976931348623157e+308·1.7976931348623157e+308·1.7976931348623157e+308·1.7976931348623157e+308·1.7976931348623157e+308·0····1.7976931348623157e+308·····0·0·0··2147483647·2147483647·0····0·0·2147483647·0·";
        var order = FromClient<PlaceOrder>(Python, 200).Order;
        Assert.Equal(("BUY", 100m, "MKT", true), (order.Action, order.TotalQuantity, order.OrderType, order.Transmit));
        Assert.Null(order.Adjusted.TriggerPrice);
        Assert.Null(order.CashQty);
        Assert.Null(order.Duration);
        // The same order written here differs only in how it spells "nothing".
        var written = ToServer(new PlaceOrder
        {
            OrderId = 1,
            Contract = new() { Symbol = "AAPL", SecType = "STK", Exchange = "SMART", Currency = "USD" },
            Order = new() { Action = "BUY", TotalQuantity = 100, OrderType = "MKT" },
        }, 200);
        Assert.Equal(
            Python.Replace("1.7976931348623157e+308", "", StringComparison.Ordinal).Replace("2147483647·2147483647·0····", "··0····", StringComparison.Ordinal),
            written);
    }

    [Fact]
    public void A_resting_order_as_the_gateway_echoes_it()
    {
        const string Frame =
            "5·0·853200900·OBDC·OPT·20261120·10·P·100·SMART·USD·OBDC  261120P00010000·OBDC·SELL·1·LMT·1.2·0.0·GTC··DU9000001··0··0·9000·0·0·0··9000.1/DU9000001/100······0···0··-1·0······2147483647·0·0·0··3·0·0··0·0··0·None··0····?·0·0··0·0······0·0·0·2147483647·2147483647···0··IB·0·0··0·0·PreSubmitted·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308······1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·-9223372036854775808··0··0·0·0·None·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·1.7976931348623157E308·0····0·1·0·0·0···0·······0··0··2147483647··0·";
        var open = FromServer<OpenOrder>(Frame, 200);
        Assert.Equal((0, 853200900, "OBDC", 10.0, "P"), (open.OrderId, open.Contract.ConId, open.Contract.Symbol, open.Contract.Strike, open.Contract.Right));
        var order = open.Order;
        Assert.Equal(("SELL", 1m, "LMT", 1.2, "GTC"), (order.Action, order.TotalQuantity, order.OrderType, order.LmtPrice, order.Tif));
        Assert.Equal((9000L, 3, "IB", "None"), (order.PermId, order.OcaType, order.ClearingIntent, order.DeltaNeutral.OrderType));
        Assert.Equal(OrderStatusKind.PreSubmitted, open.State.Status.Kind);
        Assert.Null(open.State.InitMarginAfter);
        Assert.Null(open.State.Preview.SuggestedSize);
        Assert.Null(order.DisplaySize);
        // Byte for byte, but for the zero's point.
        Assert.Equal(Frame.Replace("·0.0·", "·0·", StringComparison.Ordinal), ToClient(open, 200));
    }

    [Fact]
    public void A_fill_its_execution_and_its_commission()
    {
        var status = FromServer<OrderStatus>("3·1·Filled·100·0·189.12·1000000001·0·189.12·3··0·", 193);
        Assert.Equal((1, OrderStatusKind.Filled, 100m, 0m, 189.12), (status.OrderId, status.Status.Kind, status.Filled, status.Remaining, status.AvgFillPrice));
        var execution = FromServer<ExecDetails>(
            "11·-1·1·265598·AAPL·STK··0···IEX·USD·AAPL·NMS·0000e0d5.69dd7411.01.01·20260413 15:27:04 US/Eastern·DU1234567·IEX·BOT·100·189.12·1000000001·3·0·100·189.12···0··2·0·",
            193);
        Assert.Equal((-1, 1, "BOT", 100m, 189.12), (execution.ReqId, execution.OrderId, execution.Side, execution.Shares, execution.Price));
        Assert.Equal(("0000e0d5.69dd7411.01.01", 1000000001L, 3, 2), (execution.ExecId, execution.PermId, execution.ClientId, execution.LastLiquidity));
        const string Commission = "59·1·0000e0d5.69dd7411.01.01·1.0·USD·1.7976931348623157E308·1.7976931348623157E308··";
        var report = FromServer<CommissionReport>(Commission, 193);
        Assert.Equal((1.0, "USD", null), (report.Commission, report.Currency, report.RealizedPNL));
        Assert.Equal(Commission.Replace("·1.0·", "·1·", StringComparison.Ordinal), ToClient(report, 193));
    }

    [Fact]
    public void Errors_have_three_forms_and_free_text_is_seven_bit_from_153()
    {
        var error = new ErrMsg { Id = 2, ErrorCode = 202, ErrorMsg = "Order Canceled - café", ErrorTime = 1775425766350 };
        Assert.Equal("4·2·2·202·Order Canceled - café·", ToClient(error, 152));
        Assert.Equal("4·2·2·202·Order Canceled - caf\\u00e9·", ToClient(error, 165));
        Assert.Equal("4·2·2·202·Order Canceled - caf\\u00e9··", ToClient(error, 193));
        Assert.Equal("4·2·202·Order Canceled - caf\\u00e9··1775425766350·", ToClient(error, 194));
        var notice = FromServer<ErrMsg>("4·-1·2104·Market data farm connection is OK:usfarm··1775425766350·", 200);
        Assert.Equal((-1, 2104, 1775425766350L), (notice.Id, notice.ErrorCode, notice.ErrorTime));
        Assert.Equal("Order Canceled - café", FromServer<ErrMsg>("4·2·202·Order Canceled - caf\\u00e9··0·", 200).ErrorMsg);
    }

    [Fact]
    public void Accounts_and_positions()
    {
        var position = FromServer<Position>("61·3·DU9000001·3691937·AMZN·STK··0.0···NASDAQ·USD·AMZN·NMS·15·200.25·", 200);
        Assert.Equal(("DU9000001", 3691937, 15m, 200.25), (position.Account, position.Contract.ConId, position.Quantity, position.AvgCost));
        var value = FromServer<UpdatePortfolio>(
            "7·8·265598·AAPL·STK··0·0··NASDAQ·USD·AAPL·NMS·-100·291.6234436·-29162.34·291.2660812·-35.74·-71.44·DU9000001·", 200);
        Assert.Equal((-100m, 291.6234436, -35.74, -71.44), (value.Position, value.MarketPrice, value.UnrealizedPNL, value.RealizedPNL));
        Assert.Equal("63·1·9000·DU1234567·NetLiquidation·246447.83·USD·",
            ToClient(new AccountSummary { ReqId = 9000, Account = "DU1234567", Tag = "NetLiquidation", Value = "246447.83", Currency = "USD" }, 173));
        Assert.Equal("15·1·DU1234567·", ToClient(new ManagedAccounts { AccountsList = "DU1234567" }, 193));
        Assert.Equal("9·1·1·", ToClient(new NextValidId { OrderId = 1 }, 193));
    }

    static T FromServer<T>(string frame, int version) where T : IServerMessage<T>, new() => FieldReader.FromServer(Bytes(frame), version).Read<T>();

    static T FromClient<T>(string frame, int version) where T : IClientMessage<T>, new() => FieldReader.FromClient(Bytes(frame), version).Read<T>();

    static string ToClient<T>(T message, int version) where T : IServerMessage<T>
    {
        var output = new ArrayBufferWriter<byte>();
        FieldWriter.WriteServer(output, message, version);
        return RecordedFrame.Show(output.WrittenSpan.ToArray());
    }

    static string ToServer<T>(T message, int version) where T : IClientMessage<T>
    {
        var output = new ArrayBufferWriter<byte>();
        FieldWriter.WriteClient(output, message, version);
        return RecordedFrame.Show(output.WrittenSpan.ToArray());
    }

    static byte[] Bytes(string frame) => Encoding.UTF8.GetBytes(frame.Replace('·', '\0'));
}
