using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.Simulator;

/// <summary>A client of any server version in text form connects, looks around, trades and reads its account.</summary>
public sealed class ServerVersionTests
{
    public static TheoryData<int> Versions => [.. Enumerable.Range(ServerVersions.Lowest, ServerVersions.Highest - ServerVersions.Lowest + 1)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_client_of_every_version_is_served_from_its_connection_to_its_account(int version)
    {
        var desk = new WireDesk();
        var client = new WireClient(desk.Core).Hello(version, version).Start(3);
        Assert.Equal(version, client.Version);
        Assert.Equal("accounts DU1234567; next 1; error -1 2104; error -1 2106; error -1 2158", client.All());

        client.Send(new ReqContractDetails { ReqId = 1, Contract = WireClient.Stock("AAPL") }).Send(new ReqMktData { ReqId = 2, Contract = WireClient.Stock("AAPL") })
            .Send(new ReqHistoricalData { ReqId = 3, Contract = WireClient.Stock("AAPL"), DurationStr = "1 D", BarSizeSetting = "1 min", WhatToShow = "TRADES", FormatDate = 1 })
            .Market(1, "BUY", 100).Limit(2, "SELL", 100, 120);
        desk.Second();
        client.Send(new ReqPositions()).Send(new ReqAccountSummary { ReqId = 4, Group = "All", Tags = "TotalCashValue" }).Send(new ReqOpenOrders())
            .Send(new ReqExecutions { ReqId = 5 }).Send(new ReqAccountUpdates { Subscribe = true, AcctCode = "DU1234567" });
        desk.Second();
        var told = client.Take();

        Assert.Equal("AAPL", told.OfType<ContractDetails>().Single().Contract.Symbol);
        Assert.Contains(told.OfType<TickPrice>(), t => t is { TickType: 2, Price: 100.01 });
        Assert.All(told.OfType<ExecDetails>(), e => Assert.Equal((1, 100m, 100.01), (e.OrderId, e.Shares, e.Price)));
        Assert.Equal(2, told.OfType<ExecDetails>().Count()); // as it happened, and when asked
        Assert.Equal((100m, 100.02), told.OfType<Position>().Select(p => (p.Quantity, p.AvgCost)).Single());
        Assert.Equal("989998.00", told.OfType<AccountSummary>().Single().Value); // 100 * 100.01 and a dollar
        Assert.Equal(2, told.OfType<OpenOrder>().Last().OrderId);
        Assert.Equal("DU1234567", told.OfType<AccountDownloadEnd>().Single().AccountName);
        Assert.DoesNotContain(told.OfType<ErrMsg>(), e => e.ErrorCode is 320 or 321);
        Assert.False(client.Session.IsClosed);
    }
}
