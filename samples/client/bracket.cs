#:project ../../src/Bellwether.InteractiveBrokers/Bellwether.InteractiveBrokers.csproj
#:property RestorePackagesWithLockFile=false
#:property GenerateDocumentationFile=false
#:property NoWarn=$(NoWarn);IDE0005;EnableGenerateDocumentationFile

// Buys ten shares with a target and a stop around them, and tells what happens until one of the two has ended the trade. Paper accounts only:
//   dotnet run samples/client/bracket.cs -- 4002 AAPL
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

await using var client = await IbClient.ConnectAsync(new IbClientOptions { Port = int.Parse(args[0]), ClientId = 73 });
var contract = (await client.ResolveAsync(ContractQuery.Stock(args[1]))).Contract;
var quote = await client.QuotesAsync(contract).FirstAsync(q => q is { Bid: not null, Ask: not null, IsCrossed: false });
if (quote.Type is QuoteType.Delayed or QuoteType.DelayedFrozen)
{
    Console.Error.WriteLine($"{args[1]}: only delayed prices; nothing is traded on those");
    return 1;
}

// One thousandth away on each side, so that the trade ends soon.
var bracket = await client.PlaceBracketAsync(contract,
    entry: new Order { Action = "BUY", TotalQuantity = 10, OrderType = "MKT", Tif = "DAY" },
    target: new Order { Action = "SELL", TotalQuantity = 10, OrderType = "LMT", LmtPrice = Math.Round(quote.Ask!.Value * 1.001, 2), Tif = "GTC" },
    stop: new Order { Action = "SELL", TotalQuantity = 10, OrderType = "STP", AuxPrice = Math.Round(quote.Bid!.Value * 0.999, 2), Tif = "GTC" });
foreach (var (name, ticket) in new[] { ("entry", bracket.Entry), ("target", bracket.Target), ("stop", bracket.Stop) })
    _ = Task.Run(() => TellAsync(name, ticket));

var entry = await bracket.Entry.Finished;
if (entry.Executed == 0)
{
    Console.WriteLine("the entry did not trade");
    return 1;
}
await Task.WhenAll(bracket.Target.Finished, bracket.Stop.Finished);
var exit = bracket.Target.Snapshot.Executed > 0 ? bracket.Target.Snapshot : bracket.Stop.Snapshot;
Console.WriteLine($"bought at {entry.AveragePrice:0.00}, sold at {exit.AveragePrice:0.00}");
return 0;

static async Task TellAsync(string name, OrderTicket ticket)
{
    await foreach (var happened in ticket.EventsAsync())
    {
        Console.WriteLine(happened switch
        {
            OrderStatusReported reported => $"{name,-6} {reported.Status.Status}, filled {reported.Status.Filled}",
            OrderExecuted executed => $"{name,-6} {executed.Execution.Side} {executed.Execution.Shares} at {executed.Execution.Price:0.00}",
            OrderCharged charged => $"{name,-6} commission {charged.Report.Commission:0.00}",
            OrderRefused refused => $"{name,-6} refused: {refused.Text}",
            _ => $"{name,-6} {happened.GetType().Name}",
        });
    }
}
