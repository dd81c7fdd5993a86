using System.Text;
using System.Text.Json.Nodes;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

public sealed class FrameDecoderTests
{
    [Fact]
    public void Every_recorded_text_frame_is_complete_under_its_name_and_shows_what_was_captured()
    {
        foreach (var frame in RecordedFrame.LoadText())
        {
            var decoded = FrameDecoder.Decode(frame.Payload, frame.ServerVersion, frame.FromServer);
            Assert.Equal((frame.Message, true, null), (decoded.Message, decoded.IsComplete, decoded.Problem));
            Plausible(decoded.Fields, frame);
        }
    }

    /// <summary>Values that a misplaced field would not have.</summary>
    static void Plausible(JsonObject fields, RecordedFrame frame)
    {
        foreach (var (name, node) in fields)
        {
            if (node is JsonArray rows)
            {
                foreach (var row in rows) Plausible(row!.AsObject(), frame);
                continue;
            }
            var text = node!.ToString();
            var isRight = name switch
            {
                "symbol" or "localSymbol" or "tradingClass" => text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is ' ' or '.'),
                "secType" => text is "STK" or "OPT" or "FUT" or "FUND" or "CFD" or "IOPT" or "WAR" or "BAG" or "IND" or "BOND" or "",
                "currency" or "marginCurrency" or "commissionCurrency" => text.Length is 0 or 3 or 4 && text.All(char.IsAsciiLetterUpper),
                "action" => text is "BUY" or "SELL",
                "side" => text is "BOT" or "SLD" or "",
                "status" => text is "Submitted" or "PreSubmitted" or "Filled" or "Cancelled",
                "time" when frame.Message is "execDetails" => BrokerTime.TryParse(text, NodaTime.DateTimeZone.Utc, out _),
                "time" when node.GetValueKind() == System.Text.Json.JsonValueKind.Number => (long)node is > 1_400_000_000 and < 2_000_000_000,
                "completedTime" or "headTimestamp" => BrokerTime.TryParse(text, NodaTime.DateTimeZone.Utc, out _),
                "open" or "high" or "low" or "close" or "priceBid" or "priceAsk" or "bidPrice" or "askPrice" or "avgPrice" => (double)node is > 0 and < 100_000,
                "errorTime" => (long)node is > 1_600_000_000_000 and < 2_000_000_000_000,
                "account" or "accountName" or "acctNumber" => text is "ACCOUNT_ID" or "" || text.StartsWith("DU", StringComparison.Ordinal),
                _ => true,
            };
            Assert.True(isRight, $"{name} is \"{text}\" in {frame}");
        }
    }

    [Fact]
    public void A_price_tick_has_numbers_for_prices_and_texts_for_sizes()
    {
        var decoded = Server("1·6·1001·68·255.45·200·5·", 200);
        Same("""{"VERSION":6,"reqId":1001,"tickType":68,"price":255.45,"size":"200","attrMask":5}""", decoded);
    }

    [Fact]
    public void Values_that_are_not_set_are_left_out_in_every_spelling()
    {
        Same("""{"VERSION":1,"execId":"x.01","commission":1,"currency":"USD","yieldRedemptionDate":0}""",
            Server("59·1·x.01·1.0·USD·1.7976931348623157E308·1.7976931348623157e+308·0·", 200));
        Same("""{"reqId":4,"dailyPnL":1340.427636781911}""", Server("94·4·1340.427636781911··1.7976931348623157E308·", 200));
        Same("""{"orderId":2,"manualOrderCancelTime":"","extOperator":""}""", Client("4·2···2147483647·", 192));
    }

    [Fact]
    public void Lists_are_arrays_and_an_offset_up_to_the_middle_is_infinite()
    {
        Same("""{"reqId":3,"bars":[{"date":"20260406","open":1.5,"high":2.5,"low":1.25,"close":2,"volume":"100","wap":"1.9","barCount":5}]}""",
            Server("17·3·1·20260406·1.5·2.5·1.25·2.0·100·1.9·5·", 200));
        Same("""{"reqId":1,"contracts":[{"conId":7,"symbol":"A","secType":"STK","primaryExchange":"N","currency":"USD","derivativeSecTypes":[{"secType":"CFD"},{"secType":"OPT"}]}]}""",
            Server("79·1·1·7·A·STK·N·USD·2·CFD·OPT·", 173));
        var order = new PlaceOrder { OrderId = 1, Order = new() { OrderType = "PEG BEST", CompeteAgainstBestOffset = double.PositiveInfinity } };
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        FieldWriter.WriteClient(output, order, 200);
        Assert.Equal("Infinity", (string?)FrameDecoder.Decode(output.WrittenSpan, 200, fromServer: false).Fields["competeAgainstBestOffset"]);
    }

    [Fact]
    public void Margins_of_a_preview_are_the_text_of_the_gateway()
    {
        var open = new OpenOrder { OrderId = 1, State = new() { InitMarginAfter = 1234.5, Commission = 1 } };
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        FieldWriter.WriteServer(output, open, 200);
        var fields = FrameDecoder.Decode(output.WrittenSpan, 200, fromServer: true).Fields;
        Assert.Equal("\"1234.5\"", fields["initMarginAfter"]!.ToJsonString());
        Assert.Equal("1", fields["commission"]!.ToJsonString());
        Assert.False(fields.ContainsKey("initMarginBefore"));
    }

    [Theory]
    [InlineData("1·6·1001·68·255.45·200·0·7·", "1,6,1001,68,255.45,200,0", "left over")]
    [InlineData("1·6·1001·68·255.45·200·", "1,6,1001,68,255.45,200", "attrMask")]
    [InlineData("1··1001·68·255.45·200·0·", "1,1001,68,255.45,200,0", "VERSION")]
    [InlineData("1·6·1001·68·dear·200·0·", "1,6,1001,68,200,0", "price")]
    [InlineData("1·6·1001·68·255.45·200·0", "1,6,1001,68,255.45,200,0", "NUL")]
    public void A_frame_in_doubt_shows_what_can_be_read(string frame, string values, string problem)
    {
        var decoded = Server(frame, 200);
        Assert.Equal(("tickPrice", false), (decoded.Message, decoded.IsComplete));
        Assert.Equal(values.Split(',')[1..], decoded.Fields.Select(f => f.Value!.ToString()));
        Assert.Contains(problem, decoded.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("44·1·")]
    [InlineData("110·1·")]
    [InlineData("x·1·")]
    [InlineData("·")]
    public void A_frame_without_a_known_id_has_no_name(string frame)
    {
        var decoded = Server(frame, 200);
        Assert.Null(decoded.Message);
        Assert.False(decoded.IsComplete);
        Assert.Empty(decoded.Fields);
    }

    [Fact]
    public void From_201_the_id_is_four_bytes_and_text_follows_with_the_fields_of_200()
    {
        var decoded = FrameDecoder.Decode([0, 0, 0, 94, .. "2\0DU1234567\0\0117589399\0"u8], 208, fromServer: false);
        Assert.Equal(("reqPnLSingle", true), (decoded.Message, decoded.IsComplete));
        Same("""{"reqId":2,"account":"DU1234567","modelCode":"","conId":117589399}""", decoded);
        Assert.Equal(("openOrderEnd", true), Read([0, 0, 0, 53, .. "1\0"u8], 201));
    }

    [Fact]
    public void A_protobuf_frame_is_named_and_not_complete()
    {
        Assert.Equal(("nextValidId", false), Read([0, 0, 0, 209, 8, 216, 4], 225));
        Assert.Equal((null, false), Read([0, 0, 1, 255, 8], 225));
        Assert.Equal((null, false), Read([0, 0, 1], 225));
    }

    [Fact]
    public void A_count_that_lies_ends_with_the_bytes()
    {
        var decoded = Server("17·9·7·20260406·1·1·", 200);
        Assert.False(decoded.IsComplete);
        Assert.Equal("""[{"date":"20260406","open":1,"high":1}]""", decoded.Fields["bars"]!.ToJsonString());
    }

    [Fact]
    public void An_id_alone_still_ends_in_a_NUL()
    {
        Assert.Equal(("completedOrdersEnd", true), (Server("102·", 200).Message, Server("102·", 200).IsComplete));
        Assert.Equal(("completedOrdersEnd", false), (Server("102", 200).Message, Server("102", 200).IsComplete));
        Assert.Equal(("completedOrdersEnd", true), Read([0, 0, 0, 102], 201));
    }

    static (string?, bool) Read(ReadOnlySpan<byte> payload, int version)
    {
        var decoded = FrameDecoder.Decode(payload, version, fromServer: true);
        return (decoded.Message, decoded.IsComplete);
    }

    static DecodedFrame Server(string frame, int version) => FrameDecoder.Decode(Encoding.UTF8.GetBytes(frame.Replace('·', '\0')), version, fromServer: true);

    static DecodedFrame Client(string frame, int version) => FrameDecoder.Decode(Encoding.UTF8.GetBytes(frame.Replace('·', '\0')), version, fromServer: false);

    static void Same(string expected, DecodedFrame decoded)
    {
        Assert.True(decoded.IsComplete, decoded.Problem);
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), decoded.Fields.ToJsonString());
    }
}
