using System.Buffers;
using System.Globalization;
using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Benchmarks;

/// <summary>
/// Messages per processor second through framing, decoding and dispatch, and the time to encode an order, with the bytes allocated for each. Beside it, in
/// the same rounds, runs what no reader can do without: finding the ends of the same fields. The ratio of the two hardly depends on the machine.
/// </summary>
static class CodecThroughput
{
    const int Rounds = 21;
    const int Messages = 20_000;
    const int Repeats = 20;

    public static int Run()
    {
        var ticks = Stream(i => i % 2 == 0
            ? (FormattableString)$"1·6·{1000 + i % 100}·{1 + i % 4}·{189 + i % 100 / 100.0:0.00}·{100 * (i % 7)}·1·"
            : $"2·6·{1000 + i % 100}·{i % 9}·{100 * (i % 50)}·");
        var statuses = Stream(i => $"3·{i}·{(i % 2 == 0 ? "Submitted" : "Filled")}·{i % 2 * 100}·{100 - i % 2 * 100}·{(i % 2 == 0 ? "0" : "196.52")}·{1376327563 + i}·0·0·7··0·");
        Console.WriteLine("work                                        median        min..max      bytes/message   against finding the fields");
        Decode("decode + dispatch, tickPrice and tickSize", ticks);
        Decode("decode + dispatch, orderStatus", statuses);
        Encode("encode placeOrder (bracket child, sv 200)");
        return 0;
    }

    static void Decode(string work, byte[] stream)
    {
        var handler = new Sum();
        for (var i = 0; i < 40; i++) Dispatch(stream, handler);
        for (var i = 0; i < 40; i++) FindFields(stream);
        var speeds = new List<double>();
        var ratios = new List<double>();
        long allocated = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < Repeats; i++) Dispatch(stream, handler);
            var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < Repeats; i++) FindFields(stream);
            var floor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            speeds.Add((double)Messages * Repeats / seconds / 1e6);
            ratios.Add(seconds / Math.Max(floor, 1e-6));
        }
        Print(work, speeds, "M/s", allocated / ((double)Messages * Repeats * Rounds), ratios);
        if (handler.Total == 0) throw new InvalidOperationException("nothing was read");
    }

    static void Encode(string work)
    {
        var writer = new FrameWriter();
        var output = new ArrayBufferWriter<byte>(1 << 20);
        var order = new PlaceOrder
        {
            OrderId = 1001,
            Contract = new() { ConId = 265598, Symbol = "AAPL", SecType = "STK", Exchange = "SMART", PrimaryExchange = "NASDAQ", Currency = "USD" },
            Order = new()
            {
                Action = "SELL", TotalQuantity = 100, OrderType = "LMT", LmtPrice = 189.12, Tif = "GTC", OcaGroup = "bracket-1001", Account = "DU1234567",
                OrderRef = "BW-7f3a-1001", Transmit = true, ParentId = 1000, OcaType = 3, OutsideRth = true,
            },
        };
        var speeds = new List<double>();
        long allocated = 0;
        for (var round = -2; round < Rounds; round++)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < Messages; i++)
            {
                if (output.FreeCapacity < 1024) output.ResetWrittenCount();
                order.OrderId = 1001 + i;
                writer.WriteClient(output, in order, ServerVersions.Highest);
            }
            if (round < 0) continue;
            speeds.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Messages);
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
        }
        Print(work, speeds, "µs", allocated / ((double)Messages * Rounds), []);
    }

    static void Dispatch(byte[] stream, Sum handler)
    {
        ReadOnlySpan<byte> rest = stream;
        while (Frames.TryRead(ref rest, out ReadOnlySpan<byte> payload)) ServerMessages.Dispatch(payload, ServerVersions.Highest, handler);
    }

    static int FindFields(byte[] stream)
    {
        var fields = 0;
        ReadOnlySpan<byte> rest = stream;
        while (Frames.TryRead(ref rest, out ReadOnlySpan<byte> payload))
        {
            for (var end = payload.IndexOf((byte)0); end >= 0; end = payload.IndexOf((byte)0))
            {
                fields++;
                payload = payload[(end + 1)..];
            }
        }
        return fields;
    }

    static byte[] Stream(Func<int, FormattableString> frame)
    {
        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < Messages; i++)
            FrameWriter.WriteRaw(output, Encoding.ASCII.GetBytes(FormattableString.Invariant(frame(i)).Replace('·', '\0')));
        return output.WrittenSpan.ToArray();
    }

    static void Print(string work, List<double> values, string unit, double bytes, List<double> ratios)
    {
        values.Sort();
        ratios.Sort();
        var against = ratios.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{ratios[ratios.Count / 2]:F1} times");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{work,-42} {values[values.Count / 2],7:F2} {unit,-3}  ({values[0]:F2}..{values[^1]:F2}) {bytes,12:F2}      {against}"));
    }

    sealed class Sum : IServerMessageHandler
    {
        public double Total { get; private set; }

        public void On(in TickPrice m) => Total += m.Price;

        public void On(in TickSize m) => Total += m.TickType;

        public void On(in OrderStatus m) => Total += m.OrderId;
    }
}
