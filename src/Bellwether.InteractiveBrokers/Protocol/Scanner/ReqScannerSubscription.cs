namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Subscribes to a market scanner.</summary>
public sealed class ReqScannerSubscription : IClientMessage<ReqScannerSubscription>
{
    public int ReqId;
    public int? NumberOfRows;
    public string Instrument = "";
    public string LocationCode = "";
    public string ScanCode = "";
    public double? AbovePrice;
    public double? BelowPrice;
    public int? AboveVolume;
    public double? MarketCapAbove;
    public double? MarketCapBelow;
    public string MoodyRatingAbove = "";
    public string MoodyRatingBelow = "";
    public string SpRatingAbove = "";
    public string SpRatingBelow = "";
    public string MaturityDateAbove = "";
    public string MaturityDateBelow = "";
    public double? CouponRateAbove;
    public double? CouponRateBelow;
    public bool ExcludeConvertible;
    public int? AverageOptionVolumeAbove;
    public string ScannerSettingPairs = "";
    public string StockTypeFilter = "";
    public string FilterOptions = "";
    public string SubscriptionOptions = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqScannerSubscription;

    public static void Transfer<TWire>(ref TWire wire, ref ReqScannerSubscription m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.ScannerFilterOptions) wire.Version(4);
        wire.Int(ref m.ReqId);
        wire.Optional(ref m.NumberOfRows);
        wire.Text(ref m.Instrument);
        wire.Text(ref m.LocationCode);
        wire.Text(ref m.ScanCode);
        wire.Optional(ref m.AbovePrice);
        wire.Optional(ref m.BelowPrice);
        wire.Optional(ref m.AboveVolume);
        wire.Optional(ref m.MarketCapAbove);
        wire.Optional(ref m.MarketCapBelow);
        wire.Text(ref m.MoodyRatingAbove);
        wire.Text(ref m.MoodyRatingBelow);
        wire.Text(ref m.SpRatingAbove);
        wire.Text(ref m.SpRatingBelow);
        wire.Text(ref m.MaturityDateAbove);
        wire.Text(ref m.MaturityDateBelow);
        wire.Optional(ref m.CouponRateAbove);
        wire.Optional(ref m.CouponRateBelow);
        wire.Bool(ref m.ExcludeConvertible);
        wire.Optional(ref m.AverageOptionVolumeAbove);
        wire.Text(ref m.ScannerSettingPairs);
        wire.Text(ref m.StockTypeFilter);
        if (wire.ServerVersion >= ServerVersions.ScannerFilterOptions) wire.Text(ref m.FilterOptions);
        wire.Text(ref m.SubscriptionOptions);
    }

    public static void Deliver(in ReqScannerSubscription m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends a scanner subscription.</summary>
public struct CancelScannerSubscription : IClientMessage<CancelScannerSubscription>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelScannerSubscription;

    public static void Transfer<TWire>(ref TWire wire, ref CancelScannerSubscription m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelScannerSubscription m, IClientMessageHandler handler) => handler.On(in m);
}
