namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Why the account may not trade the contract.</summary>
public struct IneligibilityReason : IFields<IneligibilityReason>
{
    public string Id = "";
    public string Description = "";

    public IneligibilityReason()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref IneligibilityReason m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.Id);
        wire.FreeText(ref m.Description);
    }
}
