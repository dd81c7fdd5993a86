namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The server versions that change the layout of a message, by what they brought.</summary>
public static class ServerVersions
{
    /// <summary>The first version of this framing.</summary>
    public const int Lowest = 100;

    /// <summary>The last version that speaks text; from 201 messages move to another encoding.</summary>
    public const int Highest = 200;

    public const int PeggedToBenchmark = 102;
    public const int ModelCode = 103;
    public const int ExtOperator = 105;
    public const int SoftDollarTier = 106;
    public const int MdSizeMultiplier = 110;
    public const int CashQuantity = 111;
    public const int RegulatorySnapshot = 114;
    public const int ServiceDataType = 120;
    public const int AggGroup = 121;
    public const int UnderlyingInfo = 122;
    public const int KeepUpToDate = 124;
    public const int MarketRules = 126;
    public const int PnL = 127;
    public const int UnrealizedPnL = 129;
    public const int HistoricalTicks = 130;
    public const int MarketCapPrice = 131;
    public const int RealExpirationDate = 134;
    public const int RealizedPnL = 135;
    public const int LastLiquidity = 136;
    public const int TickByTick = 137;
    public const int DecisionMaker = 138;
    public const int MifidExecution = 139;
    public const int TickByTickIgnoreSize = 140;
    public const int AutoPriceForHedge = 141;
    public const int WhatIfMargins = 142;
    public const int ScannerFilterOptions = 143;
    public const int OrderBound = 144;
    public const int OrderContainer = 145;
    public const int SmartDepth = 146;
    public const int DiscretionaryPegged = 148;
    public const int DepthPrimaryExchange = 149;
    public const int CompletedOrders = 150;
    public const int PriceManagementAlgo = 151;
    public const int StockType = 152;
    public const int EscapedText = 153;
    public const int PriceBasedVolatility = 156;
    public const int ReplaceFaEnd = 157;
    public const int Duration = 158;
    public const int PostToAts = 160;
    public const int WshCalendar = 161;
    public const int AutoCancelParent = 162;
    public const int FractionalSizes = 163;
    public const int SizeRules = 164;
    public const int HistoricalSchedule = 165;
    public const int AdvancedOrderReject = 166;
    public const int UserInfo = 167;
    public const int ManualOrderTime = 169;
    public const int PegBestPegMidOffsets = 170;
    public const int WshFilters = 171;
    public const int WshDates = 173;
    public const int BondIssuerId = 176;
    public const int NoFaProfile = 177;
    public const int PendingPriceRevision = 178;
    public const int FundFields = 179;
    public const int ExerciseManualTime = 180;
    public const int LastTradeDate = 182;
    public const int CustomerAccount = 183;
    public const int ProfessionalCustomer = 184;
    public const int BondAccruedInterest = 185;
    public const int IneligibilityReasons = 186;
    public const int RequestForQuote = 187;
    public const int BondTradingHours = 188;
    public const int IncludeOvernight = 189;
    public const int NoRequestForQuote = 190;
    public const int CmeTagging = 192;
    public const int CmeTaggingInOpenOrder = 193;
    public const int ErrorTime = 194;
    public const int FullOrderPreview = 195;
    public const int HistoricalDataEnd = 196;
    public const int CurrentTimeInMillis = 197;
    public const int Submitter = 198;
    public const int ImbalanceOnly = 199;
    public const int ParametrizedExecutions = 200;

    internal static void Check(int version)
    {
        if (version is < Lowest or > Highest)
            throw new ProtocolException(ProtocolFault.UnsupportedVersion, "Server version", "", $"{version}", $"{Lowest} to {Highest}",
                "Only the text form of the protocol is spoken: negotiate a version in that range");
    }
}
