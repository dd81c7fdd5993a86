using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Connections: the handshake, frames as they come, the client's place, the connect burst, and the end.</content>
public sealed partial class GatewayCore
{
    /// <summary>Clients that are remembered although they left nothing behind.</summary>
    const int MostSeats = 1_000;

    /// <summary>Closes the connection of a client and accepts nobody for that long, as <see cref="SessionDrop"/> says.</summary>
    /// <returns>False when that client is not connected.</returns>
    public bool DropSession(int clientId, Duration outage)
    {
        if (seats.Find(s => s.ClientId == clientId) is not { Session: { } session }) return false;
        Drop(session, outage);
        return true;
    }

    internal void Drop(GatewaySession session, Duration outage)
    {
        var seat = session.Seat;
        Close(session);
        if (outage > Duration.Zero || seat is not null) outageEnd = Math.Max(outageEnd, Now + (long)outage.TotalNanoseconds);
        // Nobody waits for a client that could not come in.
        foreach (var absent in seats)
            if (absent.Session is null) absent.ExcusedUntil = Math.Max(absent.ExcusedUntil, outageEnd);
    }

    void Read(GatewaySession session)
    {
        var left = session.Input;
        try
        {
            while (!session.IsClosed && !session.Fenced && ReadOne(session, ref left)) { }
        }
        catch (ProtocolException)
        {
            // Not a client of this protocol, or one whose frames cannot be told apart any more.
            Close(session);
        }
        session.Keep(session.IsClosed ? 0 : left.Length);
    }

    bool ReadOne(GatewaySession session, ref ReadOnlySpan<byte> left)
    {
        if (session.Seat is null && Now < outageEnd) return false;
        if (session.ServerVersion == 0)
        {
            if (!ClientHello.TryRead(ref left, out var hello)) return false;
            if (hello.Negotiate(GatewayOptions.LowestServerVersion, options.MaxServerVersion) is not { } version)
            {
                Close(session);
                return false;
            }
            if (injector?.Greets(session, hello) == true) return false;
            session.ServerVersion = version;
            session.Greet(new ServerHello(version, GatewayTime.Text(Now)));
            return true;
        }
        if (!Frames.TryRead(ref left, out var payload)) return false;
        if (session.Seat is null) Start(session, payload);
        else if (IsFence(session, payload)) session.Fenced = true;
        else if (session.Seat.Pacing.OnMessage(Now) is var verdict && verdict != RateVerdict.Fine) Refuse(session, verdict);
        else if (session.Seat.IsLockstep) session.Seat.Waiting.Enqueue(Opened(new ClientFrame(session, payload)));
        else inbox.Add(Now + requestDelay, Opened(new ClientFrame(session, payload)));
        return true;
    }

    /// <summary>History counts as open from when it came until it was answered.</summary>
    static ClientFrame Opened(in ClientFrame frame) =>
        !frame.IsHistory || frame.Session.Seat!.Pacing.OnOpenHistory(++frame.Session.OpenHistory) ? frame : frame with { IsTooMuch = true };

    /// <summary>Most messages that a client sent in any second of this gateway's time, fences not counted; 0 for a client that never was.</summary>
    public int PeakMessagesPerSecond(int clientId) => seats.Find(s => s.ClientId == clientId)?.Pacing.PeakMessagesPerSecond ?? 0;

    /// <summary>Most history requests that a client had open at once; 0 for a client that never was.</summary>
    public int PeakOpenHistory(int clientId) => seats.Find(s => s.ClientId == clientId)?.Pacing.PeakOpenHistory ?? 0;

    /// <summary>History requests of a client that broke one of the broker's limits, whether or not they are enforced; 0 for a client that never was.</summary>
    public int HistoryViolations(int clientId) => seats.Find(s => s.ClientId == clientId)?.Pacing.HistoryViolations ?? 0;

    /// <summary>Subscriptions to ticks and real-time bars that a client asked for too soon, whether or not the limits are enforced; 0 for a client that never was.</summary>
    public int StreamViolations(int clientId) => seats.Find(s => s.ClientId == clientId)?.Pacing.StreamViolations ?? 0;

    void Refuse(GatewaySession session, RateVerdict verdict)
    {
        session.SendError(-1, 100, $"Max rate of messages per second has been exceeded:max={PacingGuard.MessagesPerSecond}", Now);
        if (verdict == RateVerdict.Disconnect) Close(session);
    }

    static bool IsFence(GatewaySession session, ReadOnlySpan<byte> payload) => session.Seat!.IsLockstep && payload.StartsWith("105\0"u8);

    void Start(GatewaySession session, ReadOnlySpan<byte> payload)
    {
        var start = new StartApiReader();
        ClientMessages.Dispatch(payload, session.ServerVersion, start);
        if (start.Message is not { } message)
        {
            session.SendError(-1, 504, "Not connected: start the API before anything else", Now);
            Close(session);
            return;
        }
        var seat = SeatOf(message.ClientId);
        if (seat.Session is not null || injector?.HoldsId(message.ClientId) == true)
        {
            session.SendError(-1, 326, "Unable to connect as the client id is already in use. Retry with a unique client id.", Now);
            Close(session);
            return;
        }
        if (seats.Count(s => s.Session is not null) >= GatewayOptions.MostClients)
        {
            // Like a version that is not spoken: nothing is documented that would say why.
            Close(session);
            return;
        }
        var lockstep = options.LockstepClients > 0 && message.OptionalCapabilities.Split(' ', ',', ';').Contains("lockstep");
        if (lockstep && session.ServerVersion < ServerVersions.CurrentTimeInMillis)
        {
            session.SendError(-1, 321, $"Error validating request.-'71' : cause - lockstep fences with reqCurrentTimeInMillis, which server version {session.ServerVersion} does not know; announce {ServerVersions.CurrentTimeInMillis} or later", Now);
            Close(session);
            return;
        }
        seat.IsLockstep |= lockstep;
        seat.ExcusedUntil = long.MinValue;
        seat.Session = session;
        session.Seat = seat;
        injector?.OnStart(session);
        SendConnectBurst(session, seat);
    }

    ClientSeat SeatOf(int clientId)
    {
        var index = seats.FindIndex(s => s.ClientId >= clientId);
        if (index >= 0 && seats[index].ClientId == clientId) return seats[index];
        if (seats.Count >= MostSeats) index = Forget(clientId);
        var seat = new ClientSeat(clientId, new PacingGuard(options.EnforcesPacing, options.RealTimeBarsPerTenMinutes));
        seats.Insert(index < 0 ? seats.Count : index, seat);
        return seat;
    }

    /// <summary>Forgets clients that are gone and left nothing, but for client 0, whose the manual orders are: whoever tries all ids must not be remembered for each.</summary>
    /// <returns>Where a client id belongs now; -1 for the end.</returns>
    int Forget(int clientId)
    {
        seats.RemoveAll(s => s.Session is null && s.ClientId != 0 && s.Orders.Count == 0 && s.NextOrderId == 1 && !s.IsLockstep && s.Waiting.Count == 0);
        return seats.FindIndex(s => s.ClientId >= clientId);
    }

    void SendConnectBurst(GatewaySession session, ClientSeat seat)
    {
        requests.ReplayOpenOrders(session, seat);
        session.Send(new ManagedAccounts { AccountsList = string.Join(',', options.Accounts) });
        session.Send(new NextValidId { OrderId = seat.NextOrderId });
        session.SendError(-1, 2104, "Market data farm connection is OK:usfarm", Now);
        session.SendError(-1, 2106, "HMDS data farm connection is OK:ushmds", Now);
        session.SendError(-1, 2158, "Sec-def data farm connection is OK:secdefnj", Now);
    }

    void Close(GatewaySession session)
    {
        if (session.IsClosed) return;
        session.IsClosed = true;
        session.Fenced = false;
        board.Leave(session);
        if (session.Seat is { } seat) seat.Session = null;
    }

    /// <summary>Before startApi nothing else counts.</summary>
    sealed class StartApiReader : IClientMessageHandler
    {
        public StartApi? Message { get; private set; }

        public void On(StartApi m) => Message = m;
    }
}
