using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>The stocks of the market as contracts: well-known tickers with their real contract numbers and exchanges, others with made-up ones.</summary>
sealed class ContractBook
{
    const int MadeUpBase = 1_200_000_000;

    static readonly Dictionary<string, (int ConId, string Exchange, string Name, string Type)> Known = new()
    {
        ["AAPL"] = (265598, "NASDAQ", "APPLE INC", "COMMON"),
        ["AMZN"] = (3691937, "NASDAQ", "AMAZON.COM INC", "COMMON"),
        ["BAC"] = (10098, "NYSE", "BANK OF AMERICA CORP", "COMMON"),
        ["GE"] = (498843743, "NYSE", "GENERAL ELECTRIC", "COMMON"),
        ["GOOG"] = (208813720, "NASDAQ", "ALPHABET INC-CL C", "COMMON"),
        ["GOOGL"] = (208813719, "NASDAQ", "ALPHABET INC-CL A", "COMMON"),
        ["IBM"] = (8314, "NYSE", "INTL BUSINESS MACHINES CORP", "COMMON"),
        ["IWM"] = (9579970, "ARCA", "ISHARES RUSSELL 2000 ETF", "ETF"),
        ["META"] = (107113386, "NASDAQ", "META PLATFORMS INC-CLASS A", "COMMON"),
        ["MSFT"] = (272093, "NASDAQ", "MICROSOFT CORP", "COMMON"),
        ["NVDA"] = (4815747, "NASDAQ", "NVIDIA CORP", "COMMON"),
        ["QQQ"] = (320227571, "NASDAQ", "INVESCO QQQ TRUST SERIES 1", "ETF"),
        ["SPY"] = (756733, "ARCA", "SPDR S&P 500 ETF TRUST", "ETF"),
        ["TSLA"] = (76792991, "NASDAQ", "TESLA INC", "COMMON"),
    };

    readonly InstrumentTable instruments;
    readonly Contract[] contracts;
    readonly Dictionary<int, int> byConId = [];

    public ContractBook(InstrumentTable instruments)
    {
        this.instruments = instruments;
        contracts = new Contract[instruments.Count];
        for (var i = 0; i < contracts.Length; i++)
        {
            var symbol = instruments[i].Symbol;
            var known = Known.TryGetValue(symbol, out var entry);
            var conId = known ? entry.ConId : MadeUpBase + (int)(Fnv(symbol) % 800_000_000);
            // Two made-up numbers may meet; the later symbol takes the next free one.
            while (!byConId.TryAdd(conId, i)) conId++;
            contracts[i] = new Contract
            {
                ConId = conId,
                Symbol = symbol,
                SecType = "STK",
                Right = "?",
                Exchange = "SMART",
                PrimaryExchange = known ? entry.Exchange : "NASDAQ",
                Currency = "USD",
                LocalSymbol = symbol,
                TradingClass = known && entry.Exchange == "NASDAQ" || !known ? "NMS" : symbol,
            };
        }
    }

    /// <summary>The contract as answers carry it.</summary>
    public Contract this[int symbol] => contracts[symbol];

    public TickRule Ticks(int symbol) => instruments[symbol].Ticks;

    /// <summary>The symbol that a request's contract names, or -1: by contract number, or by ticker, type and currency.</summary>
    public int Find(Contract asked)
    {
        if (asked.ConId != 0) return byConId.GetValueOrDefault(asked.ConId, -1);
        if (asked.SecType is not ("STK" or "") || asked.Currency is not ("USD" or "")) return -1;
        var ticker = asked.Symbol.Length > 0 ? asked.Symbol : asked.LocalSymbol;
        return instruments.TryFind(ticker, out var instrument) ? instrument.Index : -1;
    }

    public IEnumerable<int> StartingWith(string pattern)
    {
        for (var i = 0; i < contracts.Length; i++)
            if (contracts[i].Symbol.StartsWith(pattern, StringComparison.OrdinalIgnoreCase)) yield return i;
    }

    public ContractDetails Details(int symbol, int requestId, long now)
    {
        var contract = contracts[symbol];
        var known = Known.TryGetValue(contract.Symbol, out var entry);
        return new ContractDetails
        {
            ReqId = requestId,
            // Details leave the right empty where orders say "?".
            Contract = new Contract
            {
                ConId = contract.ConId, Symbol = contract.Symbol, SecType = "STK", Exchange = "SMART", PrimaryExchange = contract.PrimaryExchange,
                Currency = "USD", LocalSymbol = contract.LocalSymbol, TradingClass = contract.TradingClass,
            },
            MarketName = contract.TradingClass,
            MinTick = 0.01,
            OrderTypes = "ACTIVETIM,GTC,LMT,MKT,OCA,STP,WHATIF",
            ValidExchanges = "SMART," + contract.PrimaryExchange,
            MarketRuleIds = "26,26",
            LongName = known ? entry.Name : contract.Symbol + " INC",
            TimeZoneId = GatewayTime.ZoneName,
            TradingHours = Hours(now, "0400", "2000"),
            LiquidHours = Hours(now, null, null),
            AggGroup = 1,
            StockType = known ? entry.Type : "COMMON",
            MinSize = 1,
            SizeIncrement = 1,
            SuggestedSizeIncrement = 100,
        };
    }

    /// <summary>Six days from today on, as <c>20250601:CLOSED;20250602:0930-20250602:1600</c>.</summary>
    static string Hours(long now, string? open, string? close)
    {
        var today = GatewayTime.DateOf(now);
        return string.Join(';', Enumerable.Range(0, 6).Select(i => OfDay(today.PlusDays(i))));

        string OfDay(LocalDate date)
        {
            var day = GatewayTime.DayText(date);
            if (ExchangeCalendar.NewYork.SessionOn(date) is not { } session) return day + ":CLOSED";
            var end = session.IsHalfDay ? open is null ? "1300" : "1700" : close ?? "1600";
            return $"{day}:{open ?? "0930"}-{day}:{end}";
        }
    }

    static uint Fnv(string text)
    {
        var hash = 2_166_136_261u;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16_777_619u);
        return hash;
    }
}
