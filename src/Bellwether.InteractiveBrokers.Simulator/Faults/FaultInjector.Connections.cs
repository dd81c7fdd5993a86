using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Connections that break, hang, are refused or start wrongly.</content>
sealed partial class FaultInjector
{
    readonly List<Breakage> breakages = [];
    readonly List<(WrongGreeting Fault, long From, int Left)> greetings = [];
    readonly List<(WrongAccounts Fault, long From, int Left)> wrongAccounts = [];
    readonly List<(GatewaySession Session, Duration Outage)> broken = [];
    readonly Dictionary<int, long> heldIds = [];
    /// <summary>Half-open sessions, and how long each will hold its id.</summary>
    readonly Dictionary<GatewaySession, Duration> deaf = [];

    /// <summary>A fault of connections with what is left of it.</summary>
    sealed class Breakage(ConnectionFault fault, SplitMix64 random)
    {
        public SplitMix64 Random = random;
        public int Left = fault.Times;

        /// <summary>Its time has come: the next message is the one.</summary>
        public bool IsArmed;

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
        for (var i = 0; i < greetings.Count; i++)
        {
            var (fault, from, left) = greetings[i];
            if (left == 0 || core.Now < from) continue;
            greetings[i] = (fault, from, left - 1);
            switch (fault.Kind)
            {
                case GreetingKind.WrongVersion: session.Greet(new ServerHello(hello.MaxVersion + 26, GatewayTime.Text(core.Now))); break;
                case GreetingKind.Garbage: session.Babble("HTTP/1.1 400 Bad Request\r\n\r\n"u8); break;
            }
            session.IsDeaf = true;
            if (fault.Kind is GreetingKind.Closed or GreetingKind.Garbage) broken.Add((session, Duration.Zero));
            return true;
        }
        return false;
    }

    /// <summary>Somebody else seems to use the id.</summary>
    public bool HoldsId(int clientId) => heldIds.TryGetValue(clientId, out var until) && core.Now < until;

    /// <summary>A client hung up.</summary>
    public void OnDisconnect(GatewaySession session)
    {
        if (deaf.Remove(session, out var holds) && session.ClientId is { } id) HoldId(id, holds);
    }

    void TakeConnection(ConnectionFault fault, SplitMix64 random)
    {
        var breakage = new Breakage(fault, random);
        breakages.Add(breakage);
        if (fault.At is not { } at) return;
        Schedule(at.Resolve(start), () =>
        {
            if (fault is GarbledMessage)
            {
                // The next message to the client is the one.
                breakage.IsArmed = true;
                return;
            }
            foreach (var session in core.Sessions.Where(s => s.ClientId is { } id && (fault.ClientId ?? id) == id && !s.IsClosed && !s.IsDeaf).ToList())
                if (breakage.Left > 0) Break(session, breakage);
        });
    }

    void Break(GatewaySession session, Breakage breakage)
    {
        breakage.Left--;
        session.IsDeaf = true;
        session.Fenced = false;
        if (breakage.Fault is ConnectionCut cut)
        {
            broken.Add((session, cut.Outage));
            return;
        }
        deaf.Add(session, ((HalfOpen)breakage.Fault).HoldsId);
        // Nobody waits for the fence of a client that is not heard.
        if (session.Seat is { } seat) seat.ExcusedUntil = long.MaxValue;
    }

    void HoldId(int clientId, Duration lasts) => heldIds[clientId] = Math.Max(heldIds.GetValueOrDefault(clientId), core.Now + (long)lasts.TotalNanoseconds);

    void Restart(GatewayRestart restart)
    {
        losesOrders = false;
        RollBack(restart.IdRollback, null);
        DropAll(restart.Outage);
        if (!restart.Daily) return;
        var next = GatewayTime.Local(core.Now);
        var again = restart with { At = FaultTime.At(next.TimeOfDay, next.Date.PlusDays(1)) };
        Schedule(again.At.Resolve(start), () => Restart(again));
        if (again.LosesLast > Duration.Zero) Schedule(again.At.Resolve(start) - (long)again.LosesLast.TotalNanoseconds, () => losesOrders = true);
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

    bool PassesAccounts(GatewaySession session)
    {
        for (var i = 0; i < wrongAccounts.Count; i++)
        {
            var (fault, from, left) = wrongAccounts[i];
            if (left == 0 || core.Now < from) continue;
            wrongAccounts[i] = (fault, from, left == int.MaxValue ? left : left - 1);
            session.Write(new ManagedAccounts { AccountsList = string.Join(',', fault.Accounts) });
            return false;
        }
        return true;
    }

    /// <summary>Connections that are through with the greeting and are heard.</summary>
    IEnumerable<GatewaySession> Started() => core.Sessions.Where(s => s.Seat is not null && !s.IsClosed && !s.IsDeaf);
}
