using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// What there is to trade: the symbols of the market as contracts, and every other known listing to be looked up. A symbol of the market that is no known ticker is
/// taken for a common stock of NASDAQ.
/// </summary>
sealed class ContractBook
{
    /// <summary>The price steps of US stocks; the only market rule there is.</summary>
    public const int MarketRule = 26;

    const string OrderTypes =
        "ACTIVETIM,AD,ADJUST,ALERT,AON,AVGCOST,BENCHPX,COND,CONDORDER,DAY,DEACT,DEACTDIS,DEACTEOD,GAT,GTC,GTD,GTT,HID,IOC,LIT,LMT,LOC,MIDPX,MIT,MKT,MOC,NONALGO,OCA,OPG,"
        + "PREOPGRTH,REL,RTH,STP,STPLMT,TRAIL,TRAILLMT,WHATIF";

    readonly InstrumentTable instruments;
    readonly TradingHours hours;
    readonly Contract[] contracts;
    readonly List<Listing> listings;
    /// <summary>By listing: the symbol of the market, or -1.</summary>
    readonly Dictionary<Listing, int> symbols = [];
    readonly Dictionary<int, Listing> byConId = [];
    readonly Dictionary<string, List<Listing>> byTicker = new(StringComparer.OrdinalIgnoreCase);

    public ContractBook(InstrumentTable instruments, TradingHours hours)
    {
        (this.instruments, this.hours) = (instruments, hours);
        listings = [.. ListingTable.Us, .. ListingTable.Abroad];
        foreach (var listing in listings) Enter(listing);
        contracts = new Contract[instruments.Count];
        for (var i = 0; i < contracts.Length; i++)
        {
            var symbol = instruments[i].Symbol;
            var listing = byTicker.TryGetValue(symbol, out var namesakes) ? namesakes.Find(l => l.IsUs) : null;
            if (listing is null)
            {
                listing = new Listing(ListingTable.MadeUpNumber(symbol, "NASDAQ", byConId.ContainsKey), symbol, "NASDAQ", "USD", symbol + " INC", "", "", "", "COMMON");
                listings.Add(listing);
                Enter(listing);
            }
            symbols[listing] = i;
            contracts[i] = new Contract
            {
                ConId = listing.ConId,
                Symbol = symbol,
                SecType = "STK",
                Right = "?",
                Exchange = "SMART",
                PrimaryExchange = listing.Exchange,
                Currency = listing.Currency,
                LocalSymbol = symbol,
                TradingClass = listing.TradingClass,
            };
        }
    }

    /// <summary>The contract as answers carry it.</summary>
    public Contract this[int symbol] => contracts[symbol];

    public TickRule Ticks(int symbol) => instruments[symbol].Ticks;

    /// <summary>The symbol that a request's contract names, or -1.</summary>
    public int Find(Contract asked) => Find(asked, out _);

    /// <summary>The symbol that a request's contract names; -1, and the text of error 200, when there is none, several, or one that this market does not trade.</summary>
    public int Find(Contract asked, out string problem)
    {
        problem = "No security definition has been found for the request";
        var found = Matches(asked).Take(2).ToList();
        if (found.Count == 1) return symbols.GetValueOrDefault(found[0], -1);
        if (found.Count > 1) problem = $"The contract description specified for {found[0].Symbol} is ambiguous; give the currency or the primary exchange";
        return -1;
    }

    /// <summary>Every listing that a request's contract may mean: by contract number, or by ticker and what else is given.</summary>
    public IEnumerable<Listing> Matches(Contract asked)
    {
        if (asked.SecType is not ("STK" or "")) return [];
        if (asked.ConId != 0) return byConId.TryGetValue(asked.ConId, out var numbered) && numbered.TradesOn(asked.Exchange) ? [numbered] : [];
        var ticker = asked.Symbol.Length > 0 ? asked.Symbol : asked.LocalSymbol;
        return !byTicker.TryGetValue(ticker, out var namesakes) ? [] : namesakes.Where(l =>
            (asked.LocalSymbol.Length == 0 || Same(asked.LocalSymbol, l.Symbol))
            && (asked.Currency.Length == 0 || Same(asked.Currency, l.Currency))
            && (asked.PrimaryExchange.Length == 0 || Same(Listing.Today(asked.PrimaryExchange), l.Exchange))
            && (asked.TradingClass.Length == 0 || Same(asked.TradingClass, l.TradingClass))
            && l.TradesOn(asked.Exchange));
    }

    /// <summary>Listings whose ticker, or a word of whose name, begins with a pattern: the exact ticker first, then tickers, then names.</summary>
    public IEnumerable<Listing> Like(string pattern)
    {
        var wanted = pattern.Trim();
        if (wanted.Length == 0) return [];
        return listings.Select(l => (Listing: l, Rank: Rank(l, wanted))).Where(x => x.Rank < 3).OrderBy(x => x.Rank).ThenBy(x => x.Listing.Symbol.Length).Select(x => x.Listing);
    }

    public ContractDetails Details(Listing listing, int requestId, long now)
    {
        var exchanges = listing.ValidExchanges.ToList();
        return new ContractDetails
        {
            ReqId = requestId,
            // Details leave the right empty where orders say "?".
            Contract = new Contract
            {
                ConId = listing.ConId, Symbol = listing.Symbol, SecType = "STK", Exchange = "SMART", PrimaryExchange = listing.Exchange, Currency = listing.Currency,
                LocalSymbol = listing.Symbol, TradingClass = listing.TradingClass,
            },
            MarketName = listing.TradingClass,
            MinTick = 0.01,
            OrderTypes = OrderTypes,
            ValidExchanges = string.Join(',', exchanges),
            MarketRuleIds = string.Join(',', exchanges.Select(_ => MarketRule)),
            LongName = listing.Name,
            Industry = listing.Industry,
            Category = listing.Category,
            Subcategory = listing.Subcategory,
            TimeZoneId = GatewayTime.ZoneName,
            TradingHours = TradingHoursText.Trading(now, hours),
            LiquidHours = TradingHoursText.Liquid(now, hours),
            AggGroup = 1,
            StockType = listing.StockType,
            MinSize = 1,
            SizeIncrement = 1,
            SuggestedSizeIncrement = 100,
        };
    }

    void Enter(Listing listing)
    {
        byConId.Add(listing.ConId, listing);
        if (!byTicker.TryGetValue(listing.Symbol, out var namesakes)) byTicker.Add(listing.Symbol, namesakes = []);
        namesakes.Add(listing);
    }

    static int Rank(Listing listing, string wanted)
    {
        if (Same(listing.Symbol, wanted)) return 0;
        if (listing.Symbol.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)) return 1;
        return listing.Name.Split(' ').Any(word => word.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)) ? 2 : 3;
    }

    static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
