#:project ../../src/Bellwether.InteractiveBrokers/Bellwether.InteractiveBrokers.csproj
#:property RestorePackagesWithLockFile=false
#:property GenerateDocumentationFile=false
#:property NoWarn=$(NoWarn);IDE0005;EnableGenerateDocumentationFile

// Live quotes of a few stocks, until Ctrl-C:
//   dotnet run samples/client/quotes.cs -- 4002 AAPL MSFT
using Bellwether.InteractiveBrokers;

var port = int.Parse(args[0]);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

await using var client = await IbClient.ConnectAsync(new IbClientOptions { Port = port, ClientId = 71 }, stop.Token);
Console.WriteLine($"account {client.Account}");
try
{
    await Task.WhenAll(args[1..].Select(WatchAsync));
}
catch (OperationCanceledException)
{
    Console.WriteLine("stopped");
}

async Task WatchAsync(string symbol)
{
    var contract = (await client.ResolveAsync(ContractQuery.Stock(symbol), stop.Token)).Contract;
    await foreach (var quote in client.QuotesAsync(contract, cancellationToken: stop.Token))
        Console.WriteLine($"{symbol,-6} {quote.Bid,9:0.00} {quote.Ask,9:0.00}  last {quote.Last,9:0.00}  {quote.Type}");
}
