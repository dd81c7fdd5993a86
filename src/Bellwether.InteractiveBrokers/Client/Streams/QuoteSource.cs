using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Quotes; each item is the whole state, so that the newest says all.</summary>
sealed class QuoteSource(Contract contract, string genericTicks) : StreamSource<IbQuote>(StreamOverflow.Conflate, 1), IServerMessageHandler
{
    IbQuote _quote = IbQuote.Empty;

    public override void Ask(ClientCore core, int id, bool isSnapshot) =>
        core.Send(new ReqMktData { ReqId = id, Contract = contract, GenericTickList = isSnapshot ? "" : genericTicks, Snapshot = isSnapshot }, RequestLane.Data, id);

    public override void Cancel(ClientCore core, int id) => core.Send(new CancelMktData { ReqId = id }, RequestLane.Data, id);

    public override void SessionLost() => Show(IbQuote.Empty);

    public override void TypeChanged(QuoteType type) => Show(_quote with { Type = type });

    public void On(in TickPrice m) => Show(_quote.WithPrice(m.TickType, m.Price));

    public void On(in TickSize m) => Show(_quote.WithSize(m.TickType, m.Size));

    public void On(in TickGeneric m) => Show(_quote.WithNumber(m.TickType, m.Value));

    void Show(IbQuote quote)
    {
        if (quote == _quote) return;
        _quote = quote;
        Emit(quote);
    }
}
