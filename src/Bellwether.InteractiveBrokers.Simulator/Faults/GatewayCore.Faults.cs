using Bellwether.Core;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>What somebody may do to a gateway while it runs: look at its faults and connections, add faults, make them happen, break a connection.</content>
public sealed partial class GatewayCore
{
    /// <summary>The faults that are there, in the order in which they were given.</summary>
    public IReadOnlyList<FaultStatus> Faults => injector is null ? [] : [.. injector.Entries.Select(Status)];

    /// <summary>Every connection, in order.</summary>
    public IReadOnlyList<ConnectionStatus> Connections => [.. sessions.Where(s => !s.IsClosed).Select(s => new ConnectionStatus(
        s.Number, s.ClientId, s.ServerVersion, s.IsDeaf, s.Seat is { IsLockstep: true }, s.BytesWritten, s.MessagesWritten, s.Backlog,
        s.Subscriptions.Quotes.Count, s.Subscriptions.Bars.Count, s.Subscriptions.TickByTick.Count))];

    /// <summary>Whether the market is in session.</summary>
    public bool IsMarketOpen => market.IsOpen;

    /// <summary>One more fault; times of day are the first from now on, and "after the start" is after now.</summary>
    /// <exception cref="ArgumentException">The fault cannot be.</exception>
    /// <exception cref="InvalidOperationException">The gateway was made without <see cref="GatewayOptions.TakesFaults"/>.</exception>
    public FaultStatus AddFault(Fault fault)
    {
        fault.Validate();
        return Status((injector ?? throw new InvalidOperationException($"this gateway takes no faults while it runs; set {nameof(GatewayOptions)}.{nameof(GatewayOptions.TakesFaults)}")).Add(fault));
    }

    /// <summary>Makes a fault happen now; one that needs an occasion (a message, a report, a greeting), with the next one. Null when there is none of that number.</summary>
    public FaultStatus? FireFault(int id)
    {
        if (injector?.Fire(id) != true) return null;
        injector.EndInstant();
        return Status(injector.Entries.First(e => e.Id == id));
    }

    /// <summary>A fault that has not happened yet will not, and none happens again; what is under way goes on to its end. False when there is none of that number.</summary>
    public bool RemoveFault(int id) => injector?.Remove(id) == true;

    /// <summary>Closes a connection and lets nobody in for a while. False when there is none of that number.</summary>
    public bool DropConnection(int number, Duration outage)
    {
        if (sessions.Find(s => s.Number == number && !s.IsClosed) is not { } session) return false;
        Drop(session, outage);
        return true;
    }

    /// <summary>Leaves a connection as it is and neither reads from it nor writes to it any more. False when there is none of that number.</summary>
    /// <param name="holdsId">How long the client's id stays taken after the client hung up.</param>
    /// <exception cref="InvalidOperationException">The gateway was made without <see cref="GatewayOptions.TakesFaults"/>.</exception>
    public bool HalfOpenConnection(int number, Duration holdsId)
    {
        if (sessions.Find(s => s.Number == number && !s.IsClosed) is not { } session) return false;
        (injector ?? throw new InvalidOperationException($"this gateway takes no faults while it runs; set {nameof(GatewayOptions)}.{nameof(GatewayOptions.TakesFaults)}")).Deafen(session, holdsId);
        return true;
    }

    static FaultStatus Status(FaultEntry entry) => new(entry.Id, entry.Fault, entry.Happened, entry.Due is { } due ? EngineTime.ToInstant(due) : null);
}

/// <summary>A fault of a running gateway.</summary>
/// <param name="Id">Counted from 1 in the order in which they were given.</param>
/// <param name="Fault">What it is.</param>
/// <param name="Happened">How often it happened.</param>
/// <param name="Due">When it happens by itself; null when it waits for no time.</param>
public sealed record FaultStatus(int Id, Fault Fault, int Happened, Instant? Due);

/// <summary>A connection of a running gateway.</summary>
/// <param name="Number">Counted from 1 in the order in which they came.</param>
/// <param name="ClientId">Null before the session has started.</param>
/// <param name="ServerVersion">0 before the greeting.</param>
/// <param name="IsHalfOpen">Nothing is read from it or written to it any more.</param>
/// <param name="IsLockstep">The gateway's clock waits for it.</param>
/// <param name="BytesWritten">To the client, greeting included.</param>
/// <param name="MessagesWritten">To the client.</param>
/// <param name="Backlog">Bytes that wait to be sent.</param>
/// <param name="Quotes">Quote subscriptions.</param>
/// <param name="Bars">Subscriptions to five-second bars.</param>
/// <param name="Ticks">Tick-by-tick subscriptions.</param>
public sealed record ConnectionStatus(
    int Number, int? ClientId, int ServerVersion, bool IsHalfOpen, bool IsLockstep, long BytesWritten, int MessagesWritten, int Backlog, int Quotes, int Bars, int Ticks);
