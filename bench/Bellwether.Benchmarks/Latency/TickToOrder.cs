using System.Globalization;

namespace Bellwether.Benchmarks.Latency;

/// <summary>How long an order takes after the data that cause it: in memory, and over sockets beside a bare echo.</summary>
static class TickToOrder
{
    public static async Task<int> RunAsync()
    {
        var (inMemory, bytes) = new InMemoryLatency().Run(warmUp: 20_000, count: 100_000);
        Print("bar in the receive buffer to order in the send buffer", inMemory);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {bytes:0} bytes allocated an order"));
        var (desk, echo) = await new SocketLatency().RunAsync(warmUp: 1_000, count: 3_000);
        Print("socket to socket", desk);
        Print("bare echo, in turns with it", echo);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  p50 above the echo: {Quantile(desk, 0.5) - Quantile(echo, 0.5):0.0} us"));
        return 0;
    }

    static void Print(string what, double[] times)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: mean {times.Average():0.00} us, p50 {Quantile(times, 0.5):0.00}, p90 {Quantile(times, 0.9):0.00}, p99 {Quantile(times, 0.99):0.00} ({times.Length:N0} times)"));
    }

    static double Quantile(double[] times, double share)
    {
        var sorted = (double[])times.Clone();
        Array.Sort(sorted);
        return sorted[(int)(share * (sorted.Length - 1))];
    }
}
