namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Reads the frames of a gateway and hands each message to a handler.</summary>
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
        var reader = FieldReader.FromServer(payload, serverVersion);
        var id = (ServerMessageId)reader.MessageId;
        switch (id)
        {
            case ServerMessageId.TickPrice: Deliver<TickPrice>(ref reader, handler); break;
            case ServerMessageId.TickSize: Deliver<TickSize>(ref reader, handler); break;
            case ServerMessageId.OrderStatus: Deliver<OrderStatus>(ref reader, handler); break;
            case ServerMessageId.ErrMsg: Deliver<ErrMsg>(ref reader, handler); break;
            case ServerMessageId.OpenOrder: Deliver<OpenOrder>(ref reader, handler); break;
            case ServerMessageId.UpdateAccountValue: Deliver<UpdateAccountValue>(ref reader, handler); break;
            case ServerMessageId.UpdatePortfolio: Deliver<UpdatePortfolio>(ref reader, handler); break;
            case ServerMessageId.UpdateAccountTime: Deliver<UpdateAccountTime>(ref reader, handler); break;
            case ServerMessageId.NextValidId: Deliver<NextValidId>(ref reader, handler); break;
            case ServerMessageId.ContractDetails: Deliver<ContractDetails>(ref reader, handler); break;
            case ServerMessageId.ExecDetails: Deliver<ExecDetails>(ref reader, handler); break;
            case ServerMessageId.MarketDepth: Deliver<MarketDepth>(ref reader, handler); break;
            case ServerMessageId.MarketDepthL2: Deliver<MarketDepthL2>(ref reader, handler); break;
            case ServerMessageId.NewsBulletin: Deliver<NewsBulletin>(ref reader, handler); break;
            case ServerMessageId.ManagedAccounts: Deliver<ManagedAccounts>(ref reader, handler); break;
            case ServerMessageId.ReceiveFa: Deliver<ReceiveFa>(ref reader, handler); break;
            case ServerMessageId.HistoricalData: Deliver<HistoricalData>(ref reader, handler); break;
            case ServerMessageId.BondContractDetails: Deliver<BondContractDetails>(ref reader, handler); break;
            case ServerMessageId.ScannerParameters: Deliver<ScannerParameters>(ref reader, handler); break;
            case ServerMessageId.ScannerData: Deliver<ScannerData>(ref reader, handler); break;
            case ServerMessageId.TickOptionComputation: Deliver<TickOptionComputation>(ref reader, handler); break;
            case ServerMessageId.TickGeneric: Deliver<TickGeneric>(ref reader, handler); break;
            case ServerMessageId.TickString: Deliver<TickString>(ref reader, handler); break;
            case ServerMessageId.TickEfp: Deliver<TickEfp>(ref reader, handler); break;
            case ServerMessageId.CurrentTime: Deliver<CurrentTime>(ref reader, handler); break;
            case ServerMessageId.RealTimeBar: Deliver<RealTimeBar>(ref reader, handler); break;
            case ServerMessageId.FundamentalData: Deliver<FundamentalData>(ref reader, handler); break;
            case ServerMessageId.ContractDetailsEnd: Deliver<ContractDetailsEnd>(ref reader, handler); break;
            case ServerMessageId.OpenOrderEnd: Deliver<OpenOrderEnd>(ref reader, handler); break;
            case ServerMessageId.AccountDownloadEnd: Deliver<AccountDownloadEnd>(ref reader, handler); break;
            case ServerMessageId.ExecDetailsEnd: Deliver<ExecDetailsEnd>(ref reader, handler); break;
            case ServerMessageId.DeltaNeutralValidation: Deliver<DeltaNeutralValidation>(ref reader, handler); break;
            case ServerMessageId.TickSnapshotEnd: Deliver<TickSnapshotEnd>(ref reader, handler); break;
            case ServerMessageId.MarketDataType: Deliver<MarketDataType>(ref reader, handler); break;
            case ServerMessageId.CommissionReport: Deliver<CommissionReport>(ref reader, handler); break;
            case ServerMessageId.Position: Deliver<Position>(ref reader, handler); break;
            case ServerMessageId.PositionEnd: Deliver<PositionEnd>(ref reader, handler); break;
            case ServerMessageId.AccountSummary: Deliver<AccountSummary>(ref reader, handler); break;
            case ServerMessageId.AccountSummaryEnd: Deliver<AccountSummaryEnd>(ref reader, handler); break;
            case ServerMessageId.DisplayGroupList: Deliver<DisplayGroupList>(ref reader, handler); break;
            case ServerMessageId.DisplayGroupUpdated: Deliver<DisplayGroupUpdated>(ref reader, handler); break;
            case ServerMessageId.PositionMulti: Deliver<PositionMulti>(ref reader, handler); break;
            case ServerMessageId.PositionMultiEnd: Deliver<PositionMultiEnd>(ref reader, handler); break;
            case ServerMessageId.AccountUpdateMulti: Deliver<AccountUpdateMulti>(ref reader, handler); break;
            case ServerMessageId.AccountUpdateMultiEnd: Deliver<AccountUpdateMultiEnd>(ref reader, handler); break;
            case ServerMessageId.SecurityDefinitionOptionParameter: Deliver<SecurityDefinitionOptionParameter>(ref reader, handler); break;
            case ServerMessageId.SecurityDefinitionOptionParameterEnd: Deliver<SecurityDefinitionOptionParameterEnd>(ref reader, handler); break;
            case ServerMessageId.SoftDollarTiers: Deliver<SoftDollarTiers>(ref reader, handler); break;
            case ServerMessageId.FamilyCodes: Deliver<FamilyCodes>(ref reader, handler); break;
            case ServerMessageId.SymbolSamples: Deliver<SymbolSamples>(ref reader, handler); break;
            case ServerMessageId.MktDepthExchanges: Deliver<MktDepthExchanges>(ref reader, handler); break;
            case ServerMessageId.TickReqParams: Deliver<TickReqParams>(ref reader, handler); break;
            case ServerMessageId.SmartComponents: Deliver<SmartComponents>(ref reader, handler); break;
            case ServerMessageId.NewsArticle: Deliver<NewsArticle>(ref reader, handler); break;
            case ServerMessageId.TickNews: Deliver<TickNews>(ref reader, handler); break;
            case ServerMessageId.NewsProviders: Deliver<NewsProviders>(ref reader, handler); break;
            case ServerMessageId.HistoricalNews: Deliver<HistoricalNews>(ref reader, handler); break;
            case ServerMessageId.HistoricalNewsEnd: Deliver<HistoricalNewsEnd>(ref reader, handler); break;
            case ServerMessageId.HeadTimestamp: Deliver<HeadTimestamp>(ref reader, handler); break;
            case ServerMessageId.HistogramData: Deliver<HistogramData>(ref reader, handler); break;
            case ServerMessageId.HistoricalDataUpdate: Deliver<HistoricalDataUpdate>(ref reader, handler); break;
            case ServerMessageId.RerouteMktDataReq: Deliver<RerouteMktDataReq>(ref reader, handler); break;
            case ServerMessageId.RerouteMktDepthReq: Deliver<RerouteMktDepthReq>(ref reader, handler); break;
            case ServerMessageId.MarketRule: Deliver<MarketRule>(ref reader, handler); break;
            case ServerMessageId.Pnl: Deliver<Pnl>(ref reader, handler); break;
            case ServerMessageId.PnlSingle: Deliver<PnlSingle>(ref reader, handler); break;
            case ServerMessageId.HistoricalTicks: Deliver<HistoricalTicks>(ref reader, handler); break;
            case ServerMessageId.HistoricalTicksBidAsk: Deliver<HistoricalTicksBidAsk>(ref reader, handler); break;
            case ServerMessageId.HistoricalTicksLast: Deliver<HistoricalTicksLast>(ref reader, handler); break;
            case ServerMessageId.TickByTick: Deliver<TickByTick>(ref reader, handler); break;
            case ServerMessageId.OrderBound: Deliver<OrderBound>(ref reader, handler); break;
            case ServerMessageId.CompletedOrder: Deliver<CompletedOrder>(ref reader, handler); break;
            case ServerMessageId.CompletedOrdersEnd: Deliver<CompletedOrdersEnd>(ref reader, handler); break;
            case ServerMessageId.ReplaceFaEnd: Deliver<ReplaceFaEnd>(ref reader, handler); break;
            case ServerMessageId.WshMetaData: Deliver<WshMetaData>(ref reader, handler); break;
            case ServerMessageId.WshEventData: Deliver<WshEventData>(ref reader, handler); break;
            case ServerMessageId.HistoricalSchedule: Deliver<HistoricalSchedule>(ref reader, handler); break;
            case ServerMessageId.UserInfo: Deliver<UserInfo>(ref reader, handler); break;
            case ServerMessageId.HistoricalDataEnd: Deliver<HistoricalDataEnd>(ref reader, handler); break;
            case ServerMessageId.CurrentTimeInMillis: Deliver<CurrentTimeInMillis>(ref reader, handler); break;
            case ServerMessageId.VerifyMessageApi:
            case ServerMessageId.VerifyCompleted:
            case ServerMessageId.VerifyAndAuthMessageApi:
            case ServerMessageId.VerifyAndAuthCompleted:
            case ServerMessageId.ConfigResponse:
            case ServerMessageId.UpdateConfigResponse:
                handler.OnOther(id);
                break;
            default:
                throw reader.UnknownMessage();
        }
        return id;
    }

    static void Deliver<T>(ref FieldReader reader, IServerMessageHandler handler) where T : IServerMessage<T>, new()
    {
        if (reader.ServerVersion < T.Since) throw reader.UnknownMessage();
        var message = reader.Read<T>();
        T.Deliver(in message, handler);
    }
}
