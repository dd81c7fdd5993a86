using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>The connection is closed, and nobody is let in for a while. With <see cref="ConnectionFault.AfterBytes"/> it may end within a frame.</summary>
public sealed record ConnectionCut : ConnectionFault
{
    /// <summary>Virtual time during which nobody is let in. Default: none.</summary>
    public Duration Outage { get; init; }

    internal override void Validate()
    {
        base.Validate();
        RequireWhile(nameof(Outage), Outage);
    }
}

/// <summary>The socket stays open, but nothing is read from it and nothing is sent any more.</summary>
public sealed record HalfOpen : ConnectionFault
{
    /// <summary>The dead session holds its client id that long after the client hung up: 326 for the next one. Default: not at all.</summary>
    public Duration HoldsId { get; init; }

    internal override void Validate()
    {
        base.Validate();
        RequireWhile(nameof(HoldsId), HoldsId);
    }
}

/// <summary>What is said reaches the client slowly, as when it reads slowly or the line is thin; what waits too long gathers, and a client that lets too much gather is dropped.</summary>
public sealed record SlowConnection : TimedFault
{
    /// <summary>The client; null for all.</summary>
    public int? ClientId { get; init; }

    /// <summary>Bytes in a second of virtual time.</summary>
    public required int BytesPerSecond { get; init; }

    /// <summary>Null: for good.</summary>
    public Duration? Lasts { get; init; }

    internal override void Validate()
    {
        Require(BytesPerSecond >= 1, nameof(BytesPerSecond), BytesPerSecond, "1 or more");
        if (Lasts is { } lasts) RequireWhile(nameof(Lasts), lasts);
    }
}

/// <summary>How a message is damaged.</summary>
public enum GarbleKind
{
    /// <summary>Its length is absurd.</summary>
    Length,

    /// <summary>No message has its number.</summary>
    UnknownMessage,

    /// <summary>It ends too early: fields are missing.</summary>
    TooShort,

    /// <summary>A field that should be a number is not.</summary>
    NotANumber,
}

/// <summary>A message is damaged; the gateway goes on as if nothing had been.</summary>
public sealed record GarbledMessage : ConnectionFault
{
    public GarbleKind Kind { get; init; }
}

/// <summary>How a greeting is answered wrongly.</summary>
public enum GreetingKind
{
    /// <summary>A version outside the range that the client offered.</summary>
    WrongVersion,

    /// <summary>Bytes that are not this protocol.</summary>
    Garbage,

    /// <summary>No answer at all.</summary>
    Silence,

    /// <summary>The connection is closed without a word, as for a client that is too old.</summary>
    Closed,
}

/// <summary>The next connections are greeted wrongly.</summary>
public sealed record WrongGreeting : Fault
{
    public GreetingKind Kind { get; init; }

    /// <summary>Connections from then on; null from the start.</summary>
    public FaultTime? From { get; init; }

    /// <summary>So many connections. Default: 1.</summary>
    public int Times { get; init; } = 1;

    internal override void Validate() => Require(Times >= 1, nameof(Times), Times, "1 or more");
}

/// <summary>326 for whoever connects with that id, for a while.</summary>
public sealed record ClientIdInUse : TimedFault
{
    public required int ClientId { get; init; }

    public required Duration Lasts { get; init; }

    internal override void Validate() => RequireWhile(nameof(Lasts), Lasts);
}

/// <summary>
/// The daily restart: every connection is closed, nobody is let in for a while. What was written in the last moments before it is lost, and order ids may come
/// back lower.
/// </summary>
public sealed record GatewayRestart : TimedFault
{
    public required Duration Outage { get; init; }

    /// <summary>Orders, changes and cancels that come so shortly before it are lost without a word. Default: none.</summary>
    public Duration LosesLast { get; init; }

    /// <summary>nextValidId is so much lower afterwards. Default: 0.</summary>
    public int IdRollback { get; init; }

    /// <summary>Every day at the same time of day. Default: once.</summary>
    public bool Daily { get; init; }

    internal override void Validate()
    {
        RequireWhile(nameof(Outage), Outage);
        RequireWhile(nameof(LosesLast), LosesLast);
        Require(IdRollback >= 0, nameof(IdRollback), IdRollback, "0 or more");
    }
}

/// <summary>1300: the port is about to change, then every connection is closed.</summary>
public sealed record PortReset : TimedFault
{
    /// <summary>The port that the message names; the gateway goes on listening at its own.</summary>
    public required int Port { get; init; }

    public Duration Outage { get; init; }

    internal override void Validate()
    {
        Require(Port is >= 1 and <= 65_535, nameof(Port), Port, "1 to 65535");
        RequireWhile(nameof(Outage), Outage);
    }
}

/// <summary>nextValidId falls.</summary>
public sealed record IdRollback : TimedFault
{
    public required int By { get; init; }

    /// <summary>Null for all clients.</summary>
    public int? ClientId { get; init; }

    internal override void Validate() => Require(By >= 1, nameof(By), By, "1 or more");
}

/// <summary>managedAccounts names other accounts.</summary>
public sealed record WrongAccounts : Fault
{
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>From then on; null from the start.</summary>
    public FaultTime? From { get; init; }

    /// <summary>So many connections; null for all.</summary>
    public int? Times { get; init; }

    internal override void Validate()
    {
        Require(Accounts.Count > 0 && Accounts.All(a => a.Length > 0 && !a.Contains(',', StringComparison.Ordinal)), nameof(Accounts), string.Join(',', Accounts), "at least one account number");
        Require(Times is null or >= 1, nameof(Times), Times, "1 or more");
    }
}
