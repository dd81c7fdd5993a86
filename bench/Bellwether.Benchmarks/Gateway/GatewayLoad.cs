using System.Diagnostics;
using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Benchmarks;

/// <summary>
/// What one process of the simulated gateway costs that serves 20 clients with 100 symbols each, whose quotes change 10 times a second. The gateway runs in a process of
/// its own, whose processor time is read; the clients are here.
/// </summary>
static class GatewayLoad
{
    const int Clients = 20;
    const int Symbols = 100;
    const int QuotesPerSecond = 10;
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["serve"]) return await ServeAsync();
        var seconds = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 20;
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Environment.GetCommandLineArgs()[0], "gateway-load", "serve"]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (!Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase)) start.ArgumentList.RemoveAt(0);
        using var gateway = Process.Start(start)!;
        try
        {
            var port = int.Parse((await gateway.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
            using var ending = new CancellationTokenSource();
            var counters = Enumerable.Range(1, Clients).Select(_ => new Counter()).ToArray();
            var clients = counters.Select((c, i) => FollowAsync(port, i + 1, c, ending.Token)).ToArray();
            await Task.Delay(WarmUp);
            gateway.Refresh();
            var (cpu, clock, told, quotes) = (gateway.TotalProcessorTime, Stopwatch.GetTimestamp(), counters.Sum(c => c.Messages), counters.Sum(c => c.Bids));
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            gateway.Refresh();
            var used = (gateway.TotalProcessorTime - cpu).TotalSeconds;
            var wall = Stopwatch.GetElapsedTime(clock).TotalSeconds;
            var messages = counters.Sum(c => c.Messages) - told;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Clients} clients, {Symbols} symbols each, {QuotesPerSecond} quotes/s: {used / wall:P1} of one core, {messages / wall:N0} messages/s, of these {(counters.Sum(c => c.Bids) - quotes) / wall:N0} bids and asks/s; {gateway.WorkingSet64 >> 20} MiB"));
            await ending.CancelAsync();
            await Task.WhenAll(clients);
        }
        finally
        {
            gateway.StandardInput.Close();
            if (!gateway.WaitForExit(TimeSpan.FromSeconds(10))) gateway.Kill();
        }
        return 0;
    }

    /// <summary>The gateway: until its standard input ends.</summary>
    static async Task<int> ServeAsync()
    {
        var options = new GatewayOptions { LockstepClients = 0, Speed = 1, FollowsWallClock = true, EnforcesPacing = false };
        var market = new LiveLikeMarket(InstrumentTable.UsEquities([.. MostTraded.Symbols.Take(Symbols)]), SystemClock.Instance.GetCurrentInstant(), new LiveLikeMarketOptions { UpdatesPerSecond = QuotesPerSecond });
        await using var server = GatewayServer.Listen(new GatewayCore(market, options), options);
        Console.WriteLine(server.Endpoint.Port.ToString(CultureInfo.InvariantCulture));
        using var ending = new CancellationTokenSource();
        var serving = server.RunAsync(ending.Token);
        while (await Console.In.ReadLineAsync() is not null) { }
        await ending.CancelAsync();
        await serving;
        return 0;
    }

    static async Task FollowAsync(int port, int clientId, Counter counter, CancellationToken cancellationToken)
    {
        await using var client = await IbConnection.ConnectAsync("127.0.0.1", port, clientId, cancellationToken: cancellationToken);
        for (var i = 0; i < Symbols; i++)
            client.Write(new ReqMktData { ReqId = i + 1, Contract = new Contract { Symbol = MostTraded.Symbols[i], SecType = "STK", Exchange = "SMART", Currency = "USD" } });
        await client.FlushAsync(cancellationToken);
        try
        {
            while (await client.ReadAsync(counter, cancellationToken)) { }
        }
        catch (OperationCanceledException)
        {
            // Measured enough.
        }
    }

    sealed class Counter : IServerMessageHandler
    {
        public long Messages;
        public long Bids;

        public void OnOther(ServerMessageId id) => Messages++;

        public void On(in TickPrice m)
        {
            Messages++;
            if (m.TickType is 1 or 2) Bids++;
        }
    }
}
