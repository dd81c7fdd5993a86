namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>An error, a warning or a notice.</summary>
public sealed class ErrMsg : IServerMessage<ErrMsg>
{
    /// <summary>The request or order id it is about; -1 when about none.</summary>
    public int Id = -1;

    public int ErrorCode;
    public string ErrorMsg = "";
    public string AdvancedOrderRejectJson = "";

    /// <summary>Milliseconds since the Unix epoch; absent below server version 194.</summary>
    public long? ErrorTime;

    public static ServerMessageId MessageId => ServerMessageId.ErrMsg;

    public static void Transfer<TWire>(ref TWire wire, ref ErrMsg m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.ErrorTime) wire.Version(2);
        wire.Int(ref m.Id);
        wire.Int(ref m.ErrorCode);
        wire.FreeText(ref m.ErrorMsg);
        if (wire.ServerVersion >= ServerVersions.AdvancedOrderReject) wire.Text(ref m.AdvancedOrderRejectJson);
        if (wire.ServerVersion >= ServerVersions.ErrorTime) wire.Optional(ref m.ErrorTime, Unset.Zero);
    }

    public static void Deliver(in ErrMsg m, IServerMessageHandler handler) => handler.On(m);
}
