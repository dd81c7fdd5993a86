namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the display groups of TWS.</summary>
public struct QueryDisplayGroups : IClientMessage<QueryDisplayGroups>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.QueryDisplayGroups;

    public static void Transfer<TWire>(ref TWire wire, ref QueryDisplayGroups m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in QueryDisplayGroups m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Subscribes to what a display group shows.</summary>
public struct SubscribeToGroupEvents : IClientMessage<SubscribeToGroupEvents>
{
    public int ReqId;
    public int GroupId;

    public static ClientMessageId MessageId => ClientMessageId.SubscribeToGroupEvents;

    public static void Transfer<TWire>(ref TWire wire, ref SubscribeToGroupEvents m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.GroupId);
    }

    public static void Deliver(in SubscribeToGroupEvents m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Changes what a display group shows.</summary>
public sealed class UpdateDisplayGroup : IClientMessage<UpdateDisplayGroup>
{
    public int ReqId;
    public string ContractInfo = "";

    public static ClientMessageId MessageId => ClientMessageId.UpdateDisplayGroup;

    public static void Transfer<TWire>(ref TWire wire, ref UpdateDisplayGroup m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.ContractInfo);
    }

    public static void Deliver(in UpdateDisplayGroup m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends the subscription to a display group.</summary>
public struct UnsubscribeFromGroupEvents : IClientMessage<UnsubscribeFromGroupEvents>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.UnsubscribeFromGroupEvents;

    public static void Transfer<TWire>(ref TWire wire, ref UnsubscribeFromGroupEvents m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in UnsubscribeFromGroupEvents m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The display groups of TWS.</summary>
public sealed class DisplayGroupList : IServerMessage<DisplayGroupList>
{
    public int ReqId;

    /// <summary>Numbers separated by vertical bars.</summary>
    public string Groups = "";

    public static ServerMessageId MessageId => ServerMessageId.DisplayGroupList;

    public static void Transfer<TWire>(ref TWire wire, ref DisplayGroupList m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Groups, "text");
    }

    public static void Deliver(in DisplayGroupList m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>What a display group shows.</summary>
public sealed class DisplayGroupUpdated : IServerMessage<DisplayGroupUpdated>
{
    public int ReqId;
    public string ContractInfo = "";

    public static ServerMessageId MessageId => ServerMessageId.DisplayGroupUpdated;

    public static void Transfer<TWire>(ref TWire wire, ref DisplayGroupUpdated m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.ContractInfo, "text");
    }

    public static void Deliver(in DisplayGroupUpdated m, IServerMessageHandler handler) => handler.On(m);
}
