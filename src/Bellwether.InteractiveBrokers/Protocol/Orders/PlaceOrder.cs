namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Sends an order, or changes the working order with the same id. Empty fields of other clients read as their defaults.</summary>
public sealed class PlaceOrder : IClientMessage<PlaceOrder>
{
    public int OrderId;
    public Contract Contract = new();
    public string SecIdType = "";
    public string SecId = "";
    public Order Order = new();

    public static ClientMessageId MessageId => ClientMessageId.PlaceOrder;

    public static void Transfer<TWire>(ref TWire wire, ref PlaceOrder m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.OrderContainer) wire.Version(45);
        wire.Int(ref m.OrderId);
        ContractFields.Request(ref wire, m.Contract);
        wire.Text(ref m.SecIdType);
        wire.Text(ref m.SecId);
        var o = m.Order;
        wire.Text(ref o.Action);
        wire.DecimalOrDefault(ref o.TotalQuantity);
        wire.Text(ref o.OrderType);
        wire.Optional(ref o.LmtPrice);
        wire.Optional(ref o.AuxPrice);
        wire.Text(ref o.Tif);
        wire.Text(ref o.OcaGroup);
        wire.Text(ref o.Account);
        wire.Text(ref o.OpenClose);
        wire.IntOrDefault(ref o.Origin);
        wire.Text(ref o.OrderRef);
        wire.Bool(ref o.Transmit);
        wire.IntOrDefault(ref o.ParentId);
        wire.Bool(ref o.BlockOrder);
        wire.Bool(ref o.SweepToFill);
        wire.Optional(ref o.DisplaySize, Unset.Zero);
        wire.IntOrDefault(ref o.TriggerMethod);
        wire.Bool(ref o.OutsideRth);
        wire.Bool(ref o.Hidden);
        if (m.Contract.SecType == "BAG") ComboTerms.Transfer(ref wire, o.Combo);
        wire.Constant("", "sharesAllocation");
        wire.DoubleOrDefault(ref o.DiscretionaryAmt);
        wire.Text(ref o.GoodAfterTime);
        wire.Text(ref o.GoodTillDate);
        wire.Text(ref o.FaGroup);
        wire.Text(ref o.FaMethod);
        wire.Text(ref o.FaPercentage);
        if (wire.ServerVersion < ServerVersions.NoFaProfile) wire.Text(ref o.FaProfile);
        if (wire.ServerVersion >= ServerVersions.ModelCode) wire.Text(ref o.ModelCode);
        wire.IntOrDefault(ref o.ShortSaleSlot);
        wire.Text(ref o.DesignatedLocation);
        wire.IntOrDefault(ref o.ExemptCode);
        wire.IntOrDefault(ref o.OcaType);
        wire.Text(ref o.Rule80A);
        wire.Text(ref o.SettlingFirm);
        wire.Bool(ref o.AllOrNone);
        wire.Optional(ref o.MinQty);
        wire.Optional(ref o.PercentOffset);
        wire.Bool(ref o.ETradeOnly);
        wire.Bool(ref o.FirmQuoteOnly);
        wire.Optional(ref o.NbboPriceCap);
        wire.IntOrDefault(ref o.AuctionStrategy);
        wire.Optional(ref o.StartingPrice);
        wire.Optional(ref o.StockRefPrice);
        wire.Optional(ref o.Delta);
        wire.Optional(ref o.StockRangeLower);
        wire.Optional(ref o.StockRangeUpper);
        wire.Bool(ref o.OverridePercentageConstraints);
        wire.Optional(ref o.Volatility.Volatility);
        wire.Optional(ref o.Volatility.VolatilityType);
        DeltaNeutralTerms.Transfer(ref wire, o.DeltaNeutral);
        wire.Bool(ref o.Volatility.ContinuousUpdate);
        wire.Optional(ref o.Volatility.ReferencePriceType);
        wire.Optional(ref o.TrailStopPrice);
        wire.Optional(ref o.TrailingPercent);
        ScaleTerms.Transfer(ref wire, o.Scale, absentSize: "");
        wire.Text(ref o.ScaleTable);
        wire.Text(ref o.ActiveStartTime);
        wire.Text(ref o.ActiveStopTime);
        wire.Text(ref o.HedgeType);
        if (o.HedgeType.Length > 0) wire.Text(ref o.HedgeParam);
        wire.Bool(ref o.OptOutSmartRouting);
        wire.Text(ref o.ClearingAccount);
        wire.Text(ref o.ClearingIntent);
        wire.Bool(ref o.NotHeld);
        wire.OptionalGroup(ref o.DeltaNeutralContract, "deltaNeutralPresent");
        AlgoTerms.Transfer(ref wire, o.Algo);
        wire.Text(ref o.Algo.Id, "algoId");
        wire.Bool(ref o.WhatIf);
        wire.Text(ref o.OrderMiscOptions);
        wire.Bool(ref o.Solicited);
        wire.Bool(ref o.RandomizeSize);
        wire.Bool(ref o.RandomizePrice);
        if (wire.ServerVersion >= ServerVersions.PeggedToBenchmark) Conditional(ref wire, o);
        if (wire.ServerVersion >= ServerVersions.ExtOperator) wire.Text(ref o.ExtOperator);
        if (wire.ServerVersion >= ServerVersions.SoftDollarTier) SoftDollarTier.OfOrder(ref wire, ref o.SoftDollarTier, withDisplayName: false);
        if (wire.ServerVersion >= ServerVersions.CashQuantity) wire.Optional(ref o.CashQty);
        if (wire.ServerVersion >= ServerVersions.DecisionMaker)
        {
            wire.Text(ref o.Mifid2.DecisionMaker, "mifid2DecisionMaker");
            wire.Text(ref o.Mifid2.DecisionAlgo, "mifid2DecisionAlgo");
        }
        if (wire.ServerVersion >= ServerVersions.MifidExecution)
        {
            wire.Text(ref o.Mifid2.ExecutionTrader, "mifid2ExecutionTrader");
            wire.Text(ref o.Mifid2.ExecutionAlgo, "mifid2ExecutionAlgo");
        }
        if (wire.ServerVersion >= ServerVersions.AutoPriceForHedge) wire.Bool(ref o.DontUseAutoPriceForHedge);
        if (wire.ServerVersion >= ServerVersions.OrderContainer) wire.Bool(ref o.IsOmsContainer);
        if (wire.ServerVersion >= ServerVersions.DiscretionaryPegged) wire.Bool(ref o.DiscretionaryUpToLimitPrice);
        if (wire.ServerVersion >= ServerVersions.PriceManagementAlgo) wire.Optional(ref o.UsePriceMgmtAlgo);
        if (wire.ServerVersion >= ServerVersions.Duration) wire.Optional(ref o.Duration);
        if (wire.ServerVersion >= ServerVersions.PostToAts) wire.Optional(ref o.PostToAts);
        if (wire.ServerVersion >= ServerVersions.AutoCancelParent) wire.Bool(ref o.AutoCancelParent);
        if (wire.ServerVersion >= ServerVersions.AdvancedOrderReject) wire.Text(ref o.AdvancedErrorOverride);
        if (wire.ServerVersion >= ServerVersions.ManualOrderTime) wire.Text(ref o.ManualOrderTime);
        if (wire.ServerVersion >= ServerVersions.PegBestPegMidOffsets) PegOffsets(ref wire, m.Contract, o);
        if (wire.ServerVersion >= ServerVersions.CustomerAccount) wire.Text(ref o.CustomerAccount);
        if (wire.ServerVersion >= ServerVersions.ProfessionalCustomer) wire.Bool(ref o.ProfessionalCustomer);
        if (wire.ServerVersion is >= ServerVersions.RequestForQuote and < ServerVersions.NoRequestForQuote)
        {
            wire.Constant("", "rfq1");
            wire.Constant(Unset.Int, "rfq2");
        }
        if (wire.ServerVersion >= ServerVersions.IncludeOvernight) wire.Bool(ref o.IncludeOvernight);
        if (wire.ServerVersion >= ServerVersions.CmeTagging) wire.Optional(ref o.ManualOrderIndicator, Unset.Int);
        if (wire.ServerVersion >= ServerVersions.ImbalanceOnly) wire.Bool(ref o.ImbalanceOnly);
    }

    public static void Deliver(in PlaceOrder m, IClientMessageHandler handler) => handler.On(m);

    static void Conditional<TWire>(ref TWire wire, Order o) where TWire : struct, IWire, allows ref struct
    {
        if (o.IsPegBench) BenchmarkPegTerms.Transfer(ref wire, o.BenchmarkPeg);
        ConditionTerms.Transfer(ref wire, o.Conditions);
        wire.Text(ref o.Adjusted.OrderType, "adjustedOrderType");
        wire.Optional(ref o.Adjusted.TriggerPrice);
        wire.Optional(ref o.Adjusted.LmtPriceOffset);
        wire.Optional(ref o.Adjusted.StopPrice, field: "adjustedStopPrice");
        wire.Optional(ref o.Adjusted.StopLimitPrice, field: "adjustedStopLimitPrice");
        wire.Optional(ref o.Adjusted.TrailingAmount, field: "adjustedTrailingAmount");
        wire.IntOrDefault(ref o.Adjusted.AdjustableTrailingUnit);
    }

    static void PegOffsets<TWire>(ref TWire wire, Contract c, Order o) where TWire : struct, IWire, allows ref struct
    {
        if (c.Exchange == "IBKRATS") wire.Optional(ref o.MinTradeQty);
        if (o.OrderType == "PEG BEST")
        {
            wire.Optional(ref o.MinCompeteSize);
            wire.OptionalOrInfinity(ref o.CompeteAgainstBestOffset);
        }
        if (!o.UsesMidOffsets) return;
        wire.Optional(ref o.MidOffsetAtWhole);
        wire.Optional(ref o.MidOffsetAtHalf);
    }
}
