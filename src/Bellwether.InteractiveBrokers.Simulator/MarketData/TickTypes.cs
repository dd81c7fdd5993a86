namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Numbers of ticks.</summary>
static class TickTypes
{
    public const int BidSize = 0, Bid = 1, Ask = 2, AskSize = 3, Last = 4, LastSize = 5, High = 6, Low = 7, Volume = 8, Close = 9, Open = 14;
    public const int Low13Weeks = 15, High13Weeks = 16, Low26Weeks = 17, High26Weeks = 18, Low52Weeks = 19, High52Weeks = 20, AverageVolume = 21;
    public const int HistoricalVolatility = 23, BidExchange = 32, AskExchange = 33, MarkPrice = 37, LastTimestamp = 45, Shortable = 46, RtVolume = 48, Halted = 49;
    public const int TradeCount = 54, TradeRate = 55, VolumeRate = 56, LastRthTrade = 57, RtHistoricalVolatility = 58, Dividends = 59;
    public const int Volume3Minutes = 63, Volume5Minutes = 64, Volume10Minutes = 65, RtTradeVolume = 77, LastExchange = 84, ShortableShares = 89;

    /// <summary>The number under which delayed data carry the same; -1 when they do not.</summary>
    public static int Delayed(int type) => type switch
    {
        Bid => 66, Ask => 67, Last => 68, BidSize => 69, AskSize => 70, LastSize => 71, High => 72, Low => 73, Volume => 74, Close => 75, Open => 76,
        LastTimestamp => 88, Halted => 90, _ => -1,
    };
}
