using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulator;

public sealed class ContractTests
{
    static List<ContractDetails> Ask(Contract contract, WireDesk? desk = null)
    {
        desk ??= new WireDesk();
        var client = desk.Client().Send(new ReqContractDetails { ReqId = 7, Contract = contract });
        desk.Second();
        return client.Take<ContractDetails>();
    }

    [Fact]
    public void There_are_more_than_five_hundred_listings_each_with_a_number_of_its_own()
    {
        Assert.True(ListingTable.Us.Count > 700, $"{ListingTable.Us.Count} listings");
        var all = ListingTable.Us.Concat(ListingTable.Abroad).ToList();
        Assert.Equal(all.Count, all.Select(l => l.ConId).Distinct().Count());
        Assert.Equal(ListingTable.Us.Count, ListingTable.Us.Select(l => l.Symbol).Distinct().Count());
        Assert.All(ListingTable.Us, l => Assert.True(InstrumentTable.IsSymbol(l.Symbol) && l.IsUs && l.Name.Length > 0 && l.Industry.Length > 0, l.Symbol));
    }

    [Theory]
    [InlineData("AAPL", 265598, "NASDAQ", "NMS", "COMMON", "Technology")]
    [InlineData("IBM", 8314, "NYSE", "IBM", "COMMON", "Technology")]
    [InlineData("SPY", 756733, "ARCA", "SPY", "ETF", "Funds")]
    [InlineData("BRK B", 72063691, "NYSE", "BRKB", "COMMON", "Financial")]
    public void A_listing_says_what_it_is(string symbol, int number, string exchange, string tradingClass, string stockType, string industry)
    {
        var details = Assert.Single(Ask(WireClient.Stock(symbol)));
        Assert.Equal((symbol, number, exchange, tradingClass), (details.Contract.LocalSymbol, details.Contract.ConId, details.Contract.PrimaryExchange, details.Contract.TradingClass));
        Assert.Equal((stockType, industry, "SMART", "USD"), (details.StockType, details.Industry, details.Contract.Exchange, details.Contract.Currency));
        Assert.Equal(details.ValidExchanges.Split(',').Length, details.MarketRuleIds.Split(',').Length);
        Assert.All(details.MarketRuleIds.Split(','), id => Assert.Equal("26", id));
    }

    [Theory]
    [InlineData("aapl", "STK", "SMART", "", "USD", 1)]
    [InlineData("AAPL", "STK", "NASDAQ", "", "USD", 1)]
    [InlineData("AAPL", "STK", "ISLAND", "ISLAND", "USD", 1)]
    [InlineData("AAPL", "STK", "SMART", "NYSE", "USD", 0)]
    [InlineData("AAPL", "STK", "LSE", "", "USD", 0)]
    [InlineData("AAPL", "OPT", "SMART", "", "USD", 0)]
    [InlineData("AAPL", "CFD", "SMART", "", "USD", 0)]
    [InlineData("SHOP", "STK", "SMART", "", "", 2)] // New York in dollars, Toronto in Canadian ones.
    [InlineData("SHOP", "STK", "SMART", "", "CAD", 1)]
    [InlineData("GDXJ", "STK", "SMART", "", "USD", 2)] // Both listings are in dollars.
    [InlineData("GDXJ", "STK", "SMART", "ARCA", "USD", 1)]
    [InlineData("GDXJ", "STK", "SMART", "LSEETF", "USD", 1)]
    public void A_description_matches_what_it_can_mean(string symbol, string type, string exchange, string primary, string currency, int matches) =>
        Assert.Equal(matches, Ask(new Contract { Symbol = symbol, SecType = type, Exchange = exchange, PrimaryExchange = primary, Currency = currency }).Count);

    [Fact]
    public void An_ambiguous_contract_has_no_data_until_it_names_its_exchange()
    {
        var market = new SyntheticMarket(InstrumentTable.UsEquities("GDXJ"), new SyntheticMarketOptions { HistorySessions = 0 });
        var core = new GatewayCore(market, new GatewayOptions { LockstepClients = 0, Speed = 1 });
        var client = new WireClient(core).Hello().Start(1);
        client.Take();
        client.Send(new ReqMktData { ReqId = 1, Contract = WireClient.Stock("GDXJ") });
        core.Move();
        var error = Assert.Single(client.Take<ErrMsg>());
        Assert.Equal((1, 200), (error.Id, error.ErrorCode));
        Assert.Contains("ambiguous", error.ErrorMsg, StringComparison.Ordinal);
        client.Send(new ReqMktData { ReqId = 2, Contract = new Contract { Symbol = "GDXJ", SecType = "STK", Exchange = "SMART", PrimaryExchange = "ARCA", Currency = "USD" } });
        core.Move();
        Assert.StartsWith("params", client.All(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbol_that_nobody_knows_is_listed_too_and_keeps_its_number()
    {
        static int Number(params string[] symbols) => new ContractBook(InstrumentTable.UsEquities(symbols), TradingHours.Exchange)[0].ConId;
        Assert.Equal(Number("ZZZQ"), Number("ZZZQ", "AAPL", "MSFT"));
        Assert.NotEqual(Number("ZZZQ"), Number("ZZZR"));
    }

    [Theory]
    // The week of Thanksgiving 2025: closed on Thursday the 27th, until 13:00 on Friday.
    [InlineData(2025, 11, 26, "20251126:0930-20251126:1600;20251127:CLOSED;20251128:0930-20251128:1300;20251129:CLOSED;20251130:CLOSED;20251201:0930-20251201:1600", "20251128:0400-20251128:1700")]
    // The clocks go forward in the night to Sunday, 9 March 2025; the hours are those of the wall.
    [InlineData(2025, 3, 7, "20250307:0930-20250307:1600;20250308:CLOSED;20250309:CLOSED;20250310:0930-20250310:1600;20250311:0930-20250311:1600;20250312:0930-20250312:1600", "20250310:0400-20250310:2000")]
    // And back in the night to Sunday, 2 November.
    [InlineData(2025, 10, 31, "20251031:0930-20251031:1600;20251101:CLOSED;20251102:CLOSED;20251103:0930-20251103:1600;20251104:0930-20251104:1600;20251105:0930-20251105:1600", "20251103:0400-20251103:2000")]
    // Christmas Eve is a Wednesday and short.
    [InlineData(2025, 12, 24, "20251224:0930-20251224:1300;20251225:CLOSED;20251226:0930-20251226:1600;20251227:CLOSED;20251228:CLOSED;20251229:0930-20251229:1600", "20251224:0400-20251224:1700")]
    public void Hours_follow_holidays_half_days_and_the_wall_clock(int year, int month, int day, string liquid, string trading)
    {
        var noon = EngineTime.From(new LocalDateTime(year, month, day, 12, 0).InZoneStrictly(ExchangeCalendar.NewYork.Zone).ToInstant());
        Assert.Equal(liquid, TradingHoursText.Liquid(noon, TradingHours.Exchange));
        Assert.Contains(trading, TradingHoursText.Trading(noon, TradingHours.Exchange), StringComparison.Ordinal);
    }

    [Fact]
    public void A_market_around_the_clock_says_so()
    {
        var sunday = EngineTime.From(Instant.FromUtc(2026, 11, 22, 17, 0));
        Assert.StartsWith("20261122:0000-20261123:0000;20261123:0000-20261124:0000", TradingHoursText.Liquid(sunday, TradingHours.AroundTheClock(new LocalDate(2026, 11, 22))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_the_calendar_is_no_error()
    {
        var late = EngineTime.From(Instant.FromUtc(2035, 12, 31, 17, 0));
        Assert.Equal("20351231:0930-20351231:1600;20360101:CLOSED;20360102:CLOSED;20360103:CLOSED;20360104:CLOSED;20360105:CLOSED", TradingHoursText.Liquid(late, TradingHours.Exchange));
    }

    [Theory]
    [InlineData("NVDA", "NVDA")]
    [InlineData("nvid", "NVDA")]
    [InlineData("berkshire", "BRK B")]
    public void Matching_symbols_begin_with_the_closest(string pattern, string first)
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(new ReqMatchingSymbols { ReqId = 3, Pattern = pattern });
        desk.Second();
        var found = Assert.Single(client.Take<SymbolSamples>()).Contracts;
        Assert.Equal(first, found[0].Symbol);
        Assert.True(found.Length <= 16);
    }

    [Fact]
    public void Market_rules_exchange_letters_and_books_are_told()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(new ReqMarketRule { MarketRuleId = 26 }).Send(new ReqMarketRule { MarketRuleId = 99 }).Send(new ReqSmartComponents { ReqId = 4, BboExchange = "9c0001" })
            .Send(new ReqSmartComponents { ReqId = 5, BboExchange = "nope" }).Send(new ReqMktDepthExchanges());
        desk.Second();
        var messages = client.Take();
        Assert.Equal([(0, 0.0001), (1, 0.01)], messages.OfType<MarketRule>().Single().PriceIncrements.Select(p => (p.LowEdge, p.Increment)));
        Assert.Contains(("NYSE", "N"), messages.OfType<SmartComponents>().Single().Components.Select(c => (c.Exchange, c.ExchangeLetter)));
        Assert.Contains("NASDAQ", messages.OfType<MktDepthExchanges>().Single().Exchanges.Select(e => e.Exchange));
        Assert.Equal([(-1, 321), (5, 321)], messages.OfType<ErrMsg>().Select(e => (e.Id, e.ErrorCode)));
    }
}
