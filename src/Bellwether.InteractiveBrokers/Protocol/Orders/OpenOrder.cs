namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A working order, or the preview of a what-if: its terms and its state.</summary>
public sealed class OpenOrder : IServerMessage<OpenOrder>
{
    public int OrderId;
    public Contract Contract = new();
    public Order Order = new();
    public OrderState State = new();

    public static ServerMessageId MessageId => ServerMessageId.OpenOrder;

    public static void Transfer<TWire>(ref TWire wire, ref OpenOrder m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.OrderContainer) wire.Version(34);
        wire.Int(ref m.OrderId);
        ContractFields.Answer(ref wire, m.Contract);
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
        wire.IntOrDefault(ref o.ClientId);
        wire.LongOrDefault(ref o.PermId);
        wire.Bool(ref o.OutsideRth);
        wire.Bool(ref o.Hidden);
        wire.DoubleOrDefault(ref o.DiscretionaryAmt);
        wire.Text(ref o.GoodAfterTime);
        wire.Text(ref o.SharesAllocation);
        wire.Text(ref o.FaGroup);
        wire.Text(ref o.FaMethod);
        wire.Text(ref o.FaPercentage);
        if (wire.ServerVersion < ServerVersions.NoFaProfile) wire.Text(ref o.FaProfile);
        if (wire.ServerVersion >= ServerVersions.ModelCode) wire.Text(ref o.ModelCode);
        wire.Text(ref o.GoodTillDate);
        wire.Text(ref o.Rule80A);
        wire.Optional(ref o.PercentOffset);
        wire.Text(ref o.SettlingFirm);
        wire.IntOrDefault(ref o.ShortSaleSlot);
        wire.Text(ref o.DesignatedLocation);
        wire.IntOrDefault(ref o.ExemptCode);
        wire.IntOrDefault(ref o.AuctionStrategy);
        wire.Optional(ref o.StartingPrice);
        wire.Optional(ref o.StockRefPrice);
        wire.Optional(ref o.Delta);
        wire.Optional(ref o.StockRangeLower);
        wire.Optional(ref o.StockRangeUpper);
        wire.Optional(ref o.DisplaySize, Unset.Int);
        wire.Bool(ref o.BlockOrder);
        wire.Bool(ref o.SweepToFill);
        wire.Bool(ref o.AllOrNone);
        wire.Optional(ref o.MinQty);
        wire.IntOrDefault(ref o.OcaType);
        wire.Bool(ref o.ETradeOnly);
        wire.Bool(ref o.FirmQuoteOnly);
        wire.Optional(ref o.NbboPriceCap);
        wire.IntOrDefault(ref o.ParentId);
        wire.IntOrDefault(ref o.TriggerMethod);
        wire.Optional(ref o.Volatility.Volatility);
        wire.Optional(ref o.Volatility.VolatilityType, Unset.Zero);
        DeltaNeutralTerms.Transfer(ref wire, o.DeltaNeutral);
        wire.Bool(ref o.Volatility.ContinuousUpdate);
        wire.Optional(ref o.Volatility.ReferencePriceType, Unset.Zero);
        wire.Optional(ref o.TrailStopPrice);
        wire.Optional(ref o.TrailingPercent);
        wire.Optional(ref o.BasisPoints);
        wire.Optional(ref o.BasisPointsType);
        wire.Text(ref o.ComboLegsDescrip);
        ComboTerms.Transfer(ref wire, o.Combo);
        ScaleTerms.Transfer(ref wire, o.Scale, Unset.Int);
        wire.Text(ref o.HedgeType);
        if (o.HedgeType.Length > 0) wire.Text(ref o.HedgeParam);
        wire.Bool(ref o.OptOutSmartRouting);
        wire.Text(ref o.ClearingAccount);
        wire.Text(ref o.ClearingIntent);
        wire.Bool(ref o.NotHeld);
        wire.OptionalGroup(ref o.DeltaNeutralContract, "deltaNeutralPresent");
        AlgoTerms.Transfer(ref wire, o.Algo);
        wire.Bool(ref o.Solicited);
        wire.Bool(ref o.WhatIf);
        OrderState.Transfer(ref wire, m.State);
        wire.Bool(ref o.RandomizeSize);
        wire.Bool(ref o.RandomizePrice);
        if (wire.ServerVersion >= ServerVersions.PeggedToBenchmark) Conditional(ref wire, o);
        if (wire.ServerVersion >= ServerVersions.SoftDollarTier) SoftDollarTier.OfOrder(ref wire, ref o.SoftDollarTier, withDisplayName: true);
        if (wire.ServerVersion >= ServerVersions.CashQuantity) wire.Optional(ref o.CashQty);
        if (wire.ServerVersion >= ServerVersions.AutoPriceForHedge) wire.Bool(ref o.DontUseAutoPriceForHedge);
        if (wire.ServerVersion >= ServerVersions.OrderContainer) wire.Bool(ref o.IsOmsContainer);
        if (wire.ServerVersion >= ServerVersions.DiscretionaryPegged) wire.Bool(ref o.DiscretionaryUpToLimitPrice);
        if (wire.ServerVersion >= ServerVersions.PriceManagementAlgo) UsesPriceManagement(ref wire, o);
        if (wire.ServerVersion >= ServerVersions.Duration) wire.Optional(ref o.Duration);
        if (wire.ServerVersion >= ServerVersions.PostToAts) wire.Optional(ref o.PostToAts);
        if (wire.ServerVersion >= ServerVersions.AutoCancelParent) wire.Bool(ref o.AutoCancelParent);
        if (wire.ServerVersion >= ServerVersions.PegBestPegMidOffsets)
        {
            wire.Optional(ref o.MinTradeQty);
            wire.Optional(ref o.MinCompeteSize);
            wire.OptionalOrInfinity(ref o.CompeteAgainstBestOffset);
            wire.Optional(ref o.MidOffsetAtWhole);
            wire.Optional(ref o.MidOffsetAtHalf);
        }
        if (wire.ServerVersion >= ServerVersions.CustomerAccount) wire.Text(ref o.CustomerAccount);
        if (wire.ServerVersion >= ServerVersions.ProfessionalCustomer) wire.Bool(ref o.ProfessionalCustomer);
        if (wire.ServerVersion >= ServerVersions.BondAccruedInterest) wire.Text(ref o.BondAccruedInterest);
        if (wire.ServerVersion >= ServerVersions.IncludeOvernight) wire.Bool(ref o.IncludeOvernight);
        if (wire.ServerVersion >= ServerVersions.CmeTaggingInOpenOrder)
        {
            wire.Text(ref o.ExtOperator);
            wire.Optional(ref o.ManualOrderIndicator, Unset.Int);
        }
        if (wire.ServerVersion >= ServerVersions.Submitter) wire.Text(ref o.Submitter);
        if (wire.ServerVersion >= ServerVersions.ImbalanceOnly) wire.Bool(ref o.ImbalanceOnly);
    }

    public static void Deliver(in OpenOrder m, IServerMessageHandler handler) => handler.On(m);

    /// <summary>A client may leave this open; the gateway only says yes or no, and no is also what it says then.</summary>
    static void UsesPriceManagement<TWire>(ref TWire wire, Order o) where TWire : struct, IWire, allows ref struct
    {
        var before = o.UsePriceMgmtAlgo is not (null or 0);
        var after = before;
        wire.Bool(ref after, "usePriceMgmtAlgo");
        if (after != before) o.UsePriceMgmtAlgo = after ? 1 : null;
    }

    static void Conditional<TWire>(ref TWire wire, Order o) where TWire : struct, IWire, allows ref struct
    {
        if (o.IsPegBench) BenchmarkPegTerms.Transfer(ref wire, o.BenchmarkPeg);
        ConditionTerms.Transfer(ref wire, o.Conditions);
        wire.Text(ref o.Adjusted.OrderType, "adjustedOrderType");
        wire.Optional(ref o.Adjusted.TriggerPrice, Unset.Double);
        RepeatedFields.TrailStopPrice(ref wire, o);
        wire.Optional(ref o.Adjusted.LmtPriceOffset, Unset.Double);
        wire.Optional(ref o.Adjusted.StopPrice, Unset.Double, "adjustedStopPrice");
        wire.Optional(ref o.Adjusted.StopLimitPrice, Unset.Double, "adjustedStopLimitPrice");
        wire.Optional(ref o.Adjusted.TrailingAmount, Unset.Double, "adjustedTrailingAmount");
        wire.IntOrDefault(ref o.Adjusted.AdjustableTrailingUnit);
    }
}
