using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class PreciseTimeQuestion : Question<DateTimeOffset>
{
    public override void Write(ClientCore core) => core.Send(new ReqCurrentTimeInMillis(), RequestLane.Data, Id);

    public void Take(long milliseconds) => Complete(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
