using System.Globalization;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Extra ticks that a subscription asked for.</summary>
[Flags]
enum GenericTicks
{
    None = 0,
    HistoricalVolatility = 1,
    MiscellaneousStatistics = 1 << 1,
    MarkPrice = 1 << 2,
    RtVolume = 1 << 3,
    Shortable = 1 << 4,
    TradeCount = 1 << 5,
    TradeRate = 1 << 6,
    VolumeRate = 1 << 7,
    LastRthTrade = 1 << 8,
    RtTradeVolume = 1 << 9,
    RtHistoricalVolatility = 1 << 10,
    Dividends = 1 << 11,
    ShortTermVolume = 1 << 12,

    /// <summary>What is counted in trades and so changes with each 5-second bar.</summary>
    Rates = TradeCount | TradeRate | VolumeRate | ShortTermVolume,

    /// <summary>What comes with each trade.</summary>
    WithTrades = RtVolume | RtTradeVolume | LastRthTrade,
}

/// <summary>Reads the list of generic ticks of a request.</summary>
static class GenericTickList
{
    /// <summary>What may be asked for of a stock; those that say None exist, but this market has nothing to tell.</summary>
    static readonly (int Id, string Name, GenericTicks Ticks)[] Legal =
    [
        (100, "Option Volume", GenericTicks.None), (101, "Option Open Interest", GenericTicks.None), (104, "Historical Volatility", GenericTicks.HistoricalVolatility),
        (105, "Average Opt Volume", GenericTicks.None), (106, "impvolat", GenericTicks.None), (165, "Misc. Stats", GenericTicks.MiscellaneousStatistics),
        (221, "Creditman, Mark Price", GenericTicks.MarkPrice), (225, "Auction", GenericTicks.None), (232, "Mark Price", GenericTicks.MarkPrice),
        (233, "RTVolume", GenericTicks.RtVolume), (236, "inventory", GenericTicks.Shortable), (258, "Fundamentals", GenericTicks.None), (292, "Wide_news", GenericTicks.None),
        (293, "TradeCount", GenericTicks.TradeCount), (294, "TradeRate", GenericTicks.TradeRate), (295, "VolumeRate", GenericTicks.VolumeRate),
        (318, "LastRTHTrade", GenericTicks.LastRthTrade), (375, "RTTrdVolume", GenericTicks.RtTradeVolume), (411, "rthistvol", GenericTicks.RtHistoricalVolatility),
        (456, "IBDividends", GenericTicks.Dividends), (586, "IPOs", GenericTicks.None), (595, "Short Term Volume", GenericTicks.ShortTermVolume),
    ];

    static readonly string LegalText = string.Join(',', Legal.Select(l => $"{l.Id}({l.Name})"));

    /// <returns>The cause of error 321, or null when the list is in order.</returns>
    public static string? Read(string list, out GenericTicks ticks)
    {
        ticks = GenericTicks.None;
        foreach (var entry in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // News may name its providers after a colon, and carry "mdoff" beside it.
            var number = entry.Split(':')[0];
            if (number == "mdoff") continue;
            var known = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Array.FindIndex(Legal, l => l.Id == id) : -1;
            if (known < 0) return $"Incorrect generic tick list of {list}.  Legal ones for (STK) are: {LegalText}";
            ticks |= Legal[known].Ticks;
        }
        return null;
    }
}
