using Bellwether.Core;
using NodaTime;

namespace Bellwether.Simulation;

/// <summary>
/// Another market in which shares split on some nights: prices are divided and volumes multiplied from then on, the history with them, as brokers tell it. Prices stay on the tick
/// grid: bids are rounded down, asks up, all others to the nearest tick.
/// </summary>
public sealed class SplittingMarket : IMarket, IMarketPast
{
    readonly IMarket market;
    readonly ChangeList mine = new();
    readonly (long At, int Symbol, SplitRatio Ratio)[] splits;
    readonly SplitRatio[] inForce;
    readonly SplitRatio[] now;
    readonly Quote[] quotes;
    readonly MarketBar[] bars;
    readonly BarHistory[] histories;
    int next;
    bool isMine;

    /// <param name="market">The market that plays; it stands at its start.</param>
    /// <param name="splits">In any order.</param>
    /// <exception cref="ArgumentException">A split of a symbol that the market does not have, or not after its start.</exception>
    public SplittingMarket(IMarket market, IReadOnlyList<MarketSplit> splits)
    {
        this.market = market;
        this.splits = [.. splits.Select(Place).OrderBy(s => s.At).ThenBy(s => s.Symbol)];
        var count = market.Instruments.Count;
        inForce = [.. Enumerable.Repeat(new SplitRatio(1, 1), count)];
        now = [.. inForce];
        quotes = [.. Enumerable.Range(0, count).Select(i => market.QuoteOf(i))];
        bars = new MarketBar[count];
        histories = [.. Enumerable.Range(0, count).Select(HistoryOf)];
    }

    public InstrumentTable Instruments => market.Instruments;

    public TradingHours Hours => market.Hours;

    public IMarketPast? Past => market.Past is null ? null : this;

    public SymbolConditions? Conditions => market.Conditions;

    public long Start => market.Start;

    public long NextTime => Math.Min(NextSplit, market.NextTime);

    public bool IsOpen => market.IsOpen;

    public ReadOnlySpan<MarketChange> Changes => isMine ? mine.All : market.Changes;

    LocalDate IMarketPast.First => market.Past!.First;

    LocalDate IMarketPast.Last => market.Past!.Last;

    long NextSplit => next < splits.Length ? splits[next].At : long.MaxValue;

    public void Step()
    {
        isMine = NextSplit <= market.NextTime && next < splits.Length;
        if (isMine)
        {
            mine.Clear();
            for (var at = NextSplit; NextSplit == at; next++) Split(splits[next].Symbol, splits[next].Ratio);
            return;
        }
        market.Step();
        foreach (var change in market.Changes)
        {
            var symbol = change.Symbol;
            switch (change.Kind)
            {
                case MarketChangeKind.Quote: quotes[symbol] = Now(symbol, market.QuoteOf(symbol)); break;
                case MarketChangeKind.FiveSecondBar: bars[symbol] = Now(symbol, market.FiveSecondBarOf(symbol)); break;
                case MarketChangeKind.MinuteBar: histories[symbol].Add(Now(symbol, market.History(symbol).Bars[^1])); break;
            }
        }
    }

    public ref readonly Quote QuoteOf(int symbol) => ref quotes[symbol];

    public double TradedWithQuote(int symbol) => Math.Round(inForce[symbol].OfVolume(market.TradedWithQuote(symbol)));

    public ref readonly MarketBar FiveSecondBarOf(int symbol) => ref bars[symbol];

    public IReadOnlyList<MarketBar> BarsBeforeStart(int symbol) => market.BarsBeforeStart(symbol);

    public BarHistory History(int symbol) => histories[symbol];

    public SplitRatio SplitOf(int symbol) => now[symbol];

    void IMarketPast.AddMinutes(int symbol, TradingSession session, List<MarketBar> into)
    {
        var from = into.Count;
        market.Past!.AddMinutes(symbol, session, into);
        if (inForce[symbol].IsOne) return;
        for (var i = from; i < into.Count; i++) into[i] = Now(symbol, into[i]);
    }

    void Split(int symbol, SplitRatio ratio)
    {
        now[symbol] = ratio;
        inForce[symbol] = new SplitRatio(inForce[symbol].New * ratio.New, inForce[symbol].Old * ratio.Old);
        quotes[symbol] = Now(symbol, market.QuoteOf(symbol));
        histories[symbol].Rescale(ratio, Instruments[symbol].Ticks);
        mine.Add(MarketChangeKind.Split, symbol);
    }

    Quote Now(int symbol, in Quote quote)
    {
        var ratio = inForce[symbol];
        if (ratio.IsOne) return quote;
        var ticks = Instruments[symbol].Ticks;
        return new Quote(MarketBar.OnTicks(ratio.OfPrice(quote.Bid), ticks, TickRounding.Down), MarketBar.OnTicks(ratio.OfPrice(quote.Ask), ticks, TickRounding.Up),
            Math.Round(ratio.OfVolume(quote.BidSize)), Math.Round(ratio.OfVolume(quote.AskSize)), MarketBar.OnTicks(ratio.OfPrice(quote.Last), ticks));
    }

    MarketBar Now(int symbol, in MarketBar bar) => inForce[symbol].IsOne ? bar : bar.After(inForce[symbol], Instruments[symbol].Ticks);

    (long At, int Symbol, SplitRatio Ratio) Place(MarketSplit split)
    {
        if (!market.Instruments.TryFind(split.Symbol, out var instrument)) throw new ArgumentException($"split of {split.Symbol}: expected a symbol of the market", nameof(split));
        var at = EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(split.Date).ToInstant());
        return at > market.Start ? (at, instrument.Index, split.Ratio)
            : throw new ArgumentException($"split of {split.Symbol} on {split.Date:uuuu-MM-dd}: expected a date after the market's start, {EngineTime.ToInstant(market.Start)}", nameof(split));
    }

    BarHistory HistoryOf(int symbol)
    {
        var history = new BarHistory();
        foreach (var bar in market.History(symbol).Bars) history.Add(bar);
        return history;
    }
}
