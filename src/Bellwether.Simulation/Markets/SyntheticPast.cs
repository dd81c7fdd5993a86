using Bellwether.Core;
using NodaTime;

namespace Bellwether.Simulation;

/// <summary>
/// Ten years and more of made-up sessions before a made-up market begins. What a symbol did on a date follows from seed, symbol and date alone, whenever the market begins: closes walk
/// at random back and forth from one date, at which each symbol has the price that the seed gives it. Within a session the minutes are a random bridge from its open to its
/// close. Only arithmetic that gives the same bits on every CPU; nothing is kept but opens and closes.
/// </summary>
/// <remarks>A symbol with a price of its own has it where the market begins, and a past that ends there.</remarks>
sealed class SyntheticPast : IMarketPast
{
    const int Years = 10;
    /// <summary>Prices stay within this multiple of where the symbol starts, and its inverse.</summary>
    const double Reach = 6;
    const double LowestPrice = 2;
    const long Stream = 0x50415354;

    /// <summary>The session before which each symbol has the price that the seed gives it: the first one that the market of the quick start plays.</summary>
    static readonly LocalDate Anchor = new(2025, 2, 24);

    /// <summary>Newest first.</summary>
    static readonly TradingSession[] BeforeAnchor = [.. ExchangeCalendar.NewYork.Sessions(ExchangeCalendar.NewYork.First, Anchor.PlusDays(-1)).Reverse()];

    /// <summary>Oldest first.</summary>
    static readonly TradingSession[] FromAnchor = [.. ExchangeCalendar.NewYork.Sessions(Anchor, ExchangeCalendar.NewYork.Last)];

    readonly ulong seed;
    readonly Walk[] walks;

    /// <summary>The session of the last date that has begun before the market does; null for none.</summary>
    readonly TradingSession? today;

    /// <param name="until">New York date of the first session that the market plays itself, or has as history.</param>
    /// <param name="today">A session on <paramref name="until"/> that has begun before the market does; null for none.</param>
    public SyntheticPast(ulong seed, IEnumerable<SyntheticSymbol> symbols, LocalDate until, TradingSession? today = null)
    {
        (this.seed, this.today) = (seed, today);
        var calendar = ExchangeCalendar.NewYork;
        var last = LocalDate.Min(until.PlusDays(-1), calendar.Last);
        // It begins on one date, too, as long as the market begins after the anchor.
        var first = LocalDate.Max(LocalDate.Min(until, Anchor).PlusYears(-Years), calendar.First);
        var days = first <= last ? calendar.Sessions(first, last).ToList() : [];
        First = days.Count > 0 ? days[0].Date : today?.Date ?? LocalDate.MaxIsoValue;
        Last = today?.Date ?? (days.Count > 0 ? days[^1].Date : LocalDate.MinIsoValue);
        walks = [.. symbols.Select(s => new Walk(s, s.HasOwnPrice ? until : Anchor))];
    }

    public LocalDate First { get; }

    public LocalDate Last { get; }

    /// <summary>The price at which a symbol's past ends; where it starts when it has none.</summary>
    public double LastPrice(int symbol) => First > Last ? walks[symbol].Start : EndsOf(walks[symbol], Last).Close;

    public void AddMinutes(int symbol, TradingSession session, List<MarketBar> into)
    {
        if (session.Date < First || session.Date > Last) return;
        var walk = walks[symbol];
        var played = today?.Date == session.Date ? today : ExchangeCalendar.NewYork.SessionOn(session.Date);
        if (played is null) return;
        var (open, close) = EndsOf(walk, played.Date);
        var random = SplitMix64.For(seed, walk.Stream, DayNumber(played.Date));
        var (from, to) = (played.OpenNanoseconds, played.CloseNanoseconds);
        var minutes = (int)((to - from) / EngineTime.Minute);
        var (at, last) = (open, Cents(open));
        for (var i = 0; i < minutes; i++)
        {
            var left = minutes - i;
            at += ((close - at) / left) + (walk.MinuteSigma * at * SyntheticSymbol.Noise(ref random) * Math.Sqrt((left - 1.0) / left));
            if (at < LowestPrice) at = LowestPrice;
            var next = left == 1 ? Cents(close) : Cents(at);
            var reach = walk.MinuteSigma * at * 60;
            var high = Math.Max(last, next) + (long)(reach * random.NextDouble());
            var low = Math.Max(Math.Min(last, next) - (long)(reach * random.NextDouble()), 1);
            var fromNoon = (2.0 * i / minutes) - 1;
            var volume = Math.Floor(walk.SharesPerMinute * (0.6 + (1.2 * fromNoon * fromNoon)) * (0.4 + (1.2 * random.NextDouble()))) + 60;
            into.Add(new MarketBar(
                from + (i * EngineTime.Minute), last / 100.0, high / 100.0, low / 100.0, next / 100.0, volume, (last + high + low + next) / 400.0, 12 + random.NextInt(48)));
            last = next;
        }
    }

    /// <summary>Open and close of a session of the past.</summary>
    (double Open, double Close) EndsOf(Walk walk, LocalDate date)
    {
        if (today?.Date == date && ExchangeCalendar.NewYork.SessionOn(date)?.Close != today.Close) return SessionAfter(walk, today, CloseBefore(walk, date));
        var isBefore = date < walk.Anchor;
        var (ends, sessions) = isBefore ? (walk.Before, walk.SessionsBefore) : (walk.After, walk.SessionsAfter);
        var index = IndexOf(sessions, date, isBefore);
        while (ends.Count <= index) ends.Add(isBefore ? SessionBefore(walk, sessions[ends.Count]) : SessionAfter(walk, sessions[ends.Count], ends.Count == 0 ? walk.Start : ends[^1].Close));
        return ends[index];
    }

    double CloseBefore(Walk walk, LocalDate date) => First == date ? walk.Start : EndsOf(walk, ExchangeCalendar.NewYork.PreviousSession(date).Date).Close;

    /// <summary>Open and close of the session before those that are known.</summary>
    (double Open, double Close) SessionBefore(Walk walk, TradingSession session)
    {
        var random = SplitMix64.For(seed, walk.Stream + 1, DayNumber(session.Date));
        var close = walk.Before.Count == 0 ? walk.Start : walk.Before[^1].Open / (1 + (walk.GapSigma * SyntheticSymbol.Noise(ref random)));
        close = walk.Bound(close);
        var open = Math.Max(LowestPrice, close / (1 + (walk.MinuteSigma * RootOfMinutes(session) * SyntheticSymbol.Noise(ref random))));
        return (open, close);
    }

    /// <summary>Open and close of a session that follows a close.</summary>
    (double Open, double Close) SessionAfter(Walk walk, TradingSession session, double before)
    {
        var random = SplitMix64.For(seed, walk.Stream + 1, DayNumber(session.Date));
        var open = Math.Max(LowestPrice, before * (1 + (walk.GapSigma * SyntheticSymbol.Noise(ref random))));
        return (open, walk.Bound(open * (1 + (walk.MinuteSigma * RootOfMinutes(session) * SyntheticSymbol.Noise(ref random)))));
    }

    static double RootOfMinutes(TradingSession session) => Math.Sqrt((session.CloseNanoseconds - session.OpenNanoseconds) / (double)EngineTime.Minute);

    static int IndexOf(TradingSession[] sessions, LocalDate date, bool isNewestFirst)
    {
        var (low, high) = (0, sessions.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (sessions[middle].Date == date) return middle;
            if (sessions[middle].Date > date == isNewestFirst) low = middle + 1;
            else high = middle - 1;
        }
        throw new ArgumentOutOfRangeException(nameof(date), date, "no session of the exchange calendar");
    }

    static long Cents(double price) => (long)Math.Round(price * 100);

    static long DayNumber(LocalDate date) => Period.DaysBetween(new LocalDate(1970, 1, 1), date);

    /// <summary>One symbol; opens and closes outwards from its anchor, as far as was asked for.</summary>
    sealed class Walk
    {
        public Walk(SyntheticSymbol symbol, LocalDate anchor)
        {
            (Start, Anchor, Stream) = (symbol.StartPrice, anchor, symbol.Stream ^ SyntheticPast.Stream);
            (MinuteSigma, GapSigma, SharesPerMinute) = (symbol.SigmaPerSecond * Math.Sqrt(60), symbol.GapSigma, symbol.SharesPerSecond * 60);
            (SessionsBefore, SessionsAfter) = anchor == SyntheticPast.Anchor ? (BeforeAnchor, FromAnchor) : (
                [.. FromAnchor.Where(s => s.Date < anchor).Reverse(), .. BeforeAnchor.Where(s => s.Date < anchor)],
                [.. BeforeAnchor.Where(s => s.Date >= anchor).Reverse(), .. FromAnchor.Where(s => s.Date >= anchor)]);
        }

        public double Start { get; }

        /// <summary>The date before whose session it has its price.</summary>
        public LocalDate Anchor { get; }

        public double MinuteSigma { get; }

        public double GapSigma { get; }

        public double SharesPerMinute { get; }

        public long Stream { get; }

        public TradingSession[] SessionsBefore { get; }

        public TradingSession[] SessionsAfter { get; }

        /// <summary>Newest first.</summary>
        public List<(double Open, double Close)> Before { get; } = [];

        /// <summary>Oldest first.</summary>
        public List<(double Open, double Close)> After { get; } = [];

        public double Bound(double price) => Math.Clamp(price, Math.Max(LowestPrice, Start / Reach), Start * Reach);
    }
}
