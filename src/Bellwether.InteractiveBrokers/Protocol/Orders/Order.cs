namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// The terms of an order. The initial values are the ones that mean "not used" on the wire, so an order states only what it wants.
/// Prices are in the currency of the contract, quantities in shares or contracts. Which fields travel depends on the message and the server version.
/// </summary>
public sealed class Order
{
    /// <summary>BUY, SELL, SSHORT or SLONG.</summary>
    public string Action = "";

    public decimal TotalQuantity;

    /// <summary>MKT, LMT, STP, STP LMT, TRAIL …</summary>
    public string OrderType = "";

    public double? LmtPrice;

    /// <summary>Trigger of a stop, amount of a trail, offset of a pegged order.</summary>
    public double? AuxPrice;

    /// <summary>DAY, GTC, IOC, FOK, GTD, OPG …; the gateway takes empty as DAY.</summary>
    public string Tif = "";

    public string OcaGroup = "";

    /// <summary>1 cancel the rest with block, 2 reduce with block, 3 reduce without block.</summary>
    public int OcaType;

    public string Account = "";

    /// <summary>O, C or empty.</summary>
    public string OpenClose = "";

    /// <summary>0 customer, 1 firm.</summary>
    public int Origin;

    /// <summary>The client's own name for the order; comes back with it and with its executions.</summary>
    public string OrderRef = "";

    /// <summary>False holds the order at the gateway until it, or the last child of its bracket, is sent with true.</summary>
    public bool Transmit = true;

    public int ParentId;
    public bool BlockOrder;
    public bool SweepToFill;

    /// <summary>What an iceberg shows.</summary>
    public int? DisplaySize;

    /// <summary>0 default, 1 double bid/ask, 2 last, 3 double last, 4 bid/ask, 7 last or bid/ask, 8 midpoint.</summary>
    public int TriggerMethod;

    public bool OutsideRth;
    public bool Hidden;
    public double DiscretionaryAmt;

    /// <summary>yyyyMMdd HH:mm:ss and zone, or yyyyMMdd-HH:mm:ss in UTC.</summary>
    public string GoodAfterTime = "";

    /// <inheritdoc cref="GoodAfterTime"/>
    public string GoodTillDate = "";

    public string FaGroup = "";
    public string FaMethod = "";
    public string FaPercentage = "";
    public string FaProfile = "";
    public string ModelCode = "";
    public int ShortSaleSlot;
    public string DesignatedLocation = "";
    public int ExemptCode = -1;
    public string Rule80A = "";
    public string SettlingFirm = "";
    public bool AllOrNone;
    public int? MinQty;
    public double? PercentOffset;

    /// <summary>No longer supported: leave false.</summary>
    public bool ETradeOnly;

    /// <summary>No longer supported: leave false.</summary>
    public bool FirmQuoteOnly;

    /// <summary>No longer supported: leave absent.</summary>
    public double? NbboPriceCap;

    public int AuctionStrategy;
    public double? StartingPrice;
    public double? StockRefPrice;
    public double? Delta;
    public double? StockRangeLower;
    public double? StockRangeUpper;
    public bool OverridePercentageConstraints;
    public VolatilityTerms Volatility = new();
    public DeltaNeutralTerms DeltaNeutral = new();

    /// <summary>Where a trailing stop starts.</summary>
    public double? TrailStopPrice;

    /// <summary>Percent.</summary>
    public double? TrailingPercent;

    public ComboTerms Combo = new();
    public ScaleTerms Scale = new();
    public string ScaleTable = "";
    public string ActiveStartTime = "";
    public string ActiveStopTime = "";

    /// <summary>D, B, F or P; empty for none.</summary>
    public string HedgeType = "";

    /// <summary>Travels only with a hedge type.</summary>
    public string HedgeParam = "";

    public bool OptOutSmartRouting;
    public string ClearingAccount = "";
    public string ClearingIntent = "";
    public bool NotHeld;
    public DeltaNeutralContract? DeltaNeutralContract;
    public AlgoTerms Algo = new();

    /// <summary>Asks for margin and commission instead of trading.</summary>
    public bool WhatIf;

    /// <summary><c>tag=value;</c> pairs.</summary>
    public string OrderMiscOptions = "";

    public bool Solicited;
    public bool RandomizeSize;
    public bool RandomizePrice;
    public BenchmarkPegTerms BenchmarkPeg = new();
    public ConditionTerms Conditions = new();
    public AdjustedTerms Adjusted = new();
    public string ExtOperator = "";
    public SoftDollarTier SoftDollarTier = new();

    /// <summary>Money to spend instead of a quantity.</summary>
    public double? CashQty;

    public Mifid2Terms Mifid2 = new();
    public bool DontUseAutoPriceForHedge;
    public bool IsOmsContainer;
    public bool DiscretionaryUpToLimitPrice;

    /// <summary>1 or 0; absent leaves it to the gateway's settings.</summary>
    public int? UsePriceMgmtAlgo;

    /// <summary>Minutes, with the time in force <c>Minutes</c>.</summary>
    public int? Duration;

    public int? PostToAts;
    public bool AutoCancelParent;
    public string AdvancedErrorOverride = "";

    /// <summary>yyyyMMdd-HH:mm:ss in UTC.</summary>
    public string ManualOrderTime = "";

    public int? MinTradeQty;
    public int? MinCompeteSize;

    /// <summary>Positive infinity competes up to the midpoint.</summary>
    public double? CompeteAgainstBestOffset;

    public double? MidOffsetAtWhole;
    public double? MidOffsetAtHalf;
    public string CustomerAccount = "";
    public bool ProfessionalCustomer;
    public bool IncludeOvernight;
    public int? ManualOrderIndicator;
    public bool ImbalanceOnly;

    // What only the gateway tells.

    /// <summary>The client the order belongs to.</summary>
    public int ClientId;

    /// <summary>The broker's number for the order: unique and stable for the account.</summary>
    public long PermId;

    public string SharesAllocation = "";
    public double? BasisPoints;
    public int? BasisPointsType;
    public string ComboLegsDescrip = "";
    public string BondAccruedInterest = "";

    /// <summary>The login that sent the order.</summary>
    public string Submitter = "";

    public string AutoCancelDate = "";
    public decimal FilledQuantity;
    public int? RefFuturesConId;
    public string Shareholder = "";
    public bool RouteMarketableToBbo;
    public long? ParentPermId;

    internal bool IsPegBench => OrderType is "PEG BENCH" or "PEGBENCH";

    internal bool UsesMidOffsets =>
        OrderType == "PEG MID" || (OrderType == "PEG BEST" && CompeteAgainstBestOffset is double.PositiveInfinity);
}
