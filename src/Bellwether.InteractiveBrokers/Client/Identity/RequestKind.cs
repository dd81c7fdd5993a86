namespace Bellwether.InteractiveBrokers;

/// <summary>What the id of a message belongs to.</summary>
public enum RequestKind
{
    /// <summary>No id of ours, or none at all.</summary>
    None,

    /// <summary>An order id.</summary>
    Order,

    ContractDetails,
    Quotes,
    RealTimeBars,
    TickByTick,
    HistoricalBars,
    HistoricalTicks,
    HeadTimestamp,
    HistoricalSchedule,
    AccountSummary,
    Executions,
    MatchingSymbols,
    PnL,
    PnLSingle,
    MarketRule,
    Other,
}
