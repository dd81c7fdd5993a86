using System.Globalization;
using Bellwether.InteractiveBrokers.Protocol;

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
        if (long.TryParse(m.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) Complete(DateTimeOffset.FromUnixTimeSeconds(seconds));
        else if (DateTimeOffset.TryParseExact(m.Value, "yyyyMMdd-HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) Complete(time);
        else Fail(new FormatException($"{What}: the gateway answered \"{m.Value}\", expected epoch seconds or yyyyMMdd-HH:mm:ss"));
    }
}
