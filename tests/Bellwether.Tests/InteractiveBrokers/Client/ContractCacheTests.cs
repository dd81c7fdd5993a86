using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers.Client;

public sealed class ContractCacheTests
{
    const int Id = RequestIds.Lowest;

    [Fact]
    public void A_contract_is_asked_once_and_then_known()
    {
        var cache = new ContractCache();
        var query = ContractQuery.Stock("AAPL");
        Assert.False(cache.TryGet(query, 0, out _));
        Assert.True(cache.Begin(query, Id));
        Assert.False(cache.Begin(query, Id + 1));

        Assert.True(cache.Add(Details(Id, 265598, "AAPL", "NASDAQ")));
        Assert.Equal(ContractOutcome.Found, cache.End(Id, 0)!.Outcome);
        Assert.True(cache.TryGet(query, EngineTime.Minute, out var known));
        Assert.Equal(265598, known.Details!.Contract.ConId);
        Assert.False(cache.TryGet(query, 25 * 60 * EngineTime.Minute, out _));
    }

    [Fact]
    public void One_contract_that_comes_for_several_exchanges_is_one()
    {
        var cache = new ContractCache();
        cache.Begin(ContractQuery.Stock("SPY"), Id);
        cache.Add(Details(Id, 756733, "SPY", "ARCA"));
        cache.Add(Details(Id, 756733, "SPY", "ARCA"));
        Assert.Equal(ContractOutcome.Found, cache.End(Id, 0)!.Outcome);
    }

    [Fact]
    public void Several_contracts_are_listed_with_what_tells_them_apart()
    {
        var cache = new ContractCache();
        cache.Begin(ContractQuery.Stock("ABC"), Id);
        cache.Add(Details(Id, 11, "ABC", "NYSE", "ABC CORP"));
        cache.Add(Details(Id, 22, "ABC", "AMEX", "ABC MINING"));

        var answer = cache.End(Id, 0)!;
        Assert.Equal(ContractOutcome.Ambiguous, answer.Outcome);
        Assert.Equal("ABC STK SMART USD: 2 contracts match: 11 ABC NYSE USD ABC CORP; 22 ABC AMEX USD ABC MINING. Name the primary exchange, or the conId", answer.Explanation);
        Assert.False(cache.TryGet(ContractQuery.Stock("ABC"), 0, out _));
    }

    [Fact]
    public void The_primary_exchange_settles_which_one_is_meant()
    {
        var cache = new ContractCache();
        cache.Begin(ContractQuery.Stock("ABC", "AMEX"), Id);
        cache.Add(Details(Id, 11, "ABC", "NYSE"));
        cache.Add(Details(Id, 22, "ABC", "AMEX"));
        Assert.Equal(22, cache.End(Id, 0)!.Details!.Contract.ConId);
    }

    [Fact]
    public void An_unknown_symbol_is_explained_and_may_be_asked_again()
    {
        var cache = new ContractCache();
        var query = ContractQuery.Stock("BRK.B");
        cache.Begin(query, Id);
        Assert.Equal("BRK.B STK SMART USD: the broker knows no such contract. Check symbol (BRK B, not BRK.B), security type, exchange and currency", cache.Fail(Id)!.Explanation);
        Assert.True(cache.Begin(query, Id + 1));
        Assert.Null(cache.End(Id, 0));
    }

    [Fact]
    public void A_lost_session_voids_what_was_under_way_and_keeps_what_was_found()
    {
        var cache = new ContractCache();
        cache.Begin(ContractQuery.Stock("AAPL"), Id);
        cache.Add(Details(Id, 265598, "AAPL", "NASDAQ"));
        cache.End(Id, 0);
        cache.Begin(ContractQuery.Stock("MSFT"), Id + 1);
        cache.SessionLost();

        Assert.Equal(0, cache.Asking);
        Assert.True(cache.TryGet(ContractQuery.Stock("AAPL"), 0, out _));
        Assert.False(cache.Add(Details(Id + 1, 272093, "MSFT", "NASDAQ")));
        Assert.True(cache.Begin(ContractQuery.Stock("MSFT"), Id + 2));
    }

    static ContractDetails Details(int request, int conId, string symbol, string primary, string name = "") => new()
    {
        ReqId = request,
        LongName = name,
        Contract = new Contract { ConId = conId, Symbol = symbol, LocalSymbol = symbol, SecType = "STK", Exchange = "SMART", PrimaryExchange = primary, Currency = "USD" },
    };
}
