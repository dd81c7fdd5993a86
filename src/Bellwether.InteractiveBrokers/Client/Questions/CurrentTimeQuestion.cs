using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class CurrentTimeQuestion : Question<DateTimeOffset>
{
    public override void Write(ClientCore core) => core.Send(new ReqCurrentTime(), RequestLane.Data, Id);

    public void Take(long seconds) => Complete(DateTimeOffset.FromUnixTimeSeconds(seconds));
}
