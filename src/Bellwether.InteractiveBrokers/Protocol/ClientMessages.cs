namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Reads the frames of a client and hands each message to a handler.</summary>
public static class ClientMessages
{
    /// <summary>Reads one frame and calls the handler's method for its message.</summary>
    /// <param name="payload">The frame without its length prefix.</param>
    /// <param name="serverVersion">The negotiated version.</param>
    /// <param name="handler">Gets the message; what it throws passes through.</param>
    /// <returns>The id of the message.</returns>
    /// <exception cref="ProtocolException">The frame is not a message of this protocol; the handler was not called.</exception>
    public static ClientMessageId Dispatch(ReadOnlySpan<byte> payload, int serverVersion, IClientMessageHandler handler)
    {
        var reader = FieldReader.FromClient(payload, serverVersion);
        var id = (ClientMessageId)reader.MessageId;
        switch (id)
        {
            case ClientMessageId.ReqMktData: Deliver<ReqMktData>(ref reader, handler); break;
            case ClientMessageId.CancelMktData: Deliver<CancelMktData>(ref reader, handler); break;
            case ClientMessageId.PlaceOrder: Deliver<PlaceOrder>(ref reader, handler); break;
            case ClientMessageId.CancelOrder: Deliver<CancelOrder>(ref reader, handler); break;
            case ClientMessageId.ReqOpenOrders: Deliver<ReqOpenOrders>(ref reader, handler); break;
            case ClientMessageId.ReqAccountUpdates: Deliver<ReqAccountUpdates>(ref reader, handler); break;
            case ClientMessageId.ReqExecutions: Deliver<ReqExecutions>(ref reader, handler); break;
            case ClientMessageId.ReqIds: Deliver<ReqIds>(ref reader, handler); break;
            case ClientMessageId.ReqContractDetails: Deliver<ReqContractDetails>(ref reader, handler); break;
            case ClientMessageId.ReqMktDepth: Deliver<ReqMktDepth>(ref reader, handler); break;
            case ClientMessageId.CancelMktDepth: Deliver<CancelMktDepth>(ref reader, handler); break;
            case ClientMessageId.ReqNewsBulletins: Deliver<ReqNewsBulletins>(ref reader, handler); break;
            case ClientMessageId.CancelNewsBulletins: Deliver<CancelNewsBulletins>(ref reader, handler); break;
            case ClientMessageId.SetServerLogLevel: Deliver<SetServerLogLevel>(ref reader, handler); break;
            case ClientMessageId.ReqAutoOpenOrders: Deliver<ReqAutoOpenOrders>(ref reader, handler); break;
            case ClientMessageId.ReqAllOpenOrders: Deliver<ReqAllOpenOrders>(ref reader, handler); break;
            case ClientMessageId.ReqManagedAccts: Deliver<ReqManagedAccts>(ref reader, handler); break;
            case ClientMessageId.ReqFa: Deliver<ReqFa>(ref reader, handler); break;
            case ClientMessageId.ReplaceFa: Deliver<ReplaceFa>(ref reader, handler); break;
            case ClientMessageId.ReqHistoricalData: Deliver<ReqHistoricalData>(ref reader, handler); break;
            case ClientMessageId.ExerciseOptions: Deliver<ExerciseOptions>(ref reader, handler); break;
            case ClientMessageId.ReqScannerSubscription: Deliver<ReqScannerSubscription>(ref reader, handler); break;
            case ClientMessageId.CancelScannerSubscription: Deliver<CancelScannerSubscription>(ref reader, handler); break;
            case ClientMessageId.ReqScannerParameters: Deliver<ReqScannerParameters>(ref reader, handler); break;
            case ClientMessageId.CancelHistoricalData: Deliver<CancelHistoricalData>(ref reader, handler); break;
            case ClientMessageId.ReqCurrentTime: Deliver<ReqCurrentTime>(ref reader, handler); break;
            case ClientMessageId.ReqRealTimeBars: Deliver<ReqRealTimeBars>(ref reader, handler); break;
            case ClientMessageId.CancelRealTimeBars: Deliver<CancelRealTimeBars>(ref reader, handler); break;
            case ClientMessageId.ReqFundamentalData: Deliver<ReqFundamentalData>(ref reader, handler); break;
            case ClientMessageId.CancelFundamentalData: Deliver<CancelFundamentalData>(ref reader, handler); break;
            case ClientMessageId.ReqCalcImpliedVolat: Deliver<ReqCalcImpliedVolat>(ref reader, handler); break;
            case ClientMessageId.ReqCalcOptionPrice: Deliver<ReqCalcOptionPrice>(ref reader, handler); break;
            case ClientMessageId.CancelCalcImpliedVolat: Deliver<CancelCalcImpliedVolat>(ref reader, handler); break;
            case ClientMessageId.CancelCalcOptionPrice: Deliver<CancelCalcOptionPrice>(ref reader, handler); break;
            case ClientMessageId.ReqGlobalCancel: Deliver<ReqGlobalCancel>(ref reader, handler); break;
            case ClientMessageId.ReqMarketDataType: Deliver<ReqMarketDataType>(ref reader, handler); break;
            case ClientMessageId.ReqPositions: Deliver<ReqPositions>(ref reader, handler); break;
            case ClientMessageId.ReqAccountSummary: Deliver<ReqAccountSummary>(ref reader, handler); break;
            case ClientMessageId.CancelAccountSummary: Deliver<CancelAccountSummary>(ref reader, handler); break;
            case ClientMessageId.CancelPositions: Deliver<CancelPositions>(ref reader, handler); break;
            case ClientMessageId.QueryDisplayGroups: Deliver<QueryDisplayGroups>(ref reader, handler); break;
            case ClientMessageId.SubscribeToGroupEvents: Deliver<SubscribeToGroupEvents>(ref reader, handler); break;
            case ClientMessageId.UpdateDisplayGroup: Deliver<UpdateDisplayGroup>(ref reader, handler); break;
            case ClientMessageId.UnsubscribeFromGroupEvents: Deliver<UnsubscribeFromGroupEvents>(ref reader, handler); break;
            case ClientMessageId.StartApi: Deliver<StartApi>(ref reader, handler); break;
            case ClientMessageId.ReqPositionsMulti: Deliver<ReqPositionsMulti>(ref reader, handler); break;
            case ClientMessageId.CancelPositionsMulti: Deliver<CancelPositionsMulti>(ref reader, handler); break;
            case ClientMessageId.ReqAccountUpdatesMulti: Deliver<ReqAccountUpdatesMulti>(ref reader, handler); break;
            case ClientMessageId.CancelAccountUpdatesMulti: Deliver<CancelAccountUpdatesMulti>(ref reader, handler); break;
            case ClientMessageId.ReqSecDefOptParams: Deliver<ReqSecDefOptParams>(ref reader, handler); break;
            case ClientMessageId.ReqSoftDollarTiers: Deliver<ReqSoftDollarTiers>(ref reader, handler); break;
            case ClientMessageId.ReqFamilyCodes: Deliver<ReqFamilyCodes>(ref reader, handler); break;
            case ClientMessageId.ReqMatchingSymbols: Deliver<ReqMatchingSymbols>(ref reader, handler); break;
            case ClientMessageId.ReqMktDepthExchanges: Deliver<ReqMktDepthExchanges>(ref reader, handler); break;
            case ClientMessageId.ReqSmartComponents: Deliver<ReqSmartComponents>(ref reader, handler); break;
            case ClientMessageId.ReqNewsArticle: Deliver<ReqNewsArticle>(ref reader, handler); break;
            case ClientMessageId.ReqNewsProviders: Deliver<ReqNewsProviders>(ref reader, handler); break;
            case ClientMessageId.ReqHistoricalNews: Deliver<ReqHistoricalNews>(ref reader, handler); break;
            case ClientMessageId.ReqHeadTimestamp: Deliver<ReqHeadTimestamp>(ref reader, handler); break;
            case ClientMessageId.ReqHistogramData: Deliver<ReqHistogramData>(ref reader, handler); break;
            case ClientMessageId.CancelHistogramData: Deliver<CancelHistogramData>(ref reader, handler); break;
            case ClientMessageId.CancelHeadTimestamp: Deliver<CancelHeadTimestamp>(ref reader, handler); break;
            case ClientMessageId.ReqMarketRule: Deliver<ReqMarketRule>(ref reader, handler); break;
            case ClientMessageId.ReqPnL: Deliver<ReqPnL>(ref reader, handler); break;
            case ClientMessageId.CancelPnL: Deliver<CancelPnL>(ref reader, handler); break;
            case ClientMessageId.ReqPnLSingle: Deliver<ReqPnLSingle>(ref reader, handler); break;
            case ClientMessageId.CancelPnLSingle: Deliver<CancelPnLSingle>(ref reader, handler); break;
            case ClientMessageId.ReqHistoricalTicks: Deliver<ReqHistoricalTicks>(ref reader, handler); break;
            case ClientMessageId.ReqTickByTickData: Deliver<ReqTickByTickData>(ref reader, handler); break;
            case ClientMessageId.CancelTickByTickData: Deliver<CancelTickByTickData>(ref reader, handler); break;
            case ClientMessageId.ReqCompletedOrders: Deliver<ReqCompletedOrders>(ref reader, handler); break;
            case ClientMessageId.ReqWshMetaData: Deliver<ReqWshMetaData>(ref reader, handler); break;
            case ClientMessageId.CancelWshMetaData: Deliver<CancelWshMetaData>(ref reader, handler); break;
            case ClientMessageId.ReqWshEventData: Deliver<ReqWshEventData>(ref reader, handler); break;
            case ClientMessageId.CancelWshEventData: Deliver<CancelWshEventData>(ref reader, handler); break;
            case ClientMessageId.ReqUserInfo: Deliver<ReqUserInfo>(ref reader, handler); break;
            case ClientMessageId.ReqCurrentTimeInMillis: Deliver<ReqCurrentTimeInMillis>(ref reader, handler); break;
            case ClientMessageId.VerifyRequest:
            case ClientMessageId.VerifyMessage:
            case ClientMessageId.VerifyAndAuthRequest:
            case ClientMessageId.VerifyAndAuthMessage:
            case ClientMessageId.CancelContractData:
            case ClientMessageId.CancelHistoricalTicks:
            case ClientMessageId.ReqConfig:
            case ClientMessageId.UpdateConfig:
                handler.OnOther(id);
                break;
            default:
                throw reader.UnknownMessage();
        }
        return id;
    }

    static void Deliver<T>(ref FieldReader reader, IClientMessageHandler handler) where T : IClientMessage<T>, new()
    {
        if (reader.ServerVersion < T.Since) throw reader.UnknownMessage();
        var message = reader.Read<T>();
        T.Deliver(in message, handler);
    }
}
