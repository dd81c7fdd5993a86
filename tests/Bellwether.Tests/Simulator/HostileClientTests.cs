using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using CsCheck;

namespace Bellwether.Tests.Simulator;

public sealed class HostileClientTests
{
    static readonly string[] Values =
    [
        "", "0", "1", "-1", "3", "2147483647", "-2147483648", "2147483646", "9223372036854775807", "1.7976931348623157E308", "Infinity", "-1e300", "NaN", "0.00001", "1e-320",
        "79228162514264337593543950335", "BUY", "STP", "LMT", "GTC", "AAPL", "99991231 23:59:59 UTC", "00010101-00:00:00", "2147483647 Y", "1 day", "\u00e9\u0000", "x;y=z", new('9', 400),
    ];

    [Fact]
    public void Damaged_frames_are_answered_or_close_the_connection_but_never_break_the_gateway() => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[100, 200]).Sample((seed, version) =>
    {
        var random = new Random(seed);
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, SymbolsWithoutData = new HashSet<string> { "MSFT" } }, new FaultPlan { DuplicateReports = 0.1, PartialFills = 0.5 });
        var client = desk.Client(1, version);
        for (var round = 0; round < 40; round++)
        {
            if (client.Session.IsClosed)
            {
                desk.Core.Disconnect(client.Session);
                client = desk.Client(1, version);
            }
            var frame = Frame(client, random);
            desk.Core.Receive(client.Session, random.Next(3) == 0 ? frame : Damage(frame, random));
            desk.Market.Quote(desk.Now + 1, 90 + random.Next(20), 110 - random.Next(5), shares: 10);
            desk.Second();
            client.Read(); // every byte that came is a frame of the protocol
        }
    }, iter: 300, threads: 1);

    [Fact]
    public void Bytes_before_the_start_of_the_session_are_taken_or_close_the_connection() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        var desk = new WireDesk();
        var session = desk.Core.Connect();
        desk.Core.Receive(session, bytes);
        var greeted = desk.Core.Connect();
        desk.Core.Receive(greeted, "API\0\0\0\0\x09v100..200"u8);
        desk.Core.Receive(greeted, bytes);
        desk.Core.Move();
    }, iter: 1_000, threads: 1);

    [Theory]
    [InlineData(99_999_999)]
    [InlineData(100_000_000)]
    public void The_largest_order_of_the_dearest_stock_is_refused_and_not_an_overflow(int shares)
    {
        var desk = new WireDesk();
        desk.Market.Quote(1, 899_999, 900_000);
        desk.To(1);
        var client = desk.Client().Market(1, "BUY", shares).Send(new PlaceOrder
        {
            OrderId = 2, Contract = WireClient.Stock("AAPL"), Order = new Order { Action = "SELL", TotalQuantity = shares, OrderType = "MKT", WhatIf = true },
        });
        desk.Second();
        Assert.Equal("error 1 383; error 2 383", client.Orders());
    }

    [Fact]
    public void A_change_to_a_size_beyond_the_buying_power_is_refused()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, StartCash = 10_000, BuyingPowerMultiple = 4 });
        var client = desk.Client().Limit(1, "BUY", 100, 99);
        desk.Second();
        client.Take();
        client.Limit(1, "BUY", 1_000, 99);
        desk.Second();
        Assert.Equal("error 1 201", client.Orders());
        client.Limit(1, "BUY", 200, 99);
        desk.Second();
        Assert.Equal("open 1 Submitted; status 1 Submitted 0/200", client.Orders());
    }

    [Fact]
    public void A_child_larger_than_its_parent_needs_buying_power_for_the_difference()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, StartCash = 10_000, BuyingPowerMultiple = 4 });
        var client = desk.Client().Place(1, "BUY", 100, "LMT", limit: 99, transmit: false).Place(2, "SELL", 5_000, "LMT", limit: 102, parent: 1);
        desk.Second();
        Assert.Equal("open 2 Inactive; status 2 Inactive 0/5000; error 2 201; open 1 PreSubmitted; status 1 PreSubmitted 0/100; open 1 Submitted; status 1 Submitted 0/100", client.Orders());
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    [InlineData(-4)]
    public void Order_ids_that_leave_no_room_are_refused(int id)
    {
        var desk = new WireDesk();
        var client = desk.Client().Limit(id, "BUY", 1, 90).Send(new ReqIds());
        desk.Second();
        Assert.Equal($"error {id} 10149; next 1", client.All());
    }

    [Theory]
    [InlineData("2147483647 W")]
    [InlineData("2147483647 M")]
    [InlineData("2147483647 Y")]
    [InlineData("2147483647 S")]
    public void Any_duration_is_answered(string duration)
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(new ReqHistoricalData { ReqId = 1, Contract = WireClient.Stock("AAPL"), BarSizeSetting = "1 min", DurationStr = duration, WhatToShow = "TRADES" });
        desk.Second();
        Assert.Equal("error 1 321", client.All()); // longer than any market has lived
    }

    static byte[] Frame(WireClient client, Random random) => random.Next(16) switch
    {
        0 => client.Frame(new ReqMktData { ReqId = random.Next(5), Contract = WireClient.Stock("AAPL") }),
        1 => client.Frame(new ReqRealTimeBars { ReqId = random.Next(5), Contract = WireClient.Stock("AAPL") }),
        2 => client.Frame(new ReqHistoricalData { ReqId = 5, Contract = WireClient.Stock("AAPL"), BarSizeSetting = "1 min", DurationStr = "1 D", WhatToShow = "TRADES", EndDateTime = "20250602 09:40:00 US/Eastern" }),
        3 => client.Frame(new ReqContractDetails { ReqId = 6, Contract = WireClient.Stock("MSFT") }),
        4 => client.Frame(new CancelOrder { OrderId = random.Next(1, 8) }),
        5 => client.Frame(new ReqExecutions { ReqId = 7, Time = "20250602-13:00:00" }),
        6 => client.Frame(new ReqAccountUpdates { Subscribe = true, AcctCode = "DU1234567" }),
        7 => client.Frame(new ReqAccountSummary { ReqId = 8, Tags = "All" }),
        8 => client.Frame(new CancelMktData { ReqId = random.Next(5) }),
        9 => client.Frame(new ReqMatchingSymbols { ReqId = 9, Pattern = "A" }),
        10 => client.Frame(new ReqPositions()),
        11 => client.Frame(new ReqAllOpenOrders()),
        _ => client.Frame(new PlaceOrder
        {
            OrderId = random.Next(1, 8), Contract = WireClient.Stock("AAPL"),
            Order = new Order
            {
                Action = random.Next(2) == 0 ? "BUY" : "SELL", TotalQuantity = 1 + random.Next(500), OrderType = random.Next(3) switch { 0 => "MKT", 1 => "LMT", _ => "STP" },
                LmtPrice = 95 + random.Next(10), AuxPrice = 95 + random.Next(10), ParentId = random.Next(3) == 0 ? random.Next(1, 8) : 0, Transmit = random.Next(4) > 0,
                OcaGroup = random.Next(3) == 0 ? "g" : "", OcaType = random.Next(4),
            },
        }),
    };

    /// <summary>Whole fields are exchanged for nasty values, or single bytes anywhere, the length prefix included.</summary>
    static byte[] Damage(byte[] frame, Random random)
    {
        if (random.Next(4) == 0)
        {
            var damaged = frame.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            return damaged;
        }
        var fields = System.Text.Encoding.UTF8.GetString(frame.AsSpan(4)).Split('\0')[..^1];
        for (var n = random.Next(1, 3); n > 0; n--) fields[random.Next(fields.Length)] = Values[random.Next(Values.Length)];
        var payload = System.Text.Encoding.UTF8.GetBytes(string.Join('\0', fields) + '\0');
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        FrameWriter.WriteRaw(output, payload);
        return output.WrittenSpan.ToArray();
    }
}
