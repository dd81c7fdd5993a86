using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

public sealed class AllocationTests
{
    [Fact]
    public void Frequent_messages_are_read_without_allocating()
    {
        var handler = new Sum();
        // Everything is compiled and every table made before the count begins.
        for (var i = 0; i < 200; i++) ReadAll(handler);
        Assert.Equal(0, Allocation.Of(() =>
        {
            for (var i = 0; i < 200; i++) ReadAll(handler);
        }));
        Assert.NotEqual(0, handler.Total);
    }

    [Fact]
    public void Frequent_messages_are_written_without_allocating()
    {
        var writer = new FrameWriter();
        var output = new System.Buffers.ArrayBufferWriter<byte>(4096);
        for (var i = 0; i < 200; i++) WriteAll(writer, output);
        Assert.Equal(0, Allocation.Of(() =>
        {
            for (var i = 0; i < 200; i++) WriteAll(writer, output);
        }));
    }

    [Fact]
    public void Words_that_come_again_are_the_same_string()
    {
        var first = FieldReader.FromServer("99\08\01\01795383345\0189.11\0100\00\0NASDAQ\0é\0"u8, 200).Read<TickByTick>();
        var second = FieldReader.FromServer("99\08\01\01795383346\0189.12\0200\00\0NASDAQ\0é\0"u8, 200).Read<TickByTick>();
        Assert.Same(first.Exchange, second.Exchange);
        Assert.Equal("é", second.SpecialConditions);
        // Many different words pass through the same slots and none takes the place of another.
        for (var i = 0; i < 5_000; i++)
        {
            var word = $"W{i % 2_500:x}";
            Assert.Equal(word, FieldReader.FromServer(System.Text.Encoding.ASCII.GetBytes($"46\06\01\084\0{word}\0"), 200).Read<TickString>().Value);
        }
    }

    static void ReadAll(Sum handler)
    {
        ServerMessages.Dispatch("1\06\01001\068\0255.45\0200\00\0"u8, 200, handler);
        ServerMessages.Dispatch("1\06\01001\068\0-1\00\00\0"u8, 200, handler);
        ServerMessages.Dispatch("2\06\01001\074\0312894\0"u8, 200, handler);
        ServerMessages.Dispatch("3\013\0Filled\0100\00\0196.52\01376327563\00\0196.52\0100\0\00\0"u8, 200, handler);
        ServerMessages.Dispatch("3\013\0PreSubmitted\00\0100\00.0\01376327563\00\00.0\0100\0\00\0"u8, 200, handler);
        ServerMessages.Dispatch("50\03\09001\01678323335\04028.75\04029.00\04028.25\04028.50\02\04026.75\01\0"u8, 200, handler);
        ServerMessages.Dispatch("109\01775425766350\0"u8, 200, handler);
        ServerMessages.Dispatch("99\08\01\01795383345\0189.11\0100\00\0NASDAQ\0 F I\0"u8, 200, handler);
        ServerMessages.Dispatch("99\08\03\01795383345\0189.11\0189.12\0100\0200\00\0"u8, 200, handler);
        ServerMessages.Dispatch("45\06\01001\046\03.0\0"u8, 200, handler);
        ServerMessages.Dispatch("3\013\0PreSubmitted\00\0100\00.0\01376327563\00\00.0\0100\0child\00\0"u8, 200, handler);
    }

    static void WriteAll(FrameWriter writer, System.Buffers.ArrayBufferWriter<byte> output)
    {
        output.ResetWrittenCount();
        writer.WriteServer(output, new TickPrice { ReqId = 1001, TickType = 68, Price = 255.45, Size = 200 }, 200);
        writer.WriteServer(output, new TickSize { ReqId = 1001, TickType = 74, Size = 312894 }, 200);
        writer.WriteServer(output, new OrderStatus { OrderId = 13, Status = OrderStatusKind.Filled, Filled = 100, AvgFillPrice = 196.52 }, 200);
        writer.WriteServer(output, new RealTimeBar { ReqId = 9001, Time = 1678323335, Open = 4028.75, Volume = 2, Wap = 4026.75m }, 200);
        writer.WriteServer(output, new CurrentTimeInMillis { TimeInMillis = 1775425766350 }, 200);
    }

    sealed class Sum : IServerMessageHandler
    {
        public double Total { get; private set; }

        public void On(in TickPrice m) => Total += m.Price;

        public void On(in TickSize m) => Total += (double)m.Size;

        public void On(in OrderStatus m) => Total += (double)m.Filled + (m.Status.Kind == OrderStatusKind.Filled ? 1 : 0);

        public void On(in RealTimeBar m) => Total += m.Close;

        public void On(in TickByTick m) => Total += m.Price + m.BidPrice + m.Exchange.Length;

        public void On(in TickGeneric m) => Total += m.Value ?? 0;

        public void On(in CurrentTimeInMillis m) => Total += m.TimeInMillis;
    }
}
