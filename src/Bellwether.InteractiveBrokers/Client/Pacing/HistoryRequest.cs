using System.Globalization;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>What the history limits look at.</summary>
/// <param name="Contract">Names the contract and its exchange.</param>
/// <param name="WhatToShow">TRADES, BID_ASK …</param>
/// <param name="Terms">Everything else that makes two requests identical.</param>
/// <param name="IsFine">Ticks, or bars of 30 seconds or less: these have the hard limit of 60 in ten minutes.</param>
/// <param name="Priority">Higher goes first: give held symbols a higher one.</param>
public readonly record struct HistoryRequest(string Contract, string WhatToShow, string Terms, bool IsFine, int Priority = 0)
{
    /// <summary>BID_ASK counts twice.</summary>
    public int Weight => WhatToShow == "BID_ASK" ? 2 : 1;

    internal string Kind => Contract + "|" + WhatToShow;

    internal string Identity => Kind + "|" + Terms;

    public static HistoryRequest Of(ReqHistoricalData request, int priority = 0) => new(
        KeyOf(request.Contract), request.WhatToShow,
        string.Create(CultureInfo.InvariantCulture, $"{request.BarSizeSetting}|{request.DurationStr}|{request.EndDateTime}|{request.UseRTH}|{request.KeepUpToDate}"),
        request.BarSizeSetting.EndsWith("secs", StringComparison.Ordinal), priority);

    public static HistoryRequest Of(ReqHistoricalTicks request, int priority = 0) => new(
        KeyOf(request.Contract), request.WhatToShow,
        string.Create(CultureInfo.InvariantCulture, $"ticks|{request.StartDateTime}|{request.EndDateTime}|{request.NumberOfTicks}|{request.UseRth}"),
        IsFine: true, priority);

    public static HistoryRequest Of(ReqHeadTimestamp request, int priority = 0) => new(
        KeyOf(request.Contract), request.WhatToShow, $"head|{request.UseRTH}", IsFine: false, priority);

    /// <summary>Names a contract by all that tells it from others.</summary>
    internal static string KeyOf(Contract contract) => string.Create(CultureInfo.InvariantCulture,
        $"{contract.ConId}|{contract.Symbol}|{contract.SecType}|{contract.Exchange}|{contract.Currency}|{contract.LastTradeDateOrContractMonth}|{contract.Strike}|{contract.Right}");
}
