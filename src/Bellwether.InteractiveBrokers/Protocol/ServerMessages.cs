namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The messages of a gateway: reads its frames and hands each message to a handler.</summary>
public static class ServerMessages
{
    /// <summary>Reads one frame and calls the handler's method for its message.</summary>
    /// <param name="payload">The frame without its length prefix.</param>
    /// <param name="serverVersion">The negotiated version.</param>
    /// <param name="handler">Gets the message; what it throws passes through.</param>
    /// <returns>The id of the message.</returns>
    /// <exception cref="ProtocolException">The frame is not a message of this protocol; the handler was not called.</exception>
    public static ServerMessageId Dispatch(ReadOnlySpan<byte> payload, int serverVersion, IServerMessageHandler handler)
    {
        var delivery = new Delivery(FieldReader.FromServer(payload, serverVersion), handler);
        var id = (ServerMessageId)delivery.Reader.MessageId;
        if (!TryVisit(id, ref delivery)) throw delivery.Reader.UnknownMessage();
        return id;
    }

    /// <summary>Calls the visitor with the type of the message that has this id.</summary>
    /// <returns>False when no message in text form has it; the visitor was not called.</returns>
    public static bool TryVisit<TVisitor>(ServerMessageId id, ref TVisitor visitor) where TVisitor : struct, IServerMessageVisitor, allows ref struct
    {
        switch (id)
        {
            case ServerMessageId.TickPrice: visitor.Visit<TickPrice>(); break;
            case ServerMessageId.TickSize: visitor.Visit<TickSize>(); break;
            case ServerMessageId.OrderStatus: visitor.Visit<OrderStatus>(); break;
            case ServerMessageId.ErrMsg: visitor.Visit<ErrMsg>(); break;
            case ServerMessageId.OpenOrder: visitor.Visit<OpenOrder>(); break;
            case ServerMessageId.UpdateAccountValue: visitor.Visit<UpdateAccountValue>(); break;
            case ServerMessageId.UpdatePortfolio: visitor.Visit<UpdatePortfolio>(); break;
            case ServerMessageId.UpdateAccountTime: visitor.Visit<UpdateAccountTime>(); break;
            case ServerMessageId.NextValidId: visitor.Visit<NextValidId>(); break;
            case ServerMessageId.ContractDetails: visitor.Visit<ContractDetails>(); break;
            case ServerMessageId.ExecDetails: visitor.Visit<ExecDetails>(); break;
            case ServerMessageId.MarketDepth: visitor.Visit<MarketDepth>(); break;
            case ServerMessageId.MarketDepthL2: visitor.Visit<MarketDepthL2>(); break;
            case ServerMessageId.NewsBulletin: visitor.Visit<NewsBulletin>(); break;
            case ServerMessageId.ManagedAccounts: visitor.Visit<ManagedAccounts>(); break;
            case ServerMessageId.ReceiveFa: visitor.Visit<ReceiveFa>(); break;
            case ServerMessageId.HistoricalData: visitor.Visit<HistoricalData>(); break;
            case ServerMessageId.BondContractDetails: visitor.Visit<BondContractDetails>(); break;
            case ServerMessageId.ScannerParameters: visitor.Visit<ScannerParameters>(); break;
            case ServerMessageId.ScannerData: visitor.Visit<ScannerData>(); break;
            case ServerMessageId.TickOptionComputation: visitor.Visit<TickOptionComputation>(); break;
            case ServerMessageId.TickGeneric: visitor.Visit<TickGeneric>(); break;
            case ServerMessageId.TickString: visitor.Visit<TickString>(); break;
            case ServerMessageId.TickEfp: visitor.Visit<TickEfp>(); break;
            case ServerMessageId.CurrentTime: visitor.Visit<CurrentTime>(); break;
            case ServerMessageId.RealTimeBar: visitor.Visit<RealTimeBar>(); break;
            case ServerMessageId.FundamentalData: visitor.Visit<FundamentalData>(); break;
            case ServerMessageId.ContractDetailsEnd: visitor.Visit<ContractDetailsEnd>(); break;
            case ServerMessageId.OpenOrderEnd: visitor.Visit<OpenOrderEnd>(); break;
            case ServerMessageId.AccountDownloadEnd: visitor.Visit<AccountDownloadEnd>(); break;
            case ServerMessageId.ExecDetailsEnd: visitor.Visit<ExecDetailsEnd>(); break;
            case ServerMessageId.DeltaNeutralValidation: visitor.Visit<DeltaNeutralValidation>(); break;
            case ServerMessageId.TickSnapshotEnd: visitor.Visit<TickSnapshotEnd>(); break;
            case ServerMessageId.MarketDataType: visitor.Visit<MarketDataType>(); break;
            case ServerMessageId.CommissionReport: visitor.Visit<CommissionReport>(); break;
            case ServerMessageId.Position: visitor.Visit<Position>(); break;
            case ServerMessageId.PositionEnd: visitor.Visit<PositionEnd>(); break;
            case ServerMessageId.AccountSummary: visitor.Visit<AccountSummary>(); break;
            case ServerMessageId.AccountSummaryEnd: visitor.Visit<AccountSummaryEnd>(); break;
            case ServerMessageId.DisplayGroupList: visitor.Visit<DisplayGroupList>(); break;
            case ServerMessageId.DisplayGroupUpdated: visitor.Visit<DisplayGroupUpdated>(); break;
            case ServerMessageId.PositionMulti: visitor.Visit<PositionMulti>(); break;
            case ServerMessageId.PositionMultiEnd: visitor.Visit<PositionMultiEnd>(); break;
            case ServerMessageId.AccountUpdateMulti: visitor.Visit<AccountUpdateMulti>(); break;
            case ServerMessageId.AccountUpdateMultiEnd: visitor.Visit<AccountUpdateMultiEnd>(); break;
            case ServerMessageId.SecurityDefinitionOptionParameter: visitor.Visit<SecurityDefinitionOptionParameter>(); break;
            case ServerMessageId.SecurityDefinitionOptionParameterEnd: visitor.Visit<SecurityDefinitionOptionParameterEnd>(); break;
            case ServerMessageId.SoftDollarTiers: visitor.Visit<SoftDollarTiers>(); break;
            case ServerMessageId.FamilyCodes: visitor.Visit<FamilyCodes>(); break;
            case ServerMessageId.SymbolSamples: visitor.Visit<SymbolSamples>(); break;
            case ServerMessageId.MktDepthExchanges: visitor.Visit<MktDepthExchanges>(); break;
            case ServerMessageId.TickReqParams: visitor.Visit<TickReqParams>(); break;
            case ServerMessageId.SmartComponents: visitor.Visit<SmartComponents>(); break;
            case ServerMessageId.NewsArticle: visitor.Visit<NewsArticle>(); break;
            case ServerMessageId.TickNews: visitor.Visit<TickNews>(); break;
            case ServerMessageId.NewsProviders: visitor.Visit<NewsProviders>(); break;
            case ServerMessageId.HistoricalNews: visitor.Visit<HistoricalNews>(); break;
            case ServerMessageId.HistoricalNewsEnd: visitor.Visit<HistoricalNewsEnd>(); break;
            case ServerMessageId.HeadTimestamp: visitor.Visit<HeadTimestamp>(); break;
            case ServerMessageId.HistogramData: visitor.Visit<HistogramData>(); break;
            case ServerMessageId.HistoricalDataUpdate: visitor.Visit<HistoricalDataUpdate>(); break;
            case ServerMessageId.RerouteMktDataReq: visitor.Visit<RerouteMktDataReq>(); break;
            case ServerMessageId.RerouteMktDepthReq: visitor.Visit<RerouteMktDepthReq>(); break;
            case ServerMessageId.MarketRule: visitor.Visit<MarketRule>(); break;
            case ServerMessageId.Pnl: visitor.Visit<Pnl>(); break;
            case ServerMessageId.PnlSingle: visitor.Visit<PnlSingle>(); break;
            case ServerMessageId.HistoricalTicks: visitor.Visit<HistoricalTicks>(); break;
            case ServerMessageId.HistoricalTicksBidAsk: visitor.Visit<HistoricalTicksBidAsk>(); break;
            case ServerMessageId.HistoricalTicksLast: visitor.Visit<HistoricalTicksLast>(); break;
            case ServerMessageId.TickByTick: visitor.Visit<TickByTick>(); break;
            case ServerMessageId.OrderBound: visitor.Visit<OrderBound>(); break;
            case ServerMessageId.CompletedOrder: visitor.Visit<CompletedOrder>(); break;
            case ServerMessageId.CompletedOrdersEnd: visitor.Visit<CompletedOrdersEnd>(); break;
            case ServerMessageId.ReplaceFaEnd: visitor.Visit<ReplaceFaEnd>(); break;
            case ServerMessageId.WshMetaData: visitor.Visit<WshMetaData>(); break;
            case ServerMessageId.WshEventData: visitor.Visit<WshEventData>(); break;
            case ServerMessageId.HistoricalSchedule: visitor.Visit<HistoricalSchedule>(); break;
            case ServerMessageId.UserInfo: visitor.Visit<UserInfo>(); break;
            case ServerMessageId.HistoricalDataEnd: visitor.Visit<HistoricalDataEnd>(); break;
            case ServerMessageId.CurrentTimeInMillis: visitor.Visit<CurrentTimeInMillis>(); break;
            case ServerMessageId.VerifyMessageApi: visitor.Visit<VerifyMessageApi>(); break;
            case ServerMessageId.VerifyCompleted: visitor.Visit<VerifyCompleted>(); break;
            case ServerMessageId.VerifyAndAuthMessageApi: visitor.Visit<VerifyAndAuthMessageApi>(); break;
            case ServerMessageId.VerifyAndAuthCompleted: visitor.Visit<VerifyAndAuthCompleted>(); break;
            default: return false;
        }
        return true;
    }

    ref struct Delivery(FieldReader reader, IServerMessageHandler handler) : IServerMessageVisitor
    {
        public FieldReader Reader = reader;

        public void Visit<T>() where T : IServerMessage<T>, new()
        {
            if (Reader.ServerVersion < T.Since) throw Reader.UnknownMessage();
            var message = Reader.Read<T>();
            T.Deliver(in message, handler);
        }
    }
}
