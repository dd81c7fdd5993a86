namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks how far back history reaches.</summary>
public sealed class ReqHeadTimestamp : IClientMessage<ReqHeadTimestamp>
{
    public int ReqId;
    public Contract Contract = new();
    public bool IncludeExpired;
    public bool UseRTH;
    public string WhatToShow = "";

    /// <summary>1 text, 2 epoch seconds.</summary>
    public int FormatDate = 1;

    public static ClientMessageId MessageId => ClientMessageId.ReqHeadTimestamp;

    public static void Transfer<TWire>(ref TWire wire, ref ReqHeadTimestamp m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        ContractFields.Request(ref wire, m.Contract);
        wire.Bool(ref m.IncludeExpired);
        wire.Bool(ref m.UseRTH);
        wire.Text(ref m.WhatToShow);
        wire.Int(ref m.FormatDate);
    }

    public static void Deliver(in ReqHeadTimestamp m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends a head timestamp request.</summary>
public struct CancelHeadTimestamp : IClientMessage<CancelHeadTimestamp>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelHeadTimestamp;

    public static void Transfer<TWire>(ref TWire wire, ref CancelHeadTimestamp m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelHeadTimestamp m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The earliest time history has.</summary>
public sealed class HeadTimestamp : IServerMessage<HeadTimestamp>
{
    public int ReqId;

    /// <summary>yyyyMMdd-HH:mm:ss in UTC, or epoch seconds.</summary>
    public string Value = "";

    public static ServerMessageId MessageId => ServerMessageId.HeadTimestamp;

    public static void Transfer<TWire>(ref TWire wire, ref HeadTimestamp m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Value, "headTimestamp");
    }

    public static void Deliver(in HeadTimestamp m, IServerMessageHandler handler) => handler.On(m);
}
