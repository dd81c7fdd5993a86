namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A named value of an open-ended list.</summary>
public struct TagValue : IFields<TagValue>
{
    public string Tag = "";
    public string Value = "";

    public TagValue()
    {
    }

    public TagValue(string tag, string value) => (Tag, Value) = (tag, value);

    public static void Transfer<TWire>(ref TWire wire, ref TagValue m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.Tag);
        wire.Text(ref m.Value);
    }
}
