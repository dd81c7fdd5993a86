namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>What a gateway does with the messages it gets: implement those of interest, the rest come to <see cref="OnOther"/>.</summary>
public interface IClientMessageHandler
{
    /// <summary>A message without a method of its own in the implementing class. Does nothing by default.</summary>
    void OnOther(ClientMessageId id)
    {
    }

    void On(ReqMktData m) => OnOther(ReqMktData.MessageId);

    void On(in CancelMktData m) => OnOther(CancelMktData.MessageId);

    void On(PlaceOrder m) => OnOther(PlaceOrder.MessageId);

    void On(CancelOrder m) => OnOther(CancelOrder.MessageId);

    void On(in ReqOpenOrders m) => OnOther(ReqOpenOrders.MessageId);

    void On(ReqAccountUpdates m) => OnOther(ReqAccountUpdates.MessageId);

    void On(ReqExecutions m) => OnOther(ReqExecutions.MessageId);

    void On(in ReqIds m) => OnOther(ReqIds.MessageId);

    void On(ReqContractDetails m) => OnOther(ReqContractDetails.MessageId);

    void On(ReqMktDepth m) => OnOther(ReqMktDepth.MessageId);

    void On(in CancelMktDepth m) => OnOther(CancelMktDepth.MessageId);

    void On(in ReqNewsBulletins m) => OnOther(ReqNewsBulletins.MessageId);

    void On(in CancelNewsBulletins m) => OnOther(CancelNewsBulletins.MessageId);

    void On(in SetServerLogLevel m) => OnOther(SetServerLogLevel.MessageId);

    void On(in ReqAutoOpenOrders m) => OnOther(ReqAutoOpenOrders.MessageId);

    void On(in ReqAllOpenOrders m) => OnOther(ReqAllOpenOrders.MessageId);

    void On(in ReqManagedAccts m) => OnOther(ReqManagedAccts.MessageId);

    void On(in ReqFa m) => OnOther(ReqFa.MessageId);

    void On(ReplaceFa m) => OnOther(ReplaceFa.MessageId);

    void On(ReqHistoricalData m) => OnOther(ReqHistoricalData.MessageId);

    void On(ExerciseOptions m) => OnOther(ExerciseOptions.MessageId);

    void On(ReqScannerSubscription m) => OnOther(ReqScannerSubscription.MessageId);

    void On(in CancelScannerSubscription m) => OnOther(CancelScannerSubscription.MessageId);

    void On(in ReqScannerParameters m) => OnOther(ReqScannerParameters.MessageId);

    void On(in CancelHistoricalData m) => OnOther(CancelHistoricalData.MessageId);

    void On(in ReqCurrentTime m) => OnOther(ReqCurrentTime.MessageId);

    void On(ReqRealTimeBars m) => OnOther(ReqRealTimeBars.MessageId);

    void On(in CancelRealTimeBars m) => OnOther(CancelRealTimeBars.MessageId);

    void On(ReqFundamentalData m) => OnOther(ReqFundamentalData.MessageId);

    void On(in CancelFundamentalData m) => OnOther(CancelFundamentalData.MessageId);

    void On(ReqCalcImpliedVolat m) => OnOther(ReqCalcImpliedVolat.MessageId);

    void On(ReqCalcOptionPrice m) => OnOther(ReqCalcOptionPrice.MessageId);

    void On(in CancelCalcImpliedVolat m) => OnOther(CancelCalcImpliedVolat.MessageId);

    void On(in CancelCalcOptionPrice m) => OnOther(CancelCalcOptionPrice.MessageId);

    void On(ReqGlobalCancel m) => OnOther(ReqGlobalCancel.MessageId);

    void On(in ReqMarketDataType m) => OnOther(ReqMarketDataType.MessageId);

    void On(in ReqPositions m) => OnOther(ReqPositions.MessageId);

    void On(ReqAccountSummary m) => OnOther(ReqAccountSummary.MessageId);

    void On(in CancelAccountSummary m) => OnOther(CancelAccountSummary.MessageId);

    void On(in CancelPositions m) => OnOther(CancelPositions.MessageId);

    void On(in QueryDisplayGroups m) => OnOther(QueryDisplayGroups.MessageId);

    void On(in SubscribeToGroupEvents m) => OnOther(SubscribeToGroupEvents.MessageId);

    void On(UpdateDisplayGroup m) => OnOther(UpdateDisplayGroup.MessageId);

    void On(in UnsubscribeFromGroupEvents m) => OnOther(UnsubscribeFromGroupEvents.MessageId);

    void On(StartApi m) => OnOther(StartApi.MessageId);

    void On(ReqPositionsMulti m) => OnOther(ReqPositionsMulti.MessageId);

    void On(in CancelPositionsMulti m) => OnOther(CancelPositionsMulti.MessageId);

    void On(ReqAccountUpdatesMulti m) => OnOther(ReqAccountUpdatesMulti.MessageId);

    void On(in CancelAccountUpdatesMulti m) => OnOther(CancelAccountUpdatesMulti.MessageId);

    void On(ReqSecDefOptParams m) => OnOther(ReqSecDefOptParams.MessageId);

    void On(in ReqSoftDollarTiers m) => OnOther(ReqSoftDollarTiers.MessageId);

    void On(in ReqFamilyCodes m) => OnOther(ReqFamilyCodes.MessageId);

    void On(ReqMatchingSymbols m) => OnOther(ReqMatchingSymbols.MessageId);

    void On(in ReqMktDepthExchanges m) => OnOther(ReqMktDepthExchanges.MessageId);

    void On(ReqSmartComponents m) => OnOther(ReqSmartComponents.MessageId);

    void On(ReqNewsArticle m) => OnOther(ReqNewsArticle.MessageId);

    void On(in ReqNewsProviders m) => OnOther(ReqNewsProviders.MessageId);

    void On(ReqHistoricalNews m) => OnOther(ReqHistoricalNews.MessageId);

    void On(ReqHeadTimestamp m) => OnOther(ReqHeadTimestamp.MessageId);

    void On(ReqHistogramData m) => OnOther(ReqHistogramData.MessageId);

    void On(in CancelHistogramData m) => OnOther(CancelHistogramData.MessageId);

    void On(in CancelHeadTimestamp m) => OnOther(CancelHeadTimestamp.MessageId);

    void On(in ReqMarketRule m) => OnOther(ReqMarketRule.MessageId);

    void On(ReqPnL m) => OnOther(ReqPnL.MessageId);

    void On(in CancelPnL m) => OnOther(CancelPnL.MessageId);

    void On(ReqPnLSingle m) => OnOther(ReqPnLSingle.MessageId);

    void On(in CancelPnLSingle m) => OnOther(CancelPnLSingle.MessageId);

    void On(ReqHistoricalTicks m) => OnOther(ReqHistoricalTicks.MessageId);

    void On(ReqTickByTickData m) => OnOther(ReqTickByTickData.MessageId);

    void On(in CancelTickByTickData m) => OnOther(CancelTickByTickData.MessageId);

    void On(in ReqCompletedOrders m) => OnOther(ReqCompletedOrders.MessageId);

    void On(in ReqWshMetaData m) => OnOther(ReqWshMetaData.MessageId);

    void On(in CancelWshMetaData m) => OnOther(CancelWshMetaData.MessageId);

    void On(ReqWshEventData m) => OnOther(ReqWshEventData.MessageId);

    void On(in CancelWshEventData m) => OnOther(CancelWshEventData.MessageId);

    void On(in ReqUserInfo m) => OnOther(ReqUserInfo.MessageId);

    void On(in ReqCurrentTimeInMillis m) => OnOther(ReqCurrentTimeInMillis.MessageId);

    void On(VerifyRequest m) => OnOther(VerifyRequest.MessageId);

    void On(VerifyMessage m) => OnOther(VerifyMessage.MessageId);

    void On(VerifyAndAuthRequest m) => OnOther(VerifyAndAuthRequest.MessageId);

    void On(VerifyAndAuthMessage m) => OnOther(VerifyAndAuthMessage.MessageId);
}
