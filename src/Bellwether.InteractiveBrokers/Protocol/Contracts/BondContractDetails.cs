namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A bond that matches a request, with its terms.</summary>
public sealed class BondContractDetails : IServerMessage<BondContractDetails>
{
    public int ReqId;
    public Contract Contract = new();
    public string Cusip = "";
    /// <summary>Percent.</summary>
    public double Coupon;

    /// <summary>Date, and possibly time and zone.</summary>
    public string Maturity = "";

    public string IssueDate = "";
    public string Ratings = "";
    public string BondType = "";
    public string CouponType = "";
    public bool Convertible;
    public bool Callable;
    public bool Putable;
    public string DescAppend = "";
    public string MarketName = "";
    public double MinTick;
    public int MdSizeMultiplier;
    public string OrderTypes = "";
    public string ValidExchanges = "";
    public string NextOptionDate = "";
    public string NextOptionType = "";
    public bool NextOptionPartial;
    public string Notes = "";
    public string LongName = "";
    public string TimeZoneId = "";
    public string TradingHours = "";
    public string LiquidHours = "";
    public string EvRule = "";
    public int? EvMultiplier;
    public TagValue[] SecIdList = [];
    public int? AggGroup;
    public string MarketRuleIds = "";
    public decimal? MinSize;
    public decimal? SizeIncrement;
    public decimal? SuggestedSizeIncrement;

    public static ServerMessageId MessageId => ServerMessageId.BondContractDetails;

    public static void Transfer<TWire>(ref TWire wire, ref BondContractDetails m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.SizeRules) wire.Version(6);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Contract.Symbol);
        wire.Text(ref m.Contract.SecType);
        wire.Text(ref m.Cusip);
        wire.DoubleOrDefault(ref m.Coupon);
        wire.Text(ref m.Maturity);
        wire.Text(ref m.IssueDate);
        wire.Text(ref m.Ratings);
        wire.Text(ref m.BondType);
        wire.Text(ref m.CouponType);
        wire.Bool(ref m.Convertible);
        wire.Bool(ref m.Callable);
        wire.Bool(ref m.Putable);
        wire.Text(ref m.DescAppend);
        wire.Text(ref m.Contract.Exchange);
        wire.Text(ref m.Contract.Currency);
        wire.Text(ref m.MarketName);
        wire.Text(ref m.Contract.TradingClass);
        wire.Int(ref m.Contract.ConId);
        wire.Double(ref m.MinTick);
        if (wire.ServerVersion is >= ServerVersions.MdSizeMultiplier and < ServerVersions.SizeRules) wire.IntOrDefault(ref m.MdSizeMultiplier);
        wire.Text(ref m.OrderTypes);
        wire.Text(ref m.ValidExchanges);
        wire.Text(ref m.NextOptionDate);
        wire.Text(ref m.NextOptionType);
        wire.Bool(ref m.NextOptionPartial);
        wire.FreeText(ref m.Notes);
        wire.FreeText(ref m.LongName);
        if (wire.ServerVersion >= ServerVersions.BondTradingHours)
        {
            wire.Text(ref m.TimeZoneId);
            wire.Text(ref m.TradingHours);
            wire.Text(ref m.LiquidHours);
        }
        wire.Text(ref m.EvRule);
        wire.Optional(ref m.EvMultiplier);
        wire.List(ref m.SecIdList);
        if (wire.ServerVersion >= ServerVersions.AggGroup) wire.Optional(ref m.AggGroup, Unset.Int);
        if (wire.ServerVersion >= ServerVersions.MarketRules) wire.Text(ref m.MarketRuleIds);
        if (wire.ServerVersion >= ServerVersions.SizeRules)
        {
            wire.Optional(ref m.MinSize);
            wire.Optional(ref m.SizeIncrement);
            wire.Optional(ref m.SuggestedSizeIncrement);
        }
    }

    public static void Deliver(in BondContractDetails m, IServerMessageHandler handler) => handler.On(m);
}
