namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The messages of a client: reads its frames and hands each message to a handler.</summary>
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
        var delivery = new Delivery(FieldReader.FromClient(payload, serverVersion), handler);
        var id = (ClientMessageId)delivery.Reader.MessageId;
        if (!TryVisit(id, ref delivery)) throw delivery.Reader.UnknownMessage();
        return id;
    }

    /// <summary>Calls the visitor with the type of the message that has this id.</summary>
    /// <returns>False when no message in text form has it; the visitor was not called.</returns>
    public static bool TryVisit<TVisitor>(ClientMessageId id, ref TVisitor visitor) where TVisitor : struct, IClientMessageVisitor, allows ref struct
    {
        switch (id)
        {
            case ClientMessageId.ReqMktData: visitor.Visit<ReqMktData>(); break;
            case ClientMessageId.CancelMktData: visitor.Visit<CancelMktData>(); break;
            case ClientMessageId.PlaceOrder: visitor.Visit<PlaceOrder>(); break;
            case ClientMessageId.CancelOrder: visitor.Visit<CancelOrder>(); break;
            case ClientMessageId.ReqOpenOrders: visitor.Visit<ReqOpenOrders>(); break;
            case ClientMessageId.ReqAccountUpdates: visitor.Visit<ReqAccountUpdates>(); break;
            case ClientMessageId.ReqExecutions: visitor.Visit<ReqExecutions>(); break;
            case ClientMessageId.ReqIds: visitor.Visit<ReqIds>(); break;
            case ClientMessageId.ReqContractDetails: visitor.Visit<ReqContractDetails>(); break;
            case ClientMessageId.ReqMktDepth: visitor.Visit<ReqMktDepth>(); break;
            case ClientMessageId.CancelMktDepth: visitor.Visit<CancelMktDepth>(); break;
            case ClientMessageId.ReqNewsBulletins: visitor.Visit<ReqNewsBulletins>(); break;
            case ClientMessageId.CancelNewsBulletins: visitor.Visit<CancelNewsBulletins>(); break;
            case ClientMessageId.SetServerLogLevel: visitor.Visit<SetServerLogLevel>(); break;
            case ClientMessageId.ReqAutoOpenOrders: visitor.Visit<ReqAutoOpenOrders>(); break;
            case ClientMessageId.ReqAllOpenOrders: visitor.Visit<ReqAllOpenOrders>(); break;
            case ClientMessageId.ReqManagedAccts: visitor.Visit<ReqManagedAccts>(); break;
            case ClientMessageId.ReqFa: visitor.Visit<ReqFa>(); break;
            case ClientMessageId.ReplaceFa: visitor.Visit<ReplaceFa>(); break;
            case ClientMessageId.ReqHistoricalData: visitor.Visit<ReqHistoricalData>(); break;
            case ClientMessageId.ExerciseOptions: visitor.Visit<ExerciseOptions>(); break;
            case ClientMessageId.ReqScannerSubscription: visitor.Visit<ReqScannerSubscription>(); break;
            case ClientMessageId.CancelScannerSubscription: visitor.Visit<CancelScannerSubscription>(); break;
            case ClientMessageId.ReqScannerParameters: visitor.Visit<ReqScannerParameters>(); break;
            case ClientMessageId.CancelHistoricalData: visitor.Visit<CancelHistoricalData>(); break;
            case ClientMessageId.ReqCurrentTime: visitor.Visit<ReqCurrentTime>(); break;
            case ClientMessageId.ReqRealTimeBars: visitor.Visit<ReqRealTimeBars>(); break;
            case ClientMessageId.CancelRealTimeBars: visitor.Visit<CancelRealTimeBars>(); break;
            case ClientMessageId.ReqFundamentalData: visitor.Visit<ReqFundamentalData>(); break;
            case ClientMessageId.CancelFundamentalData: visitor.Visit<CancelFundamentalData>(); break;
            case ClientMessageId.ReqCalcImpliedVolat: visitor.Visit<ReqCalcImpliedVolat>(); break;
            case ClientMessageId.ReqCalcOptionPrice: visitor.Visit<ReqCalcOptionPrice>(); break;
            case ClientMessageId.CancelCalcImpliedVolat: visitor.Visit<CancelCalcImpliedVolat>(); break;
            case ClientMessageId.CancelCalcOptionPrice: visitor.Visit<CancelCalcOptionPrice>(); break;
            case ClientMessageId.ReqGlobalCancel: visitor.Visit<ReqGlobalCancel>(); break;
            case ClientMessageId.ReqMarketDataType: visitor.Visit<ReqMarketDataType>(); break;
            case ClientMessageId.ReqPositions: visitor.Visit<ReqPositions>(); break;
            case ClientMessageId.ReqAccountSummary: visitor.Visit<ReqAccountSummary>(); break;
            case ClientMessageId.CancelAccountSummary: visitor.Visit<CancelAccountSummary>(); break;
            case ClientMessageId.CancelPositions: visitor.Visit<CancelPositions>(); break;
            case ClientMessageId.QueryDisplayGroups: visitor.Visit<QueryDisplayGroups>(); break;
            case ClientMessageId.SubscribeToGroupEvents: visitor.Visit<SubscribeToGroupEvents>(); break;
            case ClientMessageId.UpdateDisplayGroup: visitor.Visit<UpdateDisplayGroup>(); break;
            case ClientMessageId.UnsubscribeFromGroupEvents: visitor.Visit<UnsubscribeFromGroupEvents>(); break;
            case ClientMessageId.StartApi: visitor.Visit<StartApi>(); break;
            case ClientMessageId.ReqPositionsMulti: visitor.Visit<ReqPositionsMulti>(); break;
            case ClientMessageId.CancelPositionsMulti: visitor.Visit<CancelPositionsMulti>(); break;
            case ClientMessageId.ReqAccountUpdatesMulti: visitor.Visit<ReqAccountUpdatesMulti>(); break;
            case ClientMessageId.CancelAccountUpdatesMulti: visitor.Visit<CancelAccountUpdatesMulti>(); break;
            case ClientMessageId.ReqSecDefOptParams: visitor.Visit<ReqSecDefOptParams>(); break;
            case ClientMessageId.ReqSoftDollarTiers: visitor.Visit<ReqSoftDollarTiers>(); break;
            case ClientMessageId.ReqFamilyCodes: visitor.Visit<ReqFamilyCodes>(); break;
            case ClientMessageId.ReqMatchingSymbols: visitor.Visit<ReqMatchingSymbols>(); break;
            case ClientMessageId.ReqMktDepthExchanges: visitor.Visit<ReqMktDepthExchanges>(); break;
            case ClientMessageId.ReqSmartComponents: visitor.Visit<ReqSmartComponents>(); break;
            case ClientMessageId.ReqNewsArticle: visitor.Visit<ReqNewsArticle>(); break;
            case ClientMessageId.ReqNewsProviders: visitor.Visit<ReqNewsProviders>(); break;
            case ClientMessageId.ReqHistoricalNews: visitor.Visit<ReqHistoricalNews>(); break;
            case ClientMessageId.ReqHeadTimestamp: visitor.Visit<ReqHeadTimestamp>(); break;
            case ClientMessageId.ReqHistogramData: visitor.Visit<ReqHistogramData>(); break;
            case ClientMessageId.CancelHistogramData: visitor.Visit<CancelHistogramData>(); break;
            case ClientMessageId.CancelHeadTimestamp: visitor.Visit<CancelHeadTimestamp>(); break;
            case ClientMessageId.ReqMarketRule: visitor.Visit<ReqMarketRule>(); break;
            case ClientMessageId.ReqPnL: visitor.Visit<ReqPnL>(); break;
            case ClientMessageId.CancelPnL: visitor.Visit<CancelPnL>(); break;
            case ClientMessageId.ReqPnLSingle: visitor.Visit<ReqPnLSingle>(); break;
            case ClientMessageId.CancelPnLSingle: visitor.Visit<CancelPnLSingle>(); break;
            case ClientMessageId.ReqHistoricalTicks: visitor.Visit<ReqHistoricalTicks>(); break;
            case ClientMessageId.ReqTickByTickData: visitor.Visit<ReqTickByTickData>(); break;
            case ClientMessageId.CancelTickByTickData: visitor.Visit<CancelTickByTickData>(); break;
            case ClientMessageId.ReqCompletedOrders: visitor.Visit<ReqCompletedOrders>(); break;
            case ClientMessageId.ReqWshMetaData: visitor.Visit<ReqWshMetaData>(); break;
            case ClientMessageId.CancelWshMetaData: visitor.Visit<CancelWshMetaData>(); break;
            case ClientMessageId.ReqWshEventData: visitor.Visit<ReqWshEventData>(); break;
            case ClientMessageId.CancelWshEventData: visitor.Visit<CancelWshEventData>(); break;
            case ClientMessageId.ReqUserInfo: visitor.Visit<ReqUserInfo>(); break;
            case ClientMessageId.ReqCurrentTimeInMillis: visitor.Visit<ReqCurrentTimeInMillis>(); break;
            case ClientMessageId.VerifyRequest: visitor.Visit<VerifyRequest>(); break;
            case ClientMessageId.VerifyMessage: visitor.Visit<VerifyMessage>(); break;
            case ClientMessageId.VerifyAndAuthRequest: visitor.Visit<VerifyAndAuthRequest>(); break;
            case ClientMessageId.VerifyAndAuthMessage: visitor.Visit<VerifyAndAuthMessage>(); break;
            default: return false;
        }
        return true;
    }

    ref struct Delivery(FieldReader reader, IClientMessageHandler handler) : IClientMessageVisitor
    {
        public FieldReader Reader = reader;

        public void Visit<T>() where T : IClientMessage<T>, new()
        {
            if (Reader.ServerVersion < T.Since) throw Reader.UnknownMessage();
            var message = Reader.Read<T>();
            T.Deliver(in message, handler);
        }
    }
}
