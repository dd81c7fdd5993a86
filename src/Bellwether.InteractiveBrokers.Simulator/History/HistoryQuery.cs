using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>What a history request asks for, read and checked; or the error that it gets.</summary>
/// <param name="Show">The request's word for it: TRADES, MIDPOINT, BID, ASK, BID_ASK, ADJUSTED_LAST or SCHEDULE.</param>
/// <param name="End">Nanoseconds since the Unix epoch, exclusive; not later than now.</param>
sealed record HistoryQuery(int Symbol, BarSize Size, HistoryDuration Duration, string Show, long End, bool RegularHours)
{
    /// <summary>An answer of more bars than this is refused.</summary>
    public const int MostBars = 200_000;
    const string Invalid = "Error validating request.-'bF' : cause - ";

    public PriceKind Kind => Show switch { "BID" or "BID_ASK" => PriceKind.Bid, "ASK" => PriceKind.Ask, "MIDPOINT" => PriceKind.Midpoint, _ => PriceKind.Trades };

    /// <summary>Why a request cannot be answered: code and text of the error. Code 0 when it can.</summary>
    public static (int Code, string Text) Refusal(ReqHistoricalData request, out BarSize size, out HistoryDuration duration)
    {
        duration = default;
        if (!BarSize.TryParse(request.BarSizeSetting, out size))
            return (321, Invalid + $"Historical data bar size setting is invalid. Legal ones are: {BarSize.Served}");
        if (!HistoryDuration.TryParse(request.DurationStr, out duration))
            return (321, Invalid + $"Historical data duration '{request.DurationStr}' is invalid: expected {HistoryDuration.Expected}");
        switch (request.WhatToShow)
        {
            case "TRADES" or "MIDPOINT" or "BID" or "ASK" or "BID_ASK" or "":
                break;
            case "ADJUSTED_LAST" when request.EndDateTime.Length > 0:
                return (321, Invalid + "End Date/Time is not supported for ADJUSTED_LAST: leave it empty");
            case "ADJUSTED_LAST":
                break;
            case "SCHEDULE" when size.Unit != 'D':
                return (321, Invalid + "A schedule comes by days: ask for a bar size of 1 day");
            case "SCHEDULE":
                break;
            case "HISTORICAL_VOLATILITY" or "OPTION_IMPLIED_VOLATILITY" or "FEE_RATE" or "REBATE_RATE" or "YIELD_BID" or "YIELD_ASK" or "YIELD_BID_ASK" or "YIELD_LAST" or "AGGTRADES":
                return (162, $"Historical Market Data Service error message:No historical data of {request.WhatToShow} in this simulated market; ask for TRADES, MIDPOINT, BID, ASK or BID_ASK");
            default:
                return (321, Invalid + $"What to show '{request.WhatToShow}' is invalid. Legal ones are: TRADES, MIDPOINT, BID, ASK, BID_ASK, ADJUSTED_LAST, SCHEDULE");
        }
        if (request.FormatDate is not (1 or 2)) return (321, Invalid + $"Historical data date format {request.FormatDate} is invalid. Legal ones are: 1, 2");
        if (request.KeepUpToDate)
        {
            if (request.EndDateTime.Length > 0) return (321, Invalid + "End Date/Time is not supported for data that are kept up to date: leave it empty");
            if (size.Seconds is > 0 and < 5) return (321, Invalid + "Bars that are kept up to date are of 5 secs or more");
            if (request.WhatToShow is not ("TRADES" or "MIDPOINT" or "BID" or "ASK" or "")) return (321, Invalid + $"'{request.WhatToShow}' cannot be kept up to date: ask for TRADES, MIDPOINT, BID or ASK");
        }
        return Days(duration) * BarsADay(size) > MostBars
            ? (162, "Historical Market Data Service error message:Time length exceed max: ask for longer bars or a shorter duration")
            : default;
    }

    /// <summary>Reads the end of a request; without one it is now.</summary>
    /// <param name="zoneMissing">The text names no time zone: that of the gateway was taken.</param>
    /// <returns>False when the text is no time.</returns>
    public static bool TryEnd(string text, long now, out long end, out bool zoneMissing)
    {
        (end, zoneMissing) = (now, false);
        if (text.Length == 0) return true;
        if (!GatewayTime.TryParse(text, out end, out zoneMissing)) return false;
        end = Math.Min(end, now);
        return true;
    }

    static double Days(HistoryDuration duration) => duration.Unit switch
    {
        'S' => duration.Count / 23_400.0,
        'D' => duration.Count,
        'W' => duration.Count * 5,
        'M' => duration.Count * 21,
        _ => duration.Count * 252,
    };

    static double BarsADay(BarSize size) => size.IsDated ? 1 : 23_400.0 / size.Seconds;
}
