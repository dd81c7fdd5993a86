using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Connections that break, hang, are refused or start wrongly.</content>
sealed partial class FaultInjector
{
    readonly List<Breakage> breakages = [];
    readonly List<Counted<WrongGreeting>> greetings = [];
    readonly List<Counted<WrongAccounts>> wrongAccounts = [];
    readonly List<(GatewaySession Session, Duration Outage)> broken = [];
    readonly Dictionary<int, long> heldIds = [];
    /// <summary>Slow writing under way.</summary>
    readonly List<SlowConnection> slow = [];
    /// <summary>Half-open sessions, and how long each will hold its id.</summary>
    readonly Dictionary<GatewaySession, Duration> deaf = [];

    /// <summary>A fault of connections with what is left of it.</summary>
    sealed class Breakage(ConnectionFault fault, SplitMix64 random)
    {
        public SplitMix64 Random = random;
        public int Left = fault.Times;

        /// <summary>Its time has come: the next message is the one.</summary>
        public bool IsArmed;

        /// <summary>Told each time it happens.</summary>
        public Action Struck { get; set; } = static () => { };

        public ConnectionFault Fault => fault;
    }

    /// <summary>A frame, or the greeting, was written to a session; it may be the last.</summary>
    public void Written(GatewaySession session, int length)
    {
        foreach (var breakage in breakages)
        {
            var fault = breakage.Fault;
            if (breakage.Left == 0 || (fault.ClientId is { } only && only != session.ClientId)) continue;
            var excess = -1L;
            if (fault.AfterBytes is { } bytes && session.BytesWritten >= bytes) excess = Math.Min(length, session.BytesWritten - bytes);
            else if (breakage.IsArmed && session.ClientId is not null) excess = 0;
            else if (fault.AfterMessages is { } messages && session.MessagesWritten >= messages) excess = 0;
            else if (fault.Probability > 0 && session.ClientId is not null && breakage.Random.NextDouble() < fault.Probability) excess = breakage.Random.NextInt(length);
            if (excess < 0) continue;
            if (fault is GarbledMessage garbled)
            {
                breakage.Left--;
                breakage.Struck();
                session.Unwrite(length);
                session.Babble(Garble(garbled.Kind));
                return;
            }
            session.Unwrite((int)excess);
            Break(session, breakage);
            return;
        }
    }

    static ReadOnlySpan<byte> Garble(GarbleKind kind) => kind switch
    {
        GarbleKind.Length => [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0],
        GarbleKind.UnknownMessage => "\0\0\0\u0007"u8 + "9999\0"u8 + "1\0"u8,
        // An orderStatus of two fields, and one whose order id is no number.
        GarbleKind.TooShort => "\0\0\0\u0004"u8 + "3\0"u8 + "7\0"u8,
        _ => "\0\0\0\u0004"u8 + "3\0"u8 + "x\0"u8,
    };

    /// <summary>Connections that broke during the instant are closed at its end, when nobody is in the middle of a list of them.</summary>
    public void EndInstant()
    {
        foreach (var (session, outage) in broken) core.Drop(session, outage);
        broken.Clear();
    }

    /// <summary>True: the greeting is answered, or left without an answer, in the wrong way.</summary>
    public bool Greets(GatewaySession session, in ClientHello hello)
    {
        if (greetings.Find(g => g.Strikes(core.Now)) is not { Fault.Kind: var kind }) return false;
        switch (kind)
        {
            case GreetingKind.WrongVersion: session.Greet(new ServerHello(hello.MaxVersion + 26, GatewayTime.Text(core.Now))); break;
            case GreetingKind.Garbage: session.Babble("HTTP/1.1 400 Bad Request\r\n\r\n"u8); break;
        }
        session.IsDeaf = true;
        if (kind is GreetingKind.Closed or GreetingKind.Garbage) broken.Add((session, Duration.Zero));
        return true;
    }

    /// <summary>Somebody else seems to use the id.</summary>
    public bool HoldsId(int clientId) => heldIds.TryGetValue(clientId, out var until) && core.Now < until;

    /// <summary>A client hung up.</summary>
    public void OnDisconnect(GatewaySession session)
    {
        if (deaf.Remove(session, out var holds) && session.ClientId is { } id) HoldId(id, holds);
    }

    FaultEntry EnterConnection(ConnectionFault fault, in FaultOrigin origin)
    {
        var breakage = new Breakage(fault, origin.Random);
        breakages.Add(breakage);
        var entry = new FaultEntry(origin.Id, fault)
        {
            Fire = _ =>
            {
                breakage.Left = Math.Max(breakage.Left, 1);
                Strike(breakage);
            },
            Remove = () => breakages.Remove(breakage),
            Due = fault.At?.Resolve(origin.Start),
        };
        breakage.Struck = () => entry.Happened++;
        if (entry.Due is not { } due) return entry;
        Schedule(due, () =>
        {
            if (entry.IsRemoved || entry.Due != due) return;
            entry.Due = null;
            Strike(breakage);
        });
        return entry;
    }

    void Strike(Breakage breakage)
    {
        var fault = breakage.Fault;
        if (fault is GarbledMessage)
        {
            // The next message to the client is the one.
            breakage.IsArmed = true;
            return;
        }
        foreach (var session in core.Sessions.Where(s => s.ClientId is { } id && (fault.ClientId ?? id) == id && !s.IsClosed && !s.IsDeaf).ToList())
            if (breakage.Left > 0) Break(session, breakage);
    }

    void Break(GatewaySession session, Breakage breakage)
    {
        breakage.Left--;
        breakage.Struck();
        if (breakage.Fault is HalfOpen open)
        {
            Deafen(session, open.HoldsId);
            return;
        }
        session.IsDeaf = true;
        session.Fenced = false;
        broken.Add((session, ((ConnectionCut)breakage.Fault).Outage));
    }

    /// <summary>The socket stays, and nothing is sent or read any more.</summary>
    /// <param name="holdsId">The session holds its client id that long after the client hung up.</param>
    public void Deafen(GatewaySession session, Duration holdsId)
    {
        session.IsDeaf = true;
        session.Fenced = false;
        deaf[session] = holdsId;
        // Nobody waits for the fence of a client that is not heard.
        if (session.Seat is { } seat) seat.ExcusedUntil = long.MaxValue;
    }

    void HoldId(int clientId, Duration lasts) => heldIds[clientId] = Math.Max(heldIds.GetValueOrDefault(clientId), core.Now + (long)lasts.TotalNanoseconds);

    void Restart(GatewayRestart restart, FaultEntry entry)
    {
        losesOrders = false;
        RollBack(restart.IdRollback, null);
        DropAll(restart.Outage);
        if (!restart.Daily) return;
        var next = GatewayTime.Local(core.Now);
        var again = restart with { At = FaultTime.At(next.TimeOfDay, next.Date.PlusDays(1)) };
        var due = again.At.Resolve(core.Now);
        entry.Due = due;
        Schedule(due, () =>
        {
            if (!entry.IsRemoved && entry.Due == due) Happened(again, entry);
        });
        if (again.LosesLast > Duration.Zero) LoseOrdersFrom(due - (long)again.LosesLast.TotalNanoseconds, entry);
    }

    void ResetPort(PortReset reset)
    {
        foreach (var session in Started())
            session.Write(new ErrMsg
            {
                Id = -1, ErrorCode = 1300, ErrorTime = core.Now / EngineTime.Millisecond,
                ErrorMsg = $"TWS socket port has been reset and this connection is being dropped. Please reconnect on the new port - {reset.Port}",
            });
        DropAll(reset.Outage);
    }

    void DropAll(Duration outage)
    {
        foreach (var session in core.Sessions)
        {
            session.IsDeaf = true;
            broken.Add((session, outage));
        }
    }

    void RollBack(int by, int? clientId)
    {
        foreach (var seat in core.Seats)
            if (clientId is null || seat.ClientId == clientId) seat.NextOrderId = Math.Max(1, seat.NextOrderId - by);
    }

    void SlowDown(SlowConnection fault)
    {
        slow.Add(fault);
        foreach (var session in core.Sessions) session.Slow(SpeedOf(session), core.Now);
        if (fault.Lasts is not { } lasts) return;
        After(lasts, () =>
        {
            slow.Remove(fault);
            foreach (var session in core.Sessions) session.Slow(SpeedOf(session), core.Now);
        });
    }

    /// <summary>A client has started its session: what is slow for it is slow from here on.</summary>
    public void OnStart(GatewaySession session) => session.Slow(SpeedOf(session), core.Now);

    /// <summary>Bytes a second, the least of what is said of it; null for as fast as it goes.</summary>
    int? SpeedOf(GatewaySession session) =>
        session.ClientId is { } id && slow.Where(s => (s.ClientId ?? id) == id).Select(s => (int?)s.BytesPerSecond).Min() is { } speed ? speed : null;

    bool PassesAccounts(GatewaySession session)
    {
        if (wrongAccounts.Find(a => a.Strikes(core.Now)) is not { Fault.Accounts: var accounts }) return true;
        session.Write(new ManagedAccounts { AccountsList = string.Join(',', accounts) });
        return false;
    }

    /// <summary>Connections that are through with the greeting and are heard.</summary>
    IEnumerable<GatewaySession> Started() => core.Sessions.Where(s => s.Seat is not null && !s.IsClosed && !s.IsDeaf);
}
