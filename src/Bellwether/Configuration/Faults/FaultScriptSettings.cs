using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Configuration;

/// <summary>A fault script as it is written.</summary>
sealed record FaultScriptSettings
{
    [Setting("Seed of everything that is left to chance; the same seed gives the same faults in the same run.", Least = "0")]
    public long Seed { get; init; } = 1;

    [Setting("Probability that an execution is for a part of the order only, 0 to 1.", Least = "0", Most = "1")]
    public decimal PartialFills { get; init; }

    [Setting("What goes wrong: a list with one fault in each item.", Example = "[{ drop: { at: \"10:15\", outage: 30s } }]")]
    public IReadOnlyList<FaultSettings> Faults { get; init; } = [];

    public FaultPlan Plan() => new() { Seed = (ulong)Seed, PartialFills = (double)PartialFills, Faults = [.. Faults.Select(f => f.One().ToFault())] };
}

/// <summary>Settings that stand for one fault.</summary>
interface IFaultSettings
{
    Fault ToFault();
}

/// <summary>One item of the list: the name of a fault with its terms.</summary>
[ExactlyOne("drop", "halfOpen", "slow", "garble", "greeting", "idInUse", "restart", "portReset", "idRollback", "accounts", "connectivity", "farm", "competingSession", "delayedData", "permission", "badTicks", "slowAnswers",
    "swallow", "reports", "corrections", "commissions", "rejections")]
sealed record FaultSettings
{
    [Setting("The connection is closed, at any byte, and nobody is let in for a while.")]
    public DropSettings? Drop { get; init; }

    [Setting("The socket stays open, but nothing is sent or read any more.")]
    public HalfOpenSettings? HalfOpen { get; init; }

    [Setting("What is said reaches the client at so many bytes a second, as when it reads slowly.")]
    public SlowSettings? Slow { get; init; }

    [Setting("A message is damaged; the gateway goes on as if nothing had been.")]
    public GarbleSettings? Garble { get; init; }

    [Setting("The next connections are greeted wrongly.")]
    public GreetingSettings? Greeting { get; init; }

    [Setting("326: the client id is in use, for a while.")]
    public IdInUseSettings? IdInUse { get; init; }

    [Setting("The daily restart: every connection is closed, nobody is let in for a while.")]
    public RestartSettings? Restart { get; init; }

    [Setting("1300, then every connection is closed.")]
    public PortResetSettings? PortReset { get; init; }

    [Setting("nextValidId falls.")]
    public IdRollbackSettings? IdRollback { get; init; }

    [Setting("managedAccounts names other accounts.")]
    public AccountsSettings? Accounts { get; init; }

    [Setting("1100 or 2110, then 1101 or 1102: the gateway loses the broker and finds it again.")]
    public ConnectivitySettings? Connectivity { get; init; }

    [Setting("A farm is gone for a while: 2103, 2105 or 2157, then 2104, 2106 or 2158.")]
    public FarmSettings? Farm { get; init; }

    [Setting("10197 for every quote subscription: another session has the data.")]
    public CompetingSessionSettings? CompetingSession { get; init; }

    [Setting("Quotes are delayed (type 3, 10167) or frozen (type 2) for a while.")]
    public DelayedDataSettings? DelayedData { get; init; }

    [Setting("Market data of some symbols are not paid for: 354, 10089 or 10090.")]
    public PermissionSettings? Permission { get; init; }

    [Setting("Bid, ask and last prices that are wrong for a moment.")]
    public BadTicksSettings? BadTicks { get; init; }

    [Setting("Questions that are answered late.")]
    public SlowAnswersSettings? SlowAnswers { get; init; }

    [Setting("New orders vanish with their children: no word of them, as when a dialog of the gateway holds them.")]
    public SwallowSettings? Swallow { get; init; }

    [Setting("Reports of orders that are repeated, left out, late or out of order.")]
    public ReportsSettings? Reports { get; init; }

    [Setting("Executions that are corrected later.")]
    public CorrectionsSettings? Corrections { get; init; }

    [Setting("Commissions that are late, unknown at first, never told, or told before their execution.")]
    public CommissionsSettings? Commissions { get; init; }

    [Setting("Orders that are rejected although they were acknowledged: Inactive and 201.")]
    public RejectionsSettings? Rejections { get; init; }

    public IFaultSettings One() => new IFaultSettings?[]
    {
        Drop, HalfOpen, Slow, Garble, Greeting, IdInUse, Restart, PortReset, IdRollback, Accounts, Connectivity, Farm, CompetingSession, DelayedData, Permission, BadTicks, SlowAnswers,
        Swallow, Reports, Corrections, Commissions, Rejections,
    }.Single(f => f is not null)!;
}
