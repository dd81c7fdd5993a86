namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A finished order. It carries no order id and no client id: know it by its permanent id.</summary>
public sealed class CompletedOrder : IServerMessage<CompletedOrder>
{
    public Contract Contract = new();
    public Order Order = new();
    public OrderStatusWord Status;

    /// <summary>yyyyMMdd HH:mm:ss and zone.</summary>
    public string CompletedTime = "";

    public string CompletedStatus = "";

    public static ServerMessageId MessageId => ServerMessageId.CompletedOrder;

    public static int Since => ServerVersions.CompletedOrders;

    public static void Transfer<TWire>(ref TWire wire, ref CompletedOrder m) where TWire : struct, IWire, allows ref struct
    {
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
        wire.LongOrDefault(ref o.PermId);
        wire.Bool(ref o.OutsideRth);
        wire.Bool(ref o.Hidden);
        wire.DoubleOrDefault(ref o.DiscretionaryAmt);
        wire.Text(ref o.GoodAfterTime);
        wire.Text(ref o.FaGroup);
        wire.Text(ref o.FaMethod);
        wire.Text(ref o.FaPercentage);
        if (wire.ServerVersion < ServerVersions.NoFaProfile) wire.Text(ref o.FaProfile);
        wire.Text(ref o.ModelCode);
        wire.Text(ref o.GoodTillDate);
        wire.Text(ref o.Rule80A);
        wire.Optional(ref o.PercentOffset);
        wire.Text(ref o.SettlingFirm);
        wire.IntOrDefault(ref o.ShortSaleSlot);
        wire.Text(ref o.DesignatedLocation);
        wire.IntOrDefault(ref o.ExemptCode);
        wire.Optional(ref o.StartingPrice);
        wire.Optional(ref o.StockRefPrice);
        wire.Optional(ref o.Delta);
        wire.Optional(ref o.StockRangeLower);
        wire.Optional(ref o.StockRangeUpper);
        wire.Optional(ref o.DisplaySize, Unset.Int);
        wire.Bool(ref o.SweepToFill);
        wire.Bool(ref o.AllOrNone);
        wire.Optional(ref o.MinQty);
        wire.IntOrDefault(ref o.OcaType);
        wire.IntOrDefault(ref o.TriggerMethod);
        wire.Optional(ref o.Volatility.Volatility);
        wire.Optional(ref o.Volatility.VolatilityType, Unset.Zero);
        DeltaNeutralTerms.TransferCompleted(ref wire, o.DeltaNeutral);
        wire.Bool(ref o.Volatility.ContinuousUpdate);
        wire.Optional(ref o.Volatility.ReferencePriceType, Unset.Zero);
        wire.Optional(ref o.TrailStopPrice);
        wire.Optional(ref o.TrailingPercent);
        wire.Text(ref o.ComboLegsDescrip);
        ComboTerms.Transfer(ref wire, o.Combo);
        ScaleTerms.Transfer(ref wire, o.Scale, Unset.Int);
        wire.Text(ref o.HedgeType);
        if (o.HedgeType.Length > 0) wire.Text(ref o.HedgeParam);
        wire.Text(ref o.ClearingAccount);
        wire.Text(ref o.ClearingIntent);
        wire.Bool(ref o.NotHeld);
        wire.OptionalGroup(ref o.DeltaNeutralContract, "deltaNeutralPresent");
        AlgoTerms.Transfer(ref wire, o.Algo);
        wire.Bool(ref o.Solicited);
        wire.Word(ref m.Status);
        wire.Bool(ref o.RandomizeSize);
        wire.Bool(ref o.RandomizePrice);
        if (o.IsPegBench) BenchmarkPegTerms.Transfer(ref wire, o.BenchmarkPeg);
        ConditionTerms.Transfer(ref wire, o.Conditions);
        RepeatedFields.TrailStopPrice(ref wire, o);
        wire.Optional(ref o.Adjusted.LmtPriceOffset, Unset.Double);
        wire.Optional(ref o.CashQty);
        wire.Bool(ref o.DontUseAutoPriceForHedge);
        wire.Bool(ref o.IsOmsContainer);
        wire.Text(ref o.AutoCancelDate);
        wire.DecimalOrDefault(ref o.FilledQuantity);
        wire.Optional(ref o.RefFuturesConId, Unset.Int);
        wire.Bool(ref o.AutoCancelParent);
        wire.Text(ref o.Shareholder);
        wire.Bool(ref o.ImbalanceOnly);
        wire.Bool(ref o.RouteMarketableToBbo);
        wire.Optional(ref o.ParentPermId, Unset.Long);
        wire.Text(ref m.CompletedTime);
        wire.Text(ref m.CompletedStatus);
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
        if (wire.ServerVersion >= ServerVersions.Submitter) wire.Text(ref o.Submitter);
    }

    public static void Deliver(in CompletedOrder m, IServerMessageHandler handler) => handler.On(m);
}
