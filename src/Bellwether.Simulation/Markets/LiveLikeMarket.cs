using Bellwether.Core;
using NodaTime;

namespace Bellwether.Simulation;

/// <summary>
/// A made-up market that is open whenever it is looked at: from its start on around the clock, weekends and holidays included, so that a gateway at speed 1 can be
/// tried at any hour. Quotes move several times a second. Each New York date is one session from midnight to midnight; before the first of them lie sessions of
/// the exchange calendar as past.
/// </summary>
public sealed class LiveLikeMarket : IMarket
{
    readonly SyntheticSymbol[] symbols;
    readonly ChangeList changes = new();
    readonly long step;
    SplitMix64 factor;
    readonly List<MarketBar>[] beforeStart;
    long midnight;

    /// <param name="start">When it begins: the wall clock's time for a market that looks live. It stands at the millisecond before it.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the start lies outside the exchange calendar.</exception>
    public LiveLikeMarket(InstrumentTable instruments, Instant start, LiveLikeMarketOptions options)
    {
        options.Validate();
        var calendar = ExchangeCalendar.NewYork;
        var date = calendar.DateOf(start);
        if (date < calendar.First || date >= calendar.Last) throw new ArgumentException($"the market cannot start on {date}: the exchange calendar covers {calendar.First} to {calendar.Last}", nameof(start));
        Instruments = instruments;
        Conditions = new SymbolConditions(instruments.Count);
        step = EngineTime.Second / options.UpdatesPerSecond;
        factor = SplitMix64.For(options.Prices.Seed, 0x464143544F52);
        symbols = [.. instruments.All.ToArray().Select(i => new SyntheticSymbol(i, options.Prices, options.UpdatesPerSecond))];
        var now = EngineTime.From(start);
        Start = now - (now % EngineTime.Millisecond);
        NextTime = ((Start / step) + 1) * step;
        Hours = TradingHours.AroundTheClock(date);
        midnight = Hours.On(date)!.CloseNanoseconds;
        // What has ended of today is past as well, minute by minute.
        var today = new TradingSession(date, calendar.Zone.AtStartOfDay(date).ToInstant(), EngineTime.ToInstant(Start - (Start % EngineTime.Minute)), false);
        var past = new SyntheticPast(options.Prices.Seed, symbols, date, today.Close > today.Open ? today : null);
        Past = past;
        for (var i = 0; i < symbols.Length; i++) symbols[i].StartAt(past.LastPrice(i));
        // The minute that runs is played unseen up to now, so that its bar is a whole one.
        beforeStart = [.. symbols.Select(_ => new List<MarketBar>())];
        for (var time = EngineTime.From(today.Close) + step; time < NextTime; time += step)
        {
            Trade(time);
            foreach (var change in changes.All) if (change.Kind == MarketChangeKind.FiveSecondBar) beforeStart[change.Symbol].Add(symbols[change.Symbol].FiveSecondBar);
            changes.Clear();
        }
    }

    public InstrumentTable Instruments { get; }

    public TradingHours Hours { get; }

    public IMarketPast? Past { get; }

    /// <summary>Nothing is quoted or traded in a halted symbol; its price moves on unseen.</summary>
    public SymbolConditions Conditions { get; }

    public long Start { get; }

    public long NextTime { get; private set; }

    public bool IsOpen { get; private set; }

    public ReadOnlySpan<MarketChange> Changes => changes.All;

    public void Step()
    {
        changes.Clear();
        var time = NextTime;
        if (!IsOpen)
        {
            IsOpen = true;
            changes.Add(MarketChangeKind.SessionOpened);
            for (var i = 0; i < symbols.Length; i++)
            {
                symbols[i].Open();
                changes.Add(MarketChangeKind.Quote, i);
            }
        }
        else
        {
            Trade(time);
        }
        if (time == midnight)
        {
            changes.Add(MarketChangeKind.SessionClosed);
            changes.Add(MarketChangeKind.SessionOpened);
            midnight = Hours.On(ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(time)))!.CloseNanoseconds;
        }
        NextTime = time + step;
    }

    public ref readonly Quote QuoteOf(int symbol) => ref symbols[symbol].Quote;

    public double TradedWithQuote(int symbol) => symbols[symbol].Traded;

    public ref readonly MarketBar FiveSecondBarOf(int symbol) => ref symbols[symbol].FiveSecondBar;

    public IReadOnlyList<MarketBar> BarsBeforeStart(int symbol) => beforeStart[symbol];

    public BarHistory History(int symbol) => symbols[symbol].History;

    void Trade(long time)
    {
        var common = SyntheticSymbol.Noise(ref factor);
        for (var i = 0; i < symbols.Length; i++)
            if (symbols[i].Step(common, activity: 1, Conditions.Halted(i))) changes.Add(MarketChangeKind.Quote, i);
        if (time % (5 * EngineTime.Second) == 0)
            for (var i = 0; i < symbols.Length; i++)
                if (symbols[i].CloseFiveSeconds(time - (5 * EngineTime.Second))) changes.Add(MarketChangeKind.FiveSecondBar, i);
        if (time % EngineTime.Minute == 0)
            for (var i = 0; i < symbols.Length; i++)
                if (symbols[i].CloseMinute(time - EngineTime.Minute)) changes.Add(MarketChangeKind.MinuteBar, i);
    }
}
