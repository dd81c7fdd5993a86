namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>What a client does with the messages it gets: implement those of interest, the rest come to <see cref="OnOther"/>.</summary>
public interface IServerMessageHandler
{
    /// <summary>A message without a method of its own in the implementing class. Does nothing by default.</summary>
    void OnOther(ServerMessageId id)
    {
    }

    void On(in TickPrice m) => OnOther(TickPrice.MessageId);

    void On(in TickSize m) => OnOther(TickSize.MessageId);

    void On(in OrderStatus m) => OnOther(OrderStatus.MessageId);

    void On(ErrMsg m) => OnOther(ErrMsg.MessageId);

    void On(OpenOrder m) => OnOther(OpenOrder.MessageId);

    void On(UpdateAccountValue m) => OnOther(UpdateAccountValue.MessageId);

    void On(UpdatePortfolio m) => OnOther(UpdatePortfolio.MessageId);

    void On(UpdateAccountTime m) => OnOther(UpdateAccountTime.MessageId);

    void On(in NextValidId m) => OnOther(NextValidId.MessageId);

    void On(ContractDetails m) => OnOther(ContractDetails.MessageId);

    void On(ExecDetails m) => OnOther(ExecDetails.MessageId);

    void On(in MarketDepth m) => OnOther(MarketDepth.MessageId);

    void On(MarketDepthL2 m) => OnOther(MarketDepthL2.MessageId);

    void On(NewsBulletin m) => OnOther(NewsBulletin.MessageId);

    void On(ManagedAccounts m) => OnOther(ManagedAccounts.MessageId);

    void On(ReceiveFa m) => OnOther(ReceiveFa.MessageId);

    void On(HistoricalData m) => OnOther(HistoricalData.MessageId);

    void On(BondContractDetails m) => OnOther(BondContractDetails.MessageId);

    void On(ScannerParameters m) => OnOther(ScannerParameters.MessageId);

    void On(ScannerData m) => OnOther(ScannerData.MessageId);

    void On(in TickOptionComputation m) => OnOther(TickOptionComputation.MessageId);

    void On(in TickGeneric m) => OnOther(TickGeneric.MessageId);

    void On(TickString m) => OnOther(TickString.MessageId);

    void On(TickEfp m) => OnOther(TickEfp.MessageId);

    void On(in CurrentTime m) => OnOther(CurrentTime.MessageId);

    void On(in RealTimeBar m) => OnOther(RealTimeBar.MessageId);

    void On(FundamentalData m) => OnOther(FundamentalData.MessageId);

    void On(in ContractDetailsEnd m) => OnOther(ContractDetailsEnd.MessageId);

    void On(in OpenOrderEnd m) => OnOther(OpenOrderEnd.MessageId);

    void On(AccountDownloadEnd m) => OnOther(AccountDownloadEnd.MessageId);

    void On(in ExecDetailsEnd m) => OnOther(ExecDetailsEnd.MessageId);

    void On(in DeltaNeutralValidation m) => OnOther(DeltaNeutralValidation.MessageId);

    void On(in TickSnapshotEnd m) => OnOther(TickSnapshotEnd.MessageId);

    void On(in MarketDataType m) => OnOther(MarketDataType.MessageId);

    void On(CommissionReport m) => OnOther(CommissionReport.MessageId);

    void On(Position m) => OnOther(Position.MessageId);

    void On(in PositionEnd m) => OnOther(PositionEnd.MessageId);

    void On(AccountSummary m) => OnOther(AccountSummary.MessageId);

    void On(in AccountSummaryEnd m) => OnOther(AccountSummaryEnd.MessageId);

    void On(DisplayGroupList m) => OnOther(DisplayGroupList.MessageId);

    void On(DisplayGroupUpdated m) => OnOther(DisplayGroupUpdated.MessageId);

    void On(PositionMulti m) => OnOther(PositionMulti.MessageId);

    void On(in PositionMultiEnd m) => OnOther(PositionMultiEnd.MessageId);

    void On(AccountUpdateMulti m) => OnOther(AccountUpdateMulti.MessageId);

    void On(in AccountUpdateMultiEnd m) => OnOther(AccountUpdateMultiEnd.MessageId);

    void On(SecurityDefinitionOptionParameter m) => OnOther(SecurityDefinitionOptionParameter.MessageId);

    void On(in SecurityDefinitionOptionParameterEnd m) => OnOther(SecurityDefinitionOptionParameterEnd.MessageId);

    void On(SoftDollarTiers m) => OnOther(SoftDollarTiers.MessageId);

    void On(FamilyCodes m) => OnOther(FamilyCodes.MessageId);

    void On(SymbolSamples m) => OnOther(SymbolSamples.MessageId);

    void On(MktDepthExchanges m) => OnOther(MktDepthExchanges.MessageId);

    void On(TickReqParams m) => OnOther(TickReqParams.MessageId);

    void On(SmartComponents m) => OnOther(SmartComponents.MessageId);

    void On(NewsArticle m) => OnOther(NewsArticle.MessageId);

    void On(TickNews m) => OnOther(TickNews.MessageId);

    void On(NewsProviders m) => OnOther(NewsProviders.MessageId);

    void On(HistoricalNews m) => OnOther(HistoricalNews.MessageId);

    void On(in HistoricalNewsEnd m) => OnOther(HistoricalNewsEnd.MessageId);

    void On(HeadTimestamp m) => OnOther(HeadTimestamp.MessageId);

    void On(HistogramData m) => OnOther(HistogramData.MessageId);

    void On(HistoricalDataUpdate m) => OnOther(HistoricalDataUpdate.MessageId);

    void On(RerouteMktDataReq m) => OnOther(RerouteMktDataReq.MessageId);

    void On(RerouteMktDepthReq m) => OnOther(RerouteMktDepthReq.MessageId);

    void On(MarketRule m) => OnOther(MarketRule.MessageId);

    void On(in Pnl m) => OnOther(Pnl.MessageId);

    void On(in PnlSingle m) => OnOther(PnlSingle.MessageId);

    void On(HistoricalTicks m) => OnOther(HistoricalTicks.MessageId);

    void On(HistoricalTicksBidAsk m) => OnOther(HistoricalTicksBidAsk.MessageId);

    void On(HistoricalTicksLast m) => OnOther(HistoricalTicksLast.MessageId);

    void On(in TickByTick m) => OnOther(TickByTick.MessageId);

    void On(in OrderBound m) => OnOther(OrderBound.MessageId);

    void On(CompletedOrder m) => OnOther(CompletedOrder.MessageId);

    void On(in CompletedOrdersEnd m) => OnOther(CompletedOrdersEnd.MessageId);

    void On(ReplaceFaEnd m) => OnOther(ReplaceFaEnd.MessageId);

    void On(WshMetaData m) => OnOther(WshMetaData.MessageId);

    void On(WshEventData m) => OnOther(WshEventData.MessageId);

    void On(HistoricalSchedule m) => OnOther(HistoricalSchedule.MessageId);

    void On(UserInfo m) => OnOther(UserInfo.MessageId);

    void On(HistoricalDataEnd m) => OnOther(HistoricalDataEnd.MessageId);

    void On(in CurrentTimeInMillis m) => OnOther(CurrentTimeInMillis.MessageId);

    void On(VerifyMessageApi m) => OnOther(VerifyMessageApi.MessageId);

    void On(VerifyCompleted m) => OnOther(VerifyCompleted.MessageId);

    void On(VerifyAndAuthMessageApi m) => OnOther(VerifyAndAuthMessageApi.MessageId);

    void On(VerifyAndAuthCompleted m) => OnOther(VerifyAndAuthCompleted.MessageId);
}
