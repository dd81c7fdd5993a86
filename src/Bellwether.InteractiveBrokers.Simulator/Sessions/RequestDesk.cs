using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Answers the requests of started clients, one at a time, at the core's time.</summary>
sealed partial class RequestDesk(
    GatewayOptions options, ContractBook contracts, QuoteBoard board, HistoryDesk history, OrderDesk orders, VenueReports venueReports,
    OrderReports reports, AccountDesk accounts) : IClientMessageHandler
{
    bool isTooMuch;
    GatewaySession session = null!;
    ClientSeat seat = null!;
    long now;

    /// <summary>Reads a frame and does what it asks.</summary>
    public void Handle(in ClientFrame frame, long time)
    {
        (session, seat, now, isTooMuch) = (frame.Session, frame.Session.Seat!, time, frame.IsTooMuch);
        try
        {
            ClientMessages.Dispatch(frame.Payload, session.ServerVersion, this);
        }
        catch (ProtocolException fault)
        {
            session.SendError(-1, 320, "Error reading request. " + fault.Message, now);
        }
    }

    /// <summary>Working orders of a client, as they are replayed when it connects; nothing when it has none.</summary>
    public void ReplayOpenOrders(GatewaySession to, ClientSeat of)
    {
        if (SendOpenOrders(to, of)) to.Send(new OpenOrderEnd());
    }

    public void OnOther(ClientMessageId id) =>
        Error(-1, 321, $"Error validating request.-'{(int)id}' : cause - The simulated gateway does not serve {id}");

    public void On(StartApi m) => Error(-1, 321, "Error validating request.-'71' : cause - The API is already started on this connection");

    public void On(in ReqCurrentTime m) => session.Send(new CurrentTime { Time = now / EngineTime.Second });

    public void On(in ReqCurrentTimeInMillis m) => session.Send(new CurrentTimeInMillis { TimeInMillis = now / EngineTime.Millisecond });

    public void On(in ReqIds m) => session.Send(new NextValidId { OrderId = seat.NextOrderId });

    public void On(in SetServerLogLevel m)
    {
        // The gateway keeps no log of its own.
    }

    void Unknown(int requestId) => Error(requestId, 200, "No security definition has been found for the request");

    void Error(int id, int code, string text) => session.SendError(id, code, text, now);
}
