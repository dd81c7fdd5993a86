namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A contract that matches a request, with its trading terms.</summary>
public sealed class ContractDetails : IServerMessage<ContractDetails>
{
    public int ReqId;
    public Contract Contract = new();

    /// <summary>yyyyMMdd; from server version 182.</summary>
    public string LastTradeDate = "";

    public string MarketName = "";

    /// <summary>Price step in the currency of the contract; the market rule of the exchange may be finer or depend on the price.</summary>
    public double MinTick;

    public int MdSizeMultiplier;

    /// <summary>Separated by commas.</summary>
    public string OrderTypes = "";

    /// <summary>Separated by commas, parallel to <see cref="MarketRuleIds"/>.</summary>
    public string ValidExchanges = "";

    public int PriceMagnifier = 1;
    public int UnderConId;
    public string LongName = "";
    public string ContractMonth = "";
    public string Industry = "";
    public string Category = "";
    public string Subcategory = "";

    /// <summary>The zone of <see cref="TradingHours"/> and <see cref="LiquidHours"/>.</summary>
    public string TimeZoneId = "";

    /// <summary>Such as <c>20260405:CLOSED;20260406:0400-20260406:2000</c>.</summary>
    public string TradingHours = "";

    /// <inheritdoc cref="TradingHours"/>
    public string LiquidHours = "";

    public string EvRule = "";
    public int? EvMultiplier;

    /// <summary>Other identifiers (ISIN, CUSIP).</summary>
    public TagValue[] SecIdList = [];

    public int? AggGroup;
    public string UnderSymbol = "";
    public string UnderSecType = "";
    public string MarketRuleIds = "";
    public string RealExpirationDate = "";

    /// <summary>COMMON, ETF, ADR …</summary>
    public string StockType = "";

    public decimal? SizeMinTick;
    public decimal? MinSize;
    public decimal? SizeIncrement;
    public decimal? SuggestedSizeIncrement;

    /// <summary>Terms of a fund, when the security type is FUND.</summary>
    public FundDetails Fund = new();

    public IneligibilityReason[] IneligibilityReasons = [];

    public static ServerMessageId MessageId => ServerMessageId.ContractDetails;

    public static void Transfer<TWire>(ref TWire wire, ref ContractDetails m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.SizeRules) wire.Version(8);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Contract.Symbol);
        wire.Text(ref m.Contract.SecType);
        wire.Text(ref m.Contract.LastTradeDateOrContractMonth);
        if (wire.ServerVersion >= ServerVersions.LastTradeDate) wire.Text(ref m.LastTradeDate);
        wire.Optional(ref m.Contract.Strike, Unset.Zero);
        wire.Text(ref m.Contract.Right);
        wire.Text(ref m.Contract.Exchange);
        wire.Text(ref m.Contract.Currency);
        wire.Text(ref m.Contract.LocalSymbol);
        wire.Text(ref m.MarketName);
        wire.Text(ref m.Contract.TradingClass);
        wire.Int(ref m.Contract.ConId);
        wire.Double(ref m.MinTick);
        if (wire.ServerVersion is >= ServerVersions.MdSizeMultiplier and < ServerVersions.SizeRules) wire.IntOrDefault(ref m.MdSizeMultiplier);
        wire.Text(ref m.Contract.Multiplier);
        wire.Text(ref m.OrderTypes);
        wire.Text(ref m.ValidExchanges);
        wire.IntOrDefault(ref m.PriceMagnifier);
        wire.IntOrDefault(ref m.UnderConId);
        wire.FreeText(ref m.LongName);
        wire.Text(ref m.Contract.PrimaryExchange);
        wire.Text(ref m.ContractMonth);
        wire.Text(ref m.Industry);
        wire.Text(ref m.Category);
        wire.Text(ref m.Subcategory);
        wire.Text(ref m.TimeZoneId);
        wire.Text(ref m.TradingHours);
        wire.Text(ref m.LiquidHours);
        wire.Text(ref m.EvRule);
        wire.Optional(ref m.EvMultiplier);
        wire.List(ref m.SecIdList);
        if (wire.ServerVersion >= ServerVersions.AggGroup) wire.Optional(ref m.AggGroup, Unset.Int);
        if (wire.ServerVersion >= ServerVersions.UnderlyingInfo)
        {
            wire.Text(ref m.UnderSymbol);
            wire.Text(ref m.UnderSecType);
        }
        if (wire.ServerVersion >= ServerVersions.MarketRules) wire.Text(ref m.MarketRuleIds);
        if (wire.ServerVersion >= ServerVersions.RealExpirationDate) wire.Text(ref m.RealExpirationDate);
        if (wire.ServerVersion >= ServerVersions.StockType) wire.Text(ref m.StockType);
        if (wire.ServerVersion == ServerVersions.FractionalSizes) wire.Optional(ref m.SizeMinTick);
        if (wire.ServerVersion >= ServerVersions.SizeRules)
        {
            wire.Optional(ref m.MinSize);
            wire.Optional(ref m.SizeIncrement);
            wire.Optional(ref m.SuggestedSizeIncrement);
        }
        if (wire.ServerVersion >= ServerVersions.FundFields && m.Contract.SecType == "FUND") FundDetails.Transfer(ref wire, ref m.Fund);
        if (wire.ServerVersion >= ServerVersions.IneligibilityReasons) wire.List(ref m.IneligibilityReasons);
    }

    public static void Deliver(in ContractDetails m, IServerMessageHandler handler) => handler.On(m);
}
