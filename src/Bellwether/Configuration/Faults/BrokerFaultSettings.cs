using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Configuration;

sealed record ConnectivitySettings : IFaultSettings
{
    [Setting("When it begins.")]
    public required FaultTime? At { get; init; }

    [Setting("How long.", Example = "30s")]
    public required FaultSpan? Lasts { get; init; }

    [Setting("true: 1101 at the end, market data subscriptions are gone; false: 1102.")]
    public bool DataLost { get; init; }

    [Setting("true: reports of that time come to light only when they are asked for; false: they are sent at the end.")]
    public bool ReportsLost { get; init; }

    [Setting("true: 2110 at the beginning instead of 1100.")]
    public bool ServerLinkOnly { get; init; }

    public Fault ToFault() => new ConnectivityLoss { At = At!.Value, Lasts = Lasts!.Value.Value, DataLost = DataLost, ReportsLost = ReportsLost, ServerLinkOnly = ServerLinkOnly };
}

sealed record FarmSettings : IFaultSettings
{
    [Setting("marketData: quotes and real-time bars stop; history and contracts: their questions wait.")]
    public required DataFarm? Of { get; init; }

    [Setting("When it begins.")]
    public required FaultTime? At { get; init; }

    [Setting("How long.", Example = "30s")]
    public required FaultSpan? Lasts { get; init; }

    public Fault ToFault() => new FarmOutage { Farm = Of!.Value, At = At!.Value, Lasts = Lasts!.Value.Value };
}

sealed record CompetingSessionSettings : IFaultSettings
{
    [Setting("When it begins.")]
    public required FaultTime? At { get; init; }

    [Setting("How long the other session has the data.", Example = "30s")]
    public required FaultSpan? Lasts { get; init; }

    public Fault ToFault() => new CompetingSession { At = At!.Value, Lasts = Lasts!.Value.Value };
}

sealed record DelayedDataSettings : IFaultSettings
{
    [Setting("delayed: type 3 with 10167 and ticks of other numbers; frozen: type 2, quotes stand still.")]
    public StandInData Kind { get; init; }

    [Setting("When it begins.")]
    public required FaultTime? At { get; init; }

    [Setting("How long.", Example = "30s")]
    public required FaultSpan? Lasts { get; init; }

    public Fault ToFault() => new DelayedData { Kind = Kind, At = At!.Value, Lasts = Lasts!.Value.Value };
}

[ExactlyOne("symbols", "exchange")]
sealed record PermissionSettings : IFaultSettings
{
    [Setting("none: 354; notForApi: 10089, and nothing but delayed data for who chose them; part: 10090, and then only halts and shares to borrow.")]
    public LackingPermission Kind { get; init; }

    [Setting("Of these symbols.", Example = "[AAPL, MSFT]")]
    public IReadOnlyList<string>? Symbols { get; init; }

    [Setting("Of symbols that are listed there.", Example = "NASDAQ")]
    public string? Exchange { get; init; }

    [Setting("From when on; without it from the start.")]
    public FaultTime? At { get; init; }

    [Setting("How long; without it for good.", Example = "30s")]
    public FaultSpan? Lasts { get; init; }

    public Fault ToFault() => new PermissionLoss
    {
        Kind = Kind switch { LackingPermission.NotForApi => DataPermission.NotForApi, LackingPermission.Part => DataPermission.Part, _ => DataPermission.None },
        Symbols = Symbols ?? [],
        Exchange = Exchange,
        At = At ?? FaultTime.AfterStart(Duration.Zero),
        Lasts = Lasts?.Value,
    };
}

/// <summary>Which permission is lacking.</summary>
enum LackingPermission
{
    None = 0,
    NotForApi,
    Part,
}

sealed record BadTicksSettings : IFaultSettings
{
    [Setting("absent: -1; zero: 0; largest: 1.7976931348623157E308; negative: -5; crossed: a bid 2 % too high or an ask 2 % too low.")]
    public required BadTickKind? Kind { get; init; }

    [Setting("Probability with each price, 0 to 1.", Least = "0", Most = "1", Example = "0.01")]
    public required decimal? Probability { get; init; }

    [Setting("How long the wrong price stands.")]
    public FaultSpan Lasts { get; init; } = FaultSpan.Seconds(1);

    [Setting("Not before.")]
    public FaultTime? From { get; init; }

    [Setting("Not from then on.")]
    public FaultTime? Until { get; init; }

    [Setting("How often at most; without it no bound.", Least = "1", Example = "10")]
    public int? AtMost { get; init; }

    [Setting("Only this client's; without it all clients'.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    public Fault ToFault() => new BadTick { Kind = Kind!.Value, Probability = (double)Probability!.Value, Lasts = Lasts.Value, From = From, Until = Until, AtMost = AtMost, ClientId = Client };
}

sealed record SlowAnswersSettings : IFaultSettings
{
    [Setting("How much later a question (never an order) reaches the gateway.", Example = "2s")]
    public required FaultSpan? Delay { get; init; }

    [Setting("Probability with each question, 0 to 1.", Least = "0", Most = "1")]
    public decimal Probability { get; init; } = 1;

    [Setting("Not before.")]
    public FaultTime? From { get; init; }

    [Setting("Not from then on.")]
    public FaultTime? Until { get; init; }

    [Setting("How often at most; without it no bound.", Least = "1", Example = "10")]
    public int? AtMost { get; init; }

    [Setting("Only this client's; without it all clients'.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    public Fault ToFault() => new SlowAnswer { Delay = Delay!.Value.Value, Probability = (double)Probability, From = From, Until = Until, AtMost = AtMost, ClientId = Client };
}
