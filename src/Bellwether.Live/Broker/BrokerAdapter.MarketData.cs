using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

// Prices: ticks build up quotes, five-second bars build up minutes, history teaches the indicators.
public sealed partial class BrokerAdapter
{
    public void On(in TickPrice m)
    {
        if (RequestIds.KindOf(m.ReqId) != RequestKind.Quotes) return;
        ref var symbol = ref symbols[RequestIds.SymbolOf(m.ReqId)];
        // -1, 0 and anything that is not a price mean "absent" for a stock.
        var price = m.Price > 0 && m.Price < 1e9 ? m.Price : double.NaN;
        switch (m.TickType)
        {
            case 1: symbol.Bid = price; break;
            case 2: symbol.Ask = price; break;
            case 4: symbol.Last = price; break;
            default: return;
        }
        symbol.IsChanged = true;
    }

    public void On(in TickSize m)
    {
        if (RequestIds.KindOf(m.ReqId) != RequestKind.Quotes) return;
        ref var symbol = ref symbols[RequestIds.SymbolOf(m.ReqId)];
        switch (m.TickType)
        {
            case 0: symbol.BidSize = (double)m.Size; break;
            case 3: symbol.AskSize = (double)m.Size; break;
            default: return;
        }
        symbol.IsChanged = true;
    }

    /// <summary>The quote of a symbol if it changed since it was last taken.</summary>
    internal bool TryTakeQuote(int symbol, out Quote quote)
    {
        ref var market = ref symbols[symbol];
        quote = market.Quote;
        if (!market.IsChanged) return false;
        market.IsChanged = false;
        return true;
    }

    public void On(in RealTimeBar m)
    {
        if (RequestIds.KindOf(m.ReqId) != RequestKind.Bars) return;
        aggregator.Add(RequestIds.SymbolOf(m.ReqId), new Bar(m.Time * EngineTime.Second, m.Open, m.High, m.Low, m.Close, (double)m.Volume));
    }

    public void On(HistoricalData m)
    {
        if (RequestIds.KindOf(m.ReqId) != RequestKind.History) return;
        var bars = new List<Bar>(m.Bars.Length);
        foreach (var bar in m.Bars)
        {
            if (!long.TryParse(bar.Date, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) continue;
            if (bar.Low > 0 && bar.High >= bar.Low && bar.High < 1e9) bars.Add(new Bar(seconds * EngineTime.Second, bar.Open, bar.High, bar.Low, bar.Close, (double)bar.Volume));
        }
        EndHistory(RequestIds.SymbolOf(m.ReqId), [.. bars]);
    }

    void EndHistory(int symbol, Bar[] bars)
    {
        ref var market = ref symbols[symbol];
        if (market.IsHistoryDone) return;
        market.IsHistoryDone = true;
        market.History = bars;
        if (--withoutHistory == 0 && Phase == SessionPhase.WarmingUp) Phase = SessionPhase.Ready;
    }

    /// <summary>The history of a symbol, once: complete bars only, oldest first.</summary>
    internal Bar[]? TakeHistory(int symbol, long now)
    {
        ref var market = ref symbols[symbol];
        if (market.History is not { } bars) return null;
        market.History = null;
        // The last bar may be the minute in progress: the stream will close that one.
        return bars.Length > 0 && bars[^1].Time + EngineTime.Minute > now ? bars[..^1] : bars;
    }
}
