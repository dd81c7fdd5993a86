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
        wire.FreeText(ref m.Name, "fundName");
        wire.FreeText(ref m.Family, "fundFamily");
        wire.Text(ref m.Type, "fundType");
        wire.Text(ref m.FrontLoad, "fundFrontLoad");
        wire.Text(ref m.BackLoad, "fundBackLoad");
        wire.Text(ref m.BackLoadTimeInterval, "fundBackLoadTimeInterval");
        wire.Text(ref m.ManagementFee, "fundManagementFee");
        wire.Bool(ref m.Closed, "fundClosed");
        wire.Bool(ref m.ClosedForNewInvestors, "fundClosedForNewInvestors");
        wire.Bool(ref m.ClosedForNewMoney, "fundClosedForNewMoney");
        wire.Text(ref m.NotifyAmount, "fundNotifyAmount");
        wire.Text(ref m.MinimumInitialPurchase, "fundMinimumInitialPurchase");
        wire.Text(ref m.SubsequentMinimumPurchase, "fundSubsequentMinimumPurchase");
        wire.Text(ref m.BlueSkyStates, "fundBlueSkyStates");
        wire.Text(ref m.BlueSkyTerritories, "fundBlueSkyTerritories");
        wire.Text(ref m.DistributionPolicyIndicator, "fundDistributionPolicyIndicator");
        wire.Text(ref m.AssetType, "fundAssetType");
    }
}
