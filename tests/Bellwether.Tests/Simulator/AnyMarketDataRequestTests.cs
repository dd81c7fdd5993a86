using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulator;

/// <summary>Requests made of plausible and of absurd words, at random: the gateway answers each with what was asked for or with an error, and goes on.</summary>
public sealed class AnyMarketDataRequestTests
{
    static readonly string[] Times = ["", "20251128 12:00:00 US/Eastern", "20251128-17:00:00", "20251128 12:00:00", "19000101 00:00:00 UTC", "22001231-23:59:59", "99991231-23:59:59", "00010101-00:00:00", "20251102 01:30:00 US/Eastern", "20250309 02:30:00 US/Eastern", "x", "20251301-00:00:00", "20151201-14:30:00"];
    static readonly string[] Durations = ["1 S", "59 S", "1 D", "365 D", "366 D", "1 W", "1 M", "1 Y", "50 Y", "0 D", "-1 D", "1", "", "D", "1  D", "99999999999 D", "2147483647 Y", "1 X"];
    static readonly string[] Sizes = ["1 secs", "5 secs", "30 secs", "1 min", "8 hours", "1 day", "1W", "1M", "1 week", "1 month", "", "1", "2 secs", "1 hours"];
    static readonly string[] Shows = ["TRADES", "BID", "ASK", "MIDPOINT", "BID_ASK", "ADJUSTED_LAST", "SCHEDULE", "FEE_RATE", "", "trades", "Last", "AllLast", "BidAsk", "MidPoint"];
    static readonly string[] Symbols = ["AAPL", "MSFT", "IBM", "GDXJ", "aapl", "", "NONE", "Ω"];
    static readonly string[] Lists = ["", "233", "165,236,411,104", "100,101,105,106,225,258,292,456,586,595", "mdoff,292:BRFG", "1", ",", "233,,236", "999999999999", "221,232,293,294,295,318,375"];
    static readonly int[] Counts = [0, 1, 10, 1_000, 1_001, -1, int.MaxValue, int.MinValue];

    [Theory]
    [InlineData(1, 157)]
    [InlineData(2, 176)]
    [InlineData(3, 200)]
    [InlineData(4, 100)]
    [InlineData(5, 137)]
    public void Any_request_is_answered_and_the_gateway_goes_on(int seed, int version)
    {
        IMarket market = seed == 3
            ? new LiveLikeMarket(InstrumentTable.UsEquities("AAPL", "MSFT"), Instant.FromUtc(2025, 11, 30, 17, 0, 1), new LiveLikeMarketOptions { UpdatesPerSecond = 1 })
            : new SyntheticMarket(InstrumentTable.UsEquities("AAPL", "MSFT"), new SyntheticMarketOptions { FirstSession = new LocalDate(2025, 12, 1), HistorySessions = seed - 1 });
        var core = new GatewayCore(market, new GatewayOptions { LockstepClients = 0, Speed = 1, SymbolsWithoutData = new HashSet<string> { "MSFT" } });
        var client = new WireClient(core).Hello(version, version).Start(1);
        var random = new Random(seed);
        T Of<T>(T[] words) => words[random.Next(words.Length)];
        Contract Contract() => new() { Symbol = Of(Symbols).Replace('Ω', '?'), ConId = Of([0, 0, 0, 265598, -1, int.MaxValue]), SecType = Of(["STK", "STK", "STK", "", "OPT", "BAG"]), Exchange = Of(["SMART", "", "NASDAQ", "?"]), Currency = Of(["USD", "USD", "", "EUR"]), PrimaryExchange = Of(["", "", "NASDAQ", "ISLAND"]) };
        for (var i = 0; i < 600; i++)
        {
            var id = random.Next(6);
            switch (random.Next(15))
            {
                // Requests that the version does not know yet.
                case 2 or 3 when version < 137:
                case 12 when version < 130:
                    client.Send(new ReqCurrentTime());
                    break;
                case 0: client.Send(new ReqMktData { ReqId = id, Contract = Contract(), GenericTickList = Of(Lists), Snapshot = random.Next(3) == 0 }); break;
                case 1: client.Send(new CancelMktData { ReqId = id }); break;
                case 2: client.Send(new ReqTickByTickData { ReqId = id, Contract = Contract(), TickType = Of(Shows), NumberOfTicks = Of(Counts), IgnoreSize = random.Next(2) == 0 }); break;
                case 3: client.Send(new CancelTickByTickData { ReqId = id }); break;
                case 4: client.Send(new ReqRealTimeBars { ReqId = id, Contract = Contract(), WhatToShow = Of(Shows), UseRTH = random.Next(2) == 0 }); break;
                case 5: client.Send(new CancelRealTimeBars { ReqId = id }); break;
                case 6 or 7 or 8:
                    client.Send(new ReqHistoricalData { ReqId = id, Contract = Contract(), EndDateTime = Of(Times), BarSizeSetting = Of(Sizes), DurationStr = Of(Durations), WhatToShow = Of(Shows), UseRTH = random.Next(2) == 0, FormatDate = random.Next(4), KeepUpToDate = random.Next(4) == 0 });
                    break;
                case 9: client.Send(new CancelHistoricalData { ReqId = id }); break;
                case 10: client.Send(new ReqHeadTimestamp { ReqId = id, Contract = Contract(), WhatToShow = Of(Shows), FormatDate = random.Next(4) }); break;
                case 11: client.Send(new ReqHistogramData { ReqId = id, Contract = Contract(), TimePeriod = Of(["3 days", "1 week", "100 years", "x", "", "0 days", "1 second"]) }); break;
                case 12: client.Send(new ReqHistoricalTicks { ReqId = id, Contract = Contract(), StartDateTime = Of(Times), EndDateTime = Of(Times), NumberOfTicks = Of(Counts), WhatToShow = Of(Shows), UseRth = random.Next(2) == 0 }); break;
                case 13: client.Send(new ReqContractDetails { ReqId = id, Contract = Contract() }).Send(new ReqMatchingSymbols { ReqId = id, Pattern = Of(["", " ", "A", "nvid", "ZZZZZZ"]) }); break;
                default:
                    client.Send(new ReqMarketDataType { MarketDataType = Of(Counts) });
                    if (version >= 126) client.Send(new ReqMarketRule { MarketRuleId = Of(Counts) });
                    break;
            }
            if (i % 50 == 49) core.Move();
        }
        core.Move();
        Assert.False(client.Session.IsClosed);
        Assert.True(client.Take().Count > 500);
        client.Send(new ReqCurrentTime());
        core.Move();
        Assert.Contains(client.Take(), m => m is CurrentTime);
    }
}
