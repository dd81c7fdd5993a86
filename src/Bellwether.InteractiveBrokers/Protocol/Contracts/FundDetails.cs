namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The terms of a fund; numbers are text as the gateway prints them.</summary>
public sealed class FundDetails : IFields<FundDetails>
{
    public string Name = "";
    public string Family = "";
    public string Type = "";
    public string FrontLoad = "";
    public string BackLoad = "";
    public string BackLoadTimeInterval = "";
    public string ManagementFee = "";
    public bool Closed;
    public bool ClosedForNewInvestors;
    public bool ClosedForNewMoney;
    public string NotifyAmount = "";
    public string MinimumInitialPurchase = "";
    public string SubsequentMinimumPurchase = "";
    public string BlueSkyStates = "";
    public string BlueSkyTerritories = "";
    public string DistributionPolicyIndicator = "";
    public string AssetType = "";

    public static void Transfer<TWire>(ref TWire wire, ref FundDetails m) where TWire : struct, IWire, allows ref struct
    {
        wire.FreeText(ref m.Name);
        wire.FreeText(ref m.Family);
        wire.Text(ref m.Type);
        wire.Text(ref m.FrontLoad);
        wire.Text(ref m.BackLoad);
        wire.Text(ref m.BackLoadTimeInterval);
        wire.Text(ref m.ManagementFee);
        wire.Bool(ref m.Closed);
        wire.Bool(ref m.ClosedForNewInvestors);
        wire.Bool(ref m.ClosedForNewMoney);
        wire.Text(ref m.NotifyAmount);
        wire.Text(ref m.MinimumInitialPurchase);
        wire.Text(ref m.SubsequentMinimumPurchase);
        wire.Text(ref m.BlueSkyStates);
        wire.Text(ref m.BlueSkyTerritories);
        wire.Text(ref m.DistributionPolicyIndicator);
        wire.Text(ref m.AssetType);
    }
}
