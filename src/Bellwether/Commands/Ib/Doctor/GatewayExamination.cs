using System.Globalization;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Commands.Ib.Doctor;

/// <summary>Looks a gateway over: asks only, orders nothing, changes nothing.</summary>
sealed class GatewayExamination(GatewayReport report, TimeSpan patience, TimeProvider time)
{
    const int RoundTrips = 9;
    static readonly string[] SummaryTags = ["AccountType", "NetLiquidation", "BuyingPower"];
    static readonly string[] Symbols = ["SPY", "AAPL"];

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using var client = await ConnectAsync(cancellation);
            report.Status = await client.GetStatusAsync();
            Introduce(report.Status);
            await TimeAsync(client, cancellation);
            await AccountAsync(client, cancellation);
            foreach (var symbol in Symbols) await MarketDataAsync(client, symbol, cancellation);
            await HistoryAsync(client, cancellation);
            report.Status = await client.GetStatusAsync();
            Farms(report.Status.Farms);
        }
        catch (IbConnectionException problem)
        {
            report.Add(Severity.Problem, "connection", problem.Message, AdviceFor(problem.Failure));
        }
        catch (Exception problem) when (problem is IbStoppedException or IbSessionException or ProtocolException)
        {
            report.Add(Severity.Problem, "session", problem.Message);
        }
        catch (TimeoutException problem)
        {
            report.Add(Severity.Problem, "session", problem.Message, "The connection stands and the gateway does not answer: look for a dialog in its window, or restart it");
        }
    }

    Task<IbClient> ConnectAsync(CancellationToken cancellation) => IbClient.ConnectAsync(
        new IbClientOptions
        {
            Host = report.Host,
            Port = report.Port,
            ClientId = report.ClientId,
            AllowLiveAccount = true,
            TakesFirstAccount = true,
            Reconnects = false,
            MinVersion = ServerVersions.Lowest,
            ConnectTimeout = patience,
            RequestTimeout = patience,
            HistoryTimeout = patience,
            TimeProvider = time,
        }, cancellation);

    void Introduce(ClientStatus status)
    {
        var isOld = status.ServerVersion < ServerVersions.BondIssuerId;
        report.Add(isOld ? Severity.Problem : Severity.Ok, "connection", $"server version {status.ServerVersion}, gateway time at login {status.ConnectionTime}",
            isOld ? $"Update IB Gateway or TWS: trading needs server version {ServerVersions.BondIssuerId} or newer" : "");
        var live = status.Accounts.Where(a => !AccountGuard.IsPaper(a)).ToList();
        report.Add(live.Count == 0 ? Severity.Ok : Severity.Warning, "account",
            string.Join(", ", status.Accounts.Select(a => $"{a} ({(AccountGuard.IsPaper(a) ? "paper" : "LIVE")})")),
            live.Count == 0 ? "" : "This login trades real money. Log in to the paper account while you test");
        if (status.Accounts.Count > 1) report.Add(Severity.Note, "account", $"{status.Accounts.Count} accounts: the first one is looked at below", "Name the account to trade in the configuration (gateway.account)");
    }

    /// <summary>Round trips, and the offset of the clock from the quickest of them.</summary>
    async Task TimeAsync(IbClient client, CancellationToken cancellation)
    {
        var isPrecise = report.Status!.ServerVersion >= ServerVersions.CurrentTimeInMillis;
        // The first one also pays for what both ends do once.
        await client.CurrentTimeAsync(cancellation);
        var trips = new List<TimeSpan>();
        var offset = TimeSpan.Zero;
        for (var i = 0; i < RoundTrips; i++)
        {
            var begin = time.GetTimestamp();
            var before = time.GetUtcNow();
            var gateway = isPrecise ? await client.PreciseTimeAsync(cancellation) : await client.CurrentTimeAsync(cancellation);
            var trip = time.GetElapsedTime(begin);
            // Half of the way there and back; a clock of whole seconds is half a second behind on average.
            if (trips.Count == 0 || trip < trips.Min()) offset = gateway + (isPrecise ? TimeSpan.Zero : TimeSpan.FromSeconds(0.5)) - (before + (trip / 2));
            trips.Add(trip);
        }
        report.RoundTrips = trips;
        report.ClockOffset = offset;
        var median = report.MedianRoundTrip;
        report.Add(median > TimeSpan.FromMilliseconds(250) ? Severity.Warning : Severity.Ok, "latency",
            $"{Milliseconds(median)} there and back (median of {RoundTrips}, slowest {Milliseconds(trips.Max())})",
            median > TimeSpan.FromMilliseconds(250) ? "Run next to the gateway, or find out what keeps it busy: stops and cancels travel this way, too" : "");
        Clock(offset, isPrecise);
    }

    void Clock(TimeSpan offset, bool isPrecise)
    {
        var tolerance = TimeSpan.FromSeconds(isPrecise ? 0.5 : 1);
        var size = offset.Duration();
        var text = size <= tolerance
            ? $"agrees with this machine's clock ({(isPrecise ? Milliseconds(size) + " apart" : "to about half a second")})"
            : $"the gateway's clock is {Words(size)} {(offset < TimeSpan.Zero ? "behind" : "ahead of")} this machine's";
        report.Add(size <= tolerance ? Severity.Ok : Severity.Warning, "clock", text, size <= tolerance ? ""
            : size > TimeSpan.FromHours(12) ? "A simulated gateway keeps its own time. At a real one, set the clock of the machine that is wrong"
            : "Synchronise both machines with a time server: bars, predictions and good-till times are compared by the clock");
    }

    async Task AccountAsync(IbClient client, CancellationToken cancellation)
    {
        var values = (await AnswerAsync("account", () => client.AccountSummaryAsync(SummaryTags, cancellationToken: cancellation)) ?? [])
            .Where(v => v.Account == client.Account).ToList();
        var positions = await AnswerAsync("positions", () => client.PositionsAsync(cancellation));
        var orders = await AnswerAsync("orders", () => client.OpenOrdersAsync(allClients: true, cancellation));
        var parts = values.Select(v => $"{Label(v.Tag)} {v.Value}{(v.Currency.Length > 0 ? " " + v.Currency : "")}").ToList();
        if (positions is not null) parts.Add(Count(positions.Count(p => p.Quantity != 0 && p.Account == client.Account), "position"));
        if (orders is not null) parts.Add(Count(orders.Count, "working order"));
        if (parts.Count > 0) report.Add(Severity.Ok, "account", string.Join(", ", parts));
        if (orders?.Count(o => o.Order.ClientId != report.ClientId) is > 0 and var foreign)
            report.Add(Severity.Note, "orders", $"{Count(foreign, "working order")} of other clients or placed by hand", "They stay as they are; only the client id that placed an order manages it");
    }

    async Task MarketDataAsync(IbClient client, string symbol, CancellationToken cancellation)
    {
        var contract = await ContractAsync(client, symbol, cancellation);
        if (contract is null) return;
        await client.ChooseMarketDataAsync(QuoteType.Live);
        var live = await LookAsync(client, contract, symbol, cancellation);
        report.MarketData.Add(live);
        switch (live)
        {
            case { Type: QuoteType.Live }:
                report.Add(Severity.Ok, "market data", $"{symbol}: live{(live.HasTicks ? "" : ", no price while looking (is the market closed?)")}");
                break;
            case { Type: QuoteType.Frozen }:
                report.Add(Severity.Ok, "market data", $"{symbol}: live, frozen since the close");
                break;
            case { Type: QuoteType.Delayed or QuoteType.DelayedFrozen }:
                report.Add(Severity.Warning, "market data", $"{symbol}: delayed only{Because(live.Code)}", "Subscribe to real-time data at Interactive Brokers, and share it with the paper account; nothing is traded on delayed prices");
                break;
            default:
                await WithoutLiveAsync(client, contract, symbol, live.Code, cancellation);
                break;
        }
    }

    async Task WithoutLiveAsync(IbClient client, Contract contract, string symbol, int code, CancellationToken cancellation)
    {
        await client.ChooseMarketDataAsync(QuoteType.Delayed);
        var delayed = await LookAsync(client, contract, symbol, cancellation);
        var advice = code == 10197 || delayed.Code == 10197
            ? "Another session of this user has the data: log out there. It is never fought over"
            : "Subscribe to real-time data at Interactive Brokers, and share it with the paper account; nothing is traded without it";
        report.Add(code == 0 && !delayed.HasTicks ? Severity.Warning : Severity.Problem, "market data",
            $"{symbol}: no live data{Because(code)}; {(delayed.HasTicks ? "delayed data come" : "no delayed data either")}", advice);
    }

    /// <summary>Watches quotes until they tell what they are, at most for the time of patience.</summary>
    async Task<MarketDataAccess> LookAsync(IbClient client, Contract contract, string symbol, CancellationToken cancellation)
    {
        using var end = new CancellationTokenSource(patience < TimeSpan.FromSeconds(4) ? patience : TimeSpan.FromSeconds(4), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellation);
        var code = 0;
        var listening = ListenAsync(client, symbol, seen => code = seen, either.Token);
        var quote = IbQuote.Empty;
        try
        {
            await foreach (var next in client.QuotesAsync(contract, cancellationToken: either.Token))
            {
                quote = next;
                if (quote.Type != QuoteType.Unknown && (quote.Bid ?? quote.Ask ?? quote.Last) is not null) break;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is over; what came until now counts.
        }
        catch (IbRequestException refused)
        {
            code = refused.Code;
        }
        await end.CancelAsync();
        await listening;
        return new(symbol, quote.Type, (quote.Bid ?? quote.Ask ?? quote.Last) is not null, code);
    }

    static async Task ListenAsync(IbClient client, string symbol, Action<int> seen, CancellationToken cancellation)
    {
        try
        {
            await foreach (var notice in client.NoticesAsync(cancellation))
                if (notice.Text.StartsWith($"quotes of {symbol}:", StringComparison.Ordinal)) seen(notice.Code);
        }
        catch (OperationCanceledException)
        {
            // Enough was heard.
        }
    }

    async Task<Contract?> ContractAsync(IbClient client, string symbol, CancellationToken cancellation)
    {
        try
        {
            return (await client.ResolveAsync(ContractQuery.Stock(symbol), cancellation)).Contract;
        }
        catch (ContractResolutionException problem)
        {
            report.Add(Severity.Note, "contracts", problem.Message);
        }
        catch (IbRequestException problem)
        {
            report.Add(Severity.Problem, "contracts", problem.Message, problem.Advice);
        }
        return null;
    }

    async Task HistoryAsync(IbClient client, CancellationToken cancellation)
    {
        if (report.MarketData.Count == 0) return;
        var symbol = report.MarketData[0].Symbol;
        var contract = await ContractAsync(client, symbol, cancellation);
        if (contract is null || await AnswerAsync("history", () => client.HistoricalBarsAsync(contract, "1 min", "2 D", cancellationToken: cancellation)) is not { } bars) return;
        report.Add(bars.Count > 0 ? Severity.Ok : Severity.Warning, "history", $"{symbol}: {Count(bars.Count, "one-minute bar")} of the last two days",
            bars.Count > 0 ? "" : "Indicators would start without a past: check the data subscriptions");
    }

    void Farms(IReadOnlyList<Farm> farms)
    {
        if (farms.Count == 0)
        {
            report.Add(Severity.Note, "data farms", "the gateway has named none");
            return;
        }
        var broken = farms.Where(f => f.State is FarmState.Broken).ToList();
        report.Add(broken.Count == 0 ? Severity.Ok : Severity.Warning, "data farms", string.Join(", ", farms.Select(f => $"{f.Name} {State(f.State)}")),
            broken.Count == 0 ? "" : "The data of a broken farm are stale until it is back, usually within minutes; orders are not affected");
    }

    /// <summary>The answer; null when it was refused or did not come, which is then a finding.</summary>
    async Task<T?> AnswerAsync<T>(string topic, Func<Task<T>> ask) where T : class
    {
        try
        {
            return await ask();
        }
        catch (IbRequestException problem)
        {
            report.Add(Severity.Problem, topic, problem.Message, problem.Advice);
        }
        catch (TimeoutException problem)
        {
            report.Add(Severity.Warning, topic, problem.Message);
        }
        return null;
    }

    static string AdviceFor(IbConnectionFailure failure) => failure switch
    {
        IbConnectionFailure.Refused => "In IB Gateway: Configure > Settings > API. Enable socket clients and read the port there",
        IbConnectionFailure.Timeout => "If the gateway shows a dialog, answer it; if it runs on another machine, allow this one as a trusted address",
        IbConnectionFailure.NotAGateway => "Read the API port in the gateway's settings (Gateway 4001 live, 4002 paper; TWS 7496 live, 7497 paper)",
        _ => "",
    };

    static string Because(int code) => code == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (code {code}: {IbCodes.Find(code).Meaning})");

    static string Label(string tag) => tag switch { "AccountType" => "type", "NetLiquidation" => "net liquidation", "BuyingPower" => "buying power", _ => tag };

    static string State(FarmState state) => state switch { FarmState.Ok => "ok", FarmState.Idle => "idle", FarmState.Connecting => "connecting", FarmState.Broken => "BROKEN", _ => "unknown" };

    static string Count(int number, string thing) => string.Create(CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");

    static string Milliseconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.0} ms");

    static string Words(TimeSpan span) => span.TotalDays >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0} days")
        : span.TotalHours >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.0} hours")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");
}
