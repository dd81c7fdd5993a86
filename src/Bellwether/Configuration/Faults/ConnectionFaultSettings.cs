using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Configuration;

[ExactlyOne("at", "afterBytes", "afterMessages", "probability")]
sealed record DropSettings : IFaultSettings
{
    [Setting("When.")]
    public FaultTime? At { get; init; }

    [Setting("After so many bytes to the client over one connection, exact, also within a message.", Least = "1", Example = "10000")]
    public long? AfterBytes { get; init; }

    [Setting("After so many messages to the client over one connection.", Least = "1", Example = "500")]
    public int? AfterMessages { get; init; }

    [Setting("By chance with each message to the client, at any byte of it, 0 to 1.", Least = "0", Most = "1", Example = "0.001")]
    public decimal? Probability { get; init; }

    [Setting("How often it may happen.", Least = "1", Most = "1000000")]
    public int Times { get; init; } = 1;

    [Setting("The client's id; without it, whichever client comes to it first.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    [Setting("How long nobody is let in afterwards.")]
    public FaultSpan Outage { get; init; }

    public Fault ToFault() => new ConnectionCut { At = At, AfterBytes = AfterBytes, AfterMessages = AfterMessages, Probability = (double)(Probability ?? 0), Times = Times, ClientId = Client, Outage = Outage.Value };
}

[ExactlyOne("at", "afterBytes", "afterMessages", "probability")]
sealed record HalfOpenSettings : IFaultSettings
{
    [Setting("When.")]
    public FaultTime? At { get; init; }

    [Setting("After so many bytes to the client over one connection, exact, also within a message.", Least = "1", Example = "10000")]
    public long? AfterBytes { get; init; }

    [Setting("After so many messages to the client over one connection.", Least = "1", Example = "500")]
    public int? AfterMessages { get; init; }

    [Setting("By chance with each message to the client, 0 to 1.", Least = "0", Most = "1", Example = "0.001")]
    public decimal? Probability { get; init; }

    [Setting("How often it may happen.", Least = "1", Most = "1000000")]
    public int Times { get; init; } = 1;

    [Setting("The client's id; without it, whichever client comes to it first.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    [Setting("The dead session holds its client id that long after the client hung up: 326 for the next one.")]
    public FaultSpan HoldsId { get; init; }

    public Fault ToFault() => new HalfOpen { At = At, AfterBytes = AfterBytes, AfterMessages = AfterMessages, Probability = (double)(Probability ?? 0), Times = Times, ClientId = Client, HoldsId = HoldsId.Value };
}

sealed record SlowSettings : IFaultSettings
{
    [Setting("Bytes in a second of the gateway's time; what waits too long gathers, and beyond 16 MiB the client is dropped.", Least = "1", Most = "1000000000", Example = "2000")]
    public required int? BytesPerSecond { get; init; }

    [Setting("The client's id; without it all clients.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    [Setting("From when on; without it from the start.")]
    public FaultTime? At { get; init; }

    [Setting("How long; without it for good.", Example = "30s")]
    public FaultSpan? Lasts { get; init; }

    public Fault ToFault() => new SlowConnection { BytesPerSecond = BytesPerSecond!.Value, ClientId = Client, At = At ?? FaultTime.AfterStart(Duration.Zero), Lasts = Lasts?.Value };
}

[ExactlyOne("at", "afterBytes", "afterMessages", "probability")]
sealed record GarbleSettings : IFaultSettings
{
    [Setting("length: an absurd length; unknownMessage: a number that no message has; tooShort: fields are missing; notANumber: a number that is none.")]
    public required GarbleKind? Kind { get; init; }

    [Setting("The first message from then on.")]
    public FaultTime? At { get; init; }

    [Setting("The message that goes beyond so many bytes over one connection.", Least = "1", Example = "10000")]
    public long? AfterBytes { get; init; }

    [Setting("The message of that number over one connection.", Least = "1", Example = "500")]
    public int? AfterMessages { get; init; }

    [Setting("By chance with each message to the client, 0 to 1.", Least = "0", Most = "1", Example = "0.001")]
    public decimal? Probability { get; init; }

    [Setting("How often it may happen.", Least = "1", Most = "1000000")]
    public int Times { get; init; } = 1;

    [Setting("The client's id; without it, whichever client comes to it first.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    public Fault ToFault() => new GarbledMessage { Kind = Kind!.Value, At = At, AfterBytes = AfterBytes, AfterMessages = AfterMessages, Probability = (double)(Probability ?? 0), Times = Times, ClientId = Client };
}

sealed record GreetingSettings : IFaultSettings
{
    [Setting("wrongVersion: a version that the client did not offer; garbage: bytes of another protocol; silence: no answer; closed: the connection is closed without a word.")]
    public required GreetingKind? Kind { get; init; }

    [Setting("Connections from then on; without it from the start.")]
    public FaultTime? From { get; init; }

    [Setting("How many connections.", Least = "1", Most = "1000000")]
    public int Times { get; init; } = 1;

    public Fault ToFault() => new WrongGreeting { Kind = Kind!.Value, From = From, Times = Times };
}

sealed record IdInUseSettings : IFaultSettings
{
    [Setting("When it begins.")]
    public required FaultTime? At { get; init; }

    [Setting("How long.", Example = "30s")]
    public required FaultSpan? Lasts { get; init; }

    [Setting("The client's id.", Least = "0", Example = "1")]
    public required int? Client { get; init; }

    public Fault ToFault() => new ClientIdInUse { At = At!.Value, Lasts = Lasts!.Value.Value, ClientId = Client!.Value };
}

sealed record RestartSettings : IFaultSettings
{
    [Setting("When.", Example = "\"23:45\"")]
    public required FaultTime? At { get; init; }

    [Setting("How long nobody is let in.")]
    public FaultSpan Outage { get; init; } = FaultSpan.Seconds(120);

    [Setting("Orders, changes and cancels that come so shortly before it are lost without a word.")]
    public FaultSpan LosesLast { get; init; }

    [Setting("nextValidId is so much lower afterwards.", Least = "0", Most = "1000000")]
    public int IdRollback { get; init; }

    [Setting("Every day at that time of day.")]
    public bool Daily { get; init; }

    public Fault ToFault() => new GatewayRestart { At = At!.Value, Outage = Outage.Value, LosesLast = LosesLast.Value, IdRollback = IdRollback, Daily = Daily };
}

sealed record PortResetSettings : IFaultSettings
{
    [Setting("When.")]
    public required FaultTime? At { get; init; }

    [Setting("The port that the message names; the gateway itself stays at its own.", Least = "1", Most = "65535", Example = "4003")]
    public required int? Port { get; init; }

    [Setting("How long nobody is let in afterwards.")]
    public FaultSpan Outage { get; init; }

    public Fault ToFault() => new PortReset { At = At!.Value, Port = Port!.Value, Outage = Outage.Value };
}

sealed record IdRollbackSettings : IFaultSettings
{
    [Setting("When.")]
    public required FaultTime? At { get; init; }

    [Setting("By how much.", Least = "1", Most = "1000000", Example = "10")]
    public required int? By { get; init; }

    [Setting("The client's id; without it all clients.", Least = "0", Example = "1")]
    public int? Client { get; init; }

    public Fault ToFault() => new IdRollback { At = At!.Value, By = By!.Value, ClientId = Client };
}

sealed record AccountsSettings : IFaultSettings
{
    [Setting("What managedAccounts says.", Example = "[DU7654321]")]
    public required IReadOnlyList<string>? Are { get; init; }

    [Setting("Connections from then on; without it from the start.")]
    public FaultTime? From { get; init; }

    [Setting("How many connections; without it all.", Least = "1", Example = "1")]
    public int? Times { get; init; }

    public Fault ToFault() => new WrongAccounts { Accounts = Are!, From = From, Times = Times };
}
