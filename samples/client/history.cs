#:project ../../src/Bellwether.InteractiveBrokers/Bellwether.InteractiveBrokers.csproj
#:property RestorePackagesWithLockFile=false
#:property GenerateDocumentationFile=false
#:property NoWarn=$(NoWarn);IDE0005;EnableGenerateDocumentationFile

// One-minute bars of the last days of many stocks, within the broker's limits, as CSV:
//   dotnet run samples/client/history.cs -- 4002 "2 D" AAPL MSFT SPY
using System.Globalization;
using Bellwether.InteractiveBrokers;

var (port, duration) = (int.Parse(args[0]), args[1]);
await using var client = await IbClient.ConnectAsync(new IbClientOptions { Port = port, ClientId = 72 });

// All at once: the client asks as fast as the broker allows, and says how long that takes.
var wanted = (await client.ResolveAsync(args[2..].Select(symbol => ContractQuery.Stock(symbol)))).ToList();
foreach (var problem in wanted.Where(w => w.Outcome != ContractOutcome.Found)) Console.Error.WriteLine(problem.Explanation);
var asked = wanted.Where(w => w.Details is not null).Select(w => (w.Query.Symbol, Bars: client.HistoricalBarsAsync(w.Details!.Contract, "1 min", duration))).ToList();
var status = await client.GetStatusAsync();
Console.Error.WriteLine($"{status.HistoryWaiting} requests wait, the last one for {status.Eta.TotalSeconds:0} s");

Console.WriteLine("symbol,time_utc,open,high,low,close,volume");
foreach (var (symbol, request) in asked)
{
    try
    {
        foreach (var bar in await request)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{symbol},{bar.Time:yyyy-MM-ddTHH:mm:ssZ},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}"));
    }
    catch (IbRequestException refused)
    {
        Console.Error.WriteLine(refused.Message);
    }
}
