using System.CommandLine;

namespace Bellwether.Commands.Ib;

/// <summary><c>bellwether ib</c>: tools around the connection to IB Gateway or TWS.</summary>
static class IbCommand
{
    public static Command Create() => new("ib", "Look a gateway over, and into the protocol of IB Gateway and TWS.") { DecodeCommand.Create(), ReplayCommand.Create(), DoctorCommand.Create() };
}
