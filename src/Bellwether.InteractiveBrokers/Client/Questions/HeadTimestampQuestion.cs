using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;

namespace Bellwether.InteractiveBrokers;

sealed class HeadTimestampQuestion(ReqHeadTimestamp request) : Question<DateTimeOffset>, IServerMessageHandler
{
    public override void Write(ClientCore core)
    {
        request.ReqId = Id;
        core.SendHistory(request, HistoryRequest.Of(request), Id);
    }

    public override void WriteCancel(ClientCore core) => core.Send(new CancelHeadTimestamp { ReqId = Id }, RequestLane.Data, Id);

    public void On(HeadTimestamp m)
    {
        if (BrokerTime.TryParse(m.Value, DateTimeZone.Utc, out var time)) Complete(time.ToDateTimeOffset());
        else Fail(new FormatException($"{What}: the gateway answered \"{m.Value}\", expected epoch seconds or yyyyMMdd-HH:mm:ss"));
    }
}
