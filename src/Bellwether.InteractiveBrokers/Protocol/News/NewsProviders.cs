namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks which news providers the login may read.</summary>
public struct ReqNewsProviders : IClientMessage<ReqNewsProviders>
{
    public static ClientMessageId MessageId => ClientMessageId.ReqNewsProviders;

    public static void Transfer<TWire>(ref TWire wire, ref ReqNewsProviders m) where TWire : struct, IWire, allows ref struct
    {
    }

    public static void Deliver(in ReqNewsProviders m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The news providers the login may read.</summary>
public sealed class NewsProviders : IServerMessage<NewsProviders>
{
    public NewsProvider[] Providers = [];

    public static ServerMessageId MessageId => ServerMessageId.NewsProviders;

    public static void Transfer<TWire>(ref TWire wire, ref NewsProviders m) where TWire : struct, IWire, allows ref struct
    {
        wire.List(ref m.Providers);
    }

    public static void Deliver(in NewsProviders m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>A news provider.</summary>
public struct NewsProvider : IFields<NewsProvider>
{
    public string Code = "";
    public string Name = "";

    public NewsProvider()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref NewsProvider m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.Code);
        wire.FreeText(ref m.Name);
    }
}
