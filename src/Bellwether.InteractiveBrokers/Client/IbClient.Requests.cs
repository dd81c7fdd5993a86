using System.Globalization;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

// Questions with one answer.
public sealed partial class IbClient
{
    /// <summary>The one contract that a query means. Known contracts are answered from memory for a day.</summary>
    /// <exception cref="ContractResolutionException">There is none, or more than one; the text lists the candidates.</exception>
    public async Task<ContractDetails> ResolveAsync(ContractQuery query, CancellationToken cancellationToken = default)
    {
        var resolution = await LookUpAsync(query, cancellationToken).ConfigureAwait(false);
        return resolution.Details ?? throw new ContractResolutionException(resolution);
    }

    /// <summary>What each of many queries means; each is asked once, within the message rate. Unknown and ambiguous ones are told in the result.</summary>
    public async Task<IReadOnlyList<ContractResolution>> ResolveAsync(IEnumerable<ContractQuery> queries, CancellationToken cancellationToken = default) =>
        await Task.WhenAll(queries.Select(query => LookUpAsync(query, cancellationToken))).ConfigureAwait(false);

    /// <summary>Every contract that matches; empty when there is none.</summary>
    public Task<IReadOnlyList<ContractDetails>> ContractDetailsAsync(Contract contract, CancellationToken cancellationToken = default) =>
        AskAsync(new ContractDetailsQuestion(contract) { What = $"contracts like {NameOf(contract)}", Kind = RequestKind.ContractDetails, Timeout = _options.RequestTimeout }, cancellationToken);

    /// <summary>The gateway's clock, whole seconds.</summary>
    public Task<DateTimeOffset> CurrentTimeAsync(CancellationToken cancellationToken = default) =>
        AskAsync(new CurrentTimeQuestion { What = "the gateway's time", Timeout = _options.RequestTimeout }, cancellationToken);

    /// <summary>The gateway's clock in milliseconds, which gateways below server version 197 do not tell.</summary>
    /// <exception cref="ProtocolException">The gateway is too old.</exception>
    public Task<DateTimeOffset> PreciseTimeAsync(CancellationToken cancellationToken = default) =>
        AskAsync(new PreciseTimeQuestion { What = "the gateway's time in milliseconds", Timeout = _options.RequestTimeout }, cancellationToken);

    /// <summary>Account values by tag, such as <c>NetLiquidation</c>, <c>TotalCashValue</c>, <c>BuyingPower</c>.</summary>
    public Task<IReadOnlyList<AccountSummary>> AccountSummaryAsync(IEnumerable<string> tags, string group = "All", CancellationToken cancellationToken = default) =>
        AskAsync(new AccountSummaryQuestion(group, string.Join(',', tags)) { What = "the account summary", Kind = RequestKind.AccountSummary, Timeout = _options.RequestTimeout }, cancellationToken);

    /// <summary>All positions of all accounts of the login, complete.</summary>
    public Task<IReadOnlyList<Position>> PositionsAsync(CancellationToken cancellationToken = default) =>
        AskAsync(new PositionsQuestion { What = "positions", Timeout = _options.RequestTimeout }, cancellationToken);

    /// <summary>Working orders: of this client, or of all clients and manual ones.</summary>
    public Task<IReadOnlyList<OpenOrder>> OpenOrdersAsync(bool allClients = false, CancellationToken cancellationToken = default) =>
        AskAsync(new OpenOrdersQuestion(allClients) { What = "open orders", Timeout = _options.RequestTimeout }, cancellationToken);

    /// <summary>Finished orders of the day. They carry no order id: know them by their permanent id or reference.</summary>
    public Task<IReadOnlyList<CompletedOrder>> CompletedOrdersAsync(bool apiOnly = false, CancellationToken cancellationToken = default) =>
        AskAsync(new CompletedOrdersQuestion(apiOnly) { What = "completed orders", Timeout = _options.RequestTimeout }, cancellationToken);

    /// <summary>Executions, by default those of today in the account in use, of all clients.</summary>
    public Task<IReadOnlyList<ExecDetails>> ExecutionsAsync(ReqExecutions? filter = null, CancellationToken cancellationToken = default) =>
        AskAsync(new ExecutionsQuestion(filter ?? new ReqExecutions { AcctCode = Account }) { What = "executions", Kind = RequestKind.Executions, Timeout = _options.RequestTimeout }, cancellationToken);

    /// <summary>
    /// Past bars, oldest first; empty when there are none for that time. Waits for its turn within the broker's history limits;
    /// <see cref="GetStatusAsync"/> tells how long that takes.
    /// </summary>
    /// <param name="contract">The contract.</param>
    /// <param name="barSize">Such as <c>5 secs</c>, <c>1 min</c>, <c>1 day</c>.</param>
    /// <param name="duration">A whole number, a blank and S, D, W, M or Y.</param>
    /// <param name="whatToShow">TRADES, MIDPOINT, BID, ASK, BID_ASK (counts twice), ADJUSTED_LAST.</param>
    /// <param name="regularHours">Regular trading hours only.</param>
    /// <param name="end">End of the period; null for now.</param>
    /// <param name="priority">Higher goes first among history that waits.</param>
    /// <param name="cancellationToken">Withdraws or cancels the request.</param>
    public Task<IReadOnlyList<HistoryBar>> HistoricalBarsAsync(
        Contract contract, string barSize, string duration, string whatToShow = "TRADES", bool regularHours = true, DateTimeOffset? end = null, int priority = 0,
        CancellationToken cancellationToken = default) =>
        AskAsync(
            new HistoricalBarsQuestion(BarsOf(contract, barSize, duration, whatToShow, regularHours, end), priority)
            {
                What = $"history of {NameOf(contract)}, {barSize}, {duration}",
                Kind = RequestKind.HistoricalBars,
                Timeout = _options.HistoryTimeout,
            }, cancellationToken);

    /// <summary>The trading sessions of a period.</summary>
    public Task<HistoricalSchedule> HistoricalScheduleAsync(Contract contract, string duration, bool regularHours = true, DateTimeOffset? end = null, CancellationToken cancellationToken = default) =>
        AskAsync(
            new HistoricalScheduleQuestion(BarsOf(contract, "1 day", duration, "SCHEDULE", regularHours, end))
            {
                What = $"trading sessions of {NameOf(contract)}, {duration}",
                Kind = RequestKind.HistoricalSchedule,
                Timeout = _options.HistoryTimeout,
            }, cancellationToken);

    /// <summary>Past trades before a time, oldest first; at most 1000.</summary>
    public Task<IReadOnlyList<HistoricalTickLast>> HistoricalTradesAsync(Contract contract, DateTimeOffset end, int count = 1000, bool regularHours = true, CancellationToken cancellationToken = default) =>
        AskAsync(TicksOf<HistoricalTickLast>(contract, end, count, regularHours, "TRADES"), cancellationToken);

    /// <summary>Past quotes before a time, oldest first; at most 1000. Counts twice within the history limits.</summary>
    public Task<IReadOnlyList<HistoricalTickBidAsk>> HistoricalQuotesAsync(Contract contract, DateTimeOffset end, int count = 1000, bool regularHours = true, CancellationToken cancellationToken = default) =>
        AskAsync(TicksOf<HistoricalTickBidAsk>(contract, end, count, regularHours, "BID_ASK"), cancellationToken);

    /// <summary>Past midpoints before a time, oldest first; at most 1000.</summary>
    public Task<IReadOnlyList<HistoricalTick>> HistoricalMidpointsAsync(Contract contract, DateTimeOffset end, int count = 1000, bool regularHours = true, CancellationToken cancellationToken = default) =>
        AskAsync(TicksOf<HistoricalTick>(contract, end, count, regularHours, "MIDPOINT"), cancellationToken);

    /// <summary>How far back history reaches.</summary>
    public Task<DateTimeOffset> HeadTimestampAsync(Contract contract, string whatToShow = "TRADES", bool regularHours = true, CancellationToken cancellationToken = default) =>
        AskAsync(
            new HeadTimestampQuestion(new ReqHeadTimestamp { Contract = contract, WhatToShow = whatToShow, UseRTH = regularHours, FormatDate = 2 })
            {
                What = $"begin of the history of {NameOf(contract)}",
                Kind = RequestKind.HeadTimestamp,
                Timeout = _options.HistoryTimeout,
            }, cancellationToken);

    /// <summary>The price steps of a market rule; contract details name the rules.</summary>
    public Task<IReadOnlyList<PriceIncrement>> MarketRuleAsync(int marketRuleId, CancellationToken cancellationToken = default) =>
        AskAsync(new MarketRuleQuestion(marketRuleId) { What = $"market rule {marketRuleId}", Kind = RequestKind.MarketRule, Timeout = _options.RequestTimeout }, cancellationToken);

    /// <summary>Contracts whose symbol or name begins with a text. The broker takes about one such request a second.</summary>
    public Task<IReadOnlyList<SymbolSample>> MatchingSymbolsAsync(string pattern, CancellationToken cancellationToken = default) =>
        AskAsync(new MatchingSymbolsQuestion(pattern) { What = $"symbols like {pattern}", Kind = RequestKind.MatchingSymbols, Timeout = _options.RequestTimeout }, cancellationToken);

    /// <summary>What an order would do to margin and what it would cost. Nothing is traded. The order's what-if flag is set.</summary>
    public Task<OrderState> WhatIfAsync(Contract contract, Order order, CancellationToken cancellationToken = default) =>
        AskAsync(new WhatIfQuestion(contract, order) { What = $"what-if of {order.Action} {order.TotalQuantity.ToString(CultureInfo.InvariantCulture)} {NameOf(contract)}", Timeout = _options.RequestTimeout }, cancellationToken);

    async Task<ContractResolution> LookUpAsync(ContractQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Several callers may share one question, so a caller that gives up leaves it to the others.
        var asked = await CallAsync(() => _core.Resolve(query, _options.RequestTimeout)).WaitAsync(cancellationToken).ConfigureAwait(false);
        return await OrStoppedAsync(asked).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    HistoricalTicksQuestion<T> TicksOf<T>(Contract contract, DateTimeOffset end, int count, bool regularHours, string whatToShow)
    {
        if (count is < 1 or > 1000) throw new ArgumentOutOfRangeException(nameof(count), count, "expected 1 to 1000: ask in pieces");
        return new(new ReqHistoricalTicks { Contract = contract, EndDateTime = Utc(end), NumberOfTicks = count, WhatToShow = whatToShow, UseRth = regularHours })
        {
            What = $"past ticks of {NameOf(contract)}, {whatToShow}",
            Kind = RequestKind.HistoricalTicks,
            Timeout = _options.HistoryTimeout,
        };
    }

    static ReqHistoricalData BarsOf(Contract contract, string barSize, string duration, string whatToShow, bool regularHours, DateTimeOffset? end) => new()
    {
        Contract = contract,
        BarSizeSetting = barSize,
        DurationStr = duration,
        WhatToShow = whatToShow,
        UseRTH = regularHours,
        EndDateTime = end is { } time ? Utc(time) : "",
        FormatDate = 2,
    };

    static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd-HH:mm:ss", CultureInfo.InvariantCulture);

    static string NameOf(Contract contract) => contract.Symbol.Length > 0 ? contract.Symbol : contract.LocalSymbol.Length > 0 ? contract.LocalSymbol : contract.ConId.ToString(CultureInfo.InvariantCulture);
}
