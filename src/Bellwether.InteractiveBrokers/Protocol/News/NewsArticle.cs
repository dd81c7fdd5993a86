namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the text of an article.</summary>
public sealed class ReqNewsArticle : IClientMessage<ReqNewsArticle>
{
    public int ReqId;
    public string ProviderCode = "";
    public string ArticleId = "";
    public string Options = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqNewsArticle;

    public static void Transfer<TWire>(ref TWire wire, ref ReqNewsArticle m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.ProviderCode);
        wire.Text(ref m.ArticleId);
        wire.Text(ref m.Options);
    }

    public static void Deliver(in ReqNewsArticle m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>The text of an article.</summary>
public sealed class NewsArticle : IServerMessage<NewsArticle>
{
    public int ReqId;

    /// <summary>0 text or HTML, 1 binary in base 64.</summary>
    public int ArticleType;

    public string Text = "";

    public static ServerMessageId MessageId => ServerMessageId.NewsArticle;

    public static void Transfer<TWire>(ref TWire wire, ref NewsArticle m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Int(ref m.ArticleType);
        wire.FreeText(ref m.Text);
    }

    public static void Deliver(in NewsArticle m, IServerMessageHandler handler) => handler.On(m);
}
