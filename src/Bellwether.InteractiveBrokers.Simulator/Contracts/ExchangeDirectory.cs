using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>The US stock exchanges: the letters under which consolidated quotes name them, and who serves order books.</summary>
static class ExchangeDirectory
{
    /// <summary>Key that tickReqParams names for all US stocks.</summary>
    public const string BboExchange = "9c0001";

    static readonly (string Exchange, string Letter)[] Letters =
    [
        ("AMEX", "A"), ("BEX", "B"), ("NYSENAT", "C"), ("FINRA", "D"), ("PEARL", "H"), ("ISE", "I"), ("EDGEA", "J"), ("DRCTEDGE", "K"), ("LTSE", "L"), ("CHX", "M"),
        ("NYSE", "N"), ("ARCA", "P"), ("NASDAQ", "Q"), ("MEMX", "U"), ("IEX", "V"), ("CBOE", "W"), ("PSX", "X"), ("BYX", "Y"), ("BATS", "Z"),
    ];

    static readonly string[] Books = ["AMEX", "ARCA", "BATS", "BEX", "BYX", "DRCTEDGE", "EDGEA", "IEX", "MEMX", "NASDAQ", "NYSE", "PEARL", "PSX"];

    /// <summary>Letter of an exchange in ticks 32, 33 and 84.</summary>
    public static string LetterOf(string exchange) => Letters.FirstOrDefault(x => x.Exchange == exchange).Letter ?? "Q";

    public static SmartComponent[] Components { get; } = [.. Letters.Select((x, i) => new SmartComponent { BitNumber = i, Exchange = x.Exchange, ExchangeLetter = x.Letter })];

    public static DepthExchange[] DepthExchanges { get; } =
        [.. Books.Select(e => new DepthExchange { Exchange = e, SecType = "STK", ListingExch = e, ServiceDataType = e is "NASDAQ" or "NYSE" ? "Deep2" : "Deep", AggGroup = 1, IsL2 = true })];
}
