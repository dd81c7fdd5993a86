using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>
/// A made-up market: every symbol walks at random, second by second through regular sessions, in step with one common factor as far as the configured correlation
/// asks; busier at the edges of the day; with a jump over night. It plays session after session until the exchange calendar ends.
/// <para>
/// Prices lie on the tick grid. What trades in the second before t is published at t, so a 5-second bar <c>[t − 5 s, t)</c> ends with the change at t. A bar exists only
/// where something traded. Outside the regular session nobody trades, unless <see cref="SyntheticMarketOptions.ExtendedHours"/> says so: then quotes are few and trades small.
/// </para>
/// </summary>
public sealed class SyntheticMarket : IMarket
{
    readonly SyntheticSymbol[] symbols;
    /// <summary>Outside the regular session a symbol moves in one of so many seconds.</summary>
    const int QuietSeconds = 8;

    /// <summary>Volume there, as a share of the average of a session, in the seconds in which a symbol moves.</summary>
    const double QuietActivity = 0.03;

    readonly bool extendedHours;
    readonly ChangeList changes = new();
    SplitMix64 factor;
    TradingSession session;

    /// <exception cref="ArgumentException">An option is out of range, or the sessions lie outside the exchange calendar.</exception>
    public SyntheticMarket(InstrumentTable instruments, SyntheticMarketOptions options)
    {
        if (options.Correlation is not (>= 0 and < 1)) throw new ArgumentException($"correlation {options.Correlation}: expected 0 or more and below 1", nameof(options));
        if (options.OvernightVariance is not (>= 0 and <= 10)) throw new ArgumentException($"overnight variance {options.OvernightVariance}: expected 0 to 10", nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.HistorySessions);
        Instruments = instruments;
        Conditions = new SymbolConditions(instruments.Count);
        factor = SplitMix64.For(options.Seed, 0x464143544F52);
        symbols = [.. instruments.All.ToArray().Select(i => new SyntheticSymbol(i, options))];

        session = ExchangeCalendar.NewYork.SessionOn(options.FirstSession) ?? ExchangeCalendar.NewYork.NextSession(options.FirstSession);
        var first = session.Date;
        for (var i = 0; i < options.HistorySessions; i++) session = ExchangeCalendar.NewYork.PreviousSession(session.Date);
        var past = new SyntheticPast(options.Seed, symbols, session.Date);
        Past = past;
        for (var i = 0; i < symbols.Length; i++) symbols[i].StartAt(past.LastPrice(i));
        while (session.Date < first)
        {
            OpenSession();
            for (var time = session.OpenNanoseconds + EngineTime.Second; time <= session.CloseNanoseconds; time += EngineTime.Second) TradeSecond(time);
            session = ExchangeCalendar.NewYork.NextSession(session.Date);
        }
        changes.Clear();
        extendedHours = options.ExtendedHours;
        NextTime = Begin();
        Start = NextTime - (5 * EngineTime.Second);
    }

    public InstrumentTable Instruments { get; }

    public IMarketPast? Past { get; }

    /// <summary>Nothing is quoted or traded in a halted symbol; its price moves on unseen.</summary>
    public SymbolConditions Conditions { get; }

    public long Start { get; }

    public long NextTime { get; private set; }

    public bool IsOpen { get; private set; }

    public ReadOnlySpan<MarketChange> Changes => changes.All;

    public void Step()
    {
        if (NextTime == long.MaxValue) throw new InvalidOperationException("the exchange calendar has ended, and the synthetic market with it");
        changes.Clear();
        var time = NextTime;
        if (!IsOpen)
        {
            StepClosed(time);
            return;
        }
        TradeSecond(time);
        if (time < session.CloseNanoseconds)
        {
            NextTime = time + EngineTime.Second;
            return;
        }
        IsOpen = false;
        changes.Add(MarketChangeKind.SessionClosed);
        if (extendedHours) NextTime = time + EngineTime.Second;
        else EndDay();
    }

    public ref readonly Quote QuoteOf(int symbol) => ref symbols[symbol].Quote;

    public double TradedWithQuote(int symbol) => symbols[symbol].Traded;

    public ref readonly MarketBar FiveSecondBarOf(int symbol) => ref symbols[symbol].FiveSecondBar;

    public BarHistory History(int symbol) => symbols[symbol].History;

    /// <summary>The opening, and the time around a session.</summary>
    void StepClosed(long time)
    {
        NextTime = time + EngineTime.Second;
        if (!extendedHours)
        {
            IsOpen = true;
            changes.Add(MarketChangeKind.SessionOpened);
            OpenSession();
            return;
        }
        // The night's jump comes with the first quotes; what traded in the second before the opening still belongs to the pre-market.
        if (time == Begin()) OpenSession();
        else QuietSecond(time);
        if (time == session.OpenNanoseconds)
        {
            IsOpen = true;
            changes.Add(MarketChangeKind.SessionOpened);
        }
        else if (time > session.OpenNanoseconds && time == EngineTime.From(session.ExtendedClose))
        {
            EndDay();
        }
    }

    /// <summary>When the first thing of a session's day happens.</summary>
    long Begin() => extendedHours ? EngineTime.From(session.ExtendedOpen) : session.OpenNanoseconds;

    void EndDay()
    {
        if (session.Date >= ExchangeCalendar.NewYork.Last.PlusDays(-7))
        {
            NextTime = long.MaxValue;
            return;
        }
        session = ExchangeCalendar.NewYork.NextSession(session.Date);
        NextTime = Begin();
    }

    void OpenSession()
    {
        var common = SyntheticSymbol.Noise(ref factor);
        for (var i = 0; i < symbols.Length; i++)
        {
            symbols[i].Gap(common);
            changes.Add(MarketChangeKind.Quote, i);
        }
    }

    void TradeSecond(long time)
    {
        var elapsed = time - session.OpenNanoseconds;
        var fromNoon = (2.0 * elapsed / (session.CloseNanoseconds - session.OpenNanoseconds)) - 1;
        // 0.6 at noon, 1.8 at open and close, 1 on average.
        var activity = 0.6 + (1.2 * fromNoon * fromNoon);
        var common = SyntheticSymbol.Noise(ref factor);
        for (var i = 0; i < symbols.Length; i++)
            if (symbols[i].Step(common, activity, Conditions.Halted(i))) changes.Add(MarketChangeKind.Quote, i);
        CloseBars(time, elapsed);
    }

    void QuietSecond(long time)
    {
        var common = SyntheticSymbol.Noise(ref factor);
        for (var i = 0; i < symbols.Length; i++)
            if (((time / EngineTime.Second) + i) % QuietSeconds == 0 && symbols[i].Step(common, QuietActivity, Conditions.Halted(i))) changes.Add(MarketChangeKind.Quote, i);
        CloseBars(time, time - session.OpenNanoseconds);
    }

    void CloseBars(long time, long elapsed)
    {
        if (elapsed % (5 * EngineTime.Second) == 0)
            for (var i = 0; i < symbols.Length; i++)
                if (symbols[i].CloseFiveSeconds(time - (5 * EngineTime.Second))) changes.Add(MarketChangeKind.FiveSecondBar, i);
        if (elapsed % EngineTime.Minute == 0)
            for (var i = 0; i < symbols.Length; i++)
                if (symbols[i].CloseMinute(time - EngineTime.Minute)) changes.Add(MarketChangeKind.MinuteBar, i);
    }
}
