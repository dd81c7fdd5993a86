using Bellwether.Core;
using NodaTime;

namespace Bellwether.Simulation;

/// <summary>
/// Ten years of made-up sessions before a made-up market begins. Closes walk back at random from the price at which each symbol starts; within a session the
/// minutes are a random bridge from its open to its close. Only arithmetic that gives the same bits on every CPU; nothing is kept but opens and closes.
/// </summary>
sealed class SyntheticPast : IMarketPast
{
    const int Years = 10;
    /// <summary>Prices stay within this multiple of where the symbol starts, and its inverse.</summary>
    const double Reach = 6;
    const double LowestPrice = 2;
    const long Stream = 0x50415354;

    readonly ulong seed;
    readonly Walk[] walks;
    /// <summary>Newest first.</summary>
    readonly TradingSession[] sessions;

    /// <param name="until">New York date of the first session that the market plays itself, or has as history.</param>
    /// <param name="today">A session on <paramref name="until"/> that has begun before the market does; null for none.</param>
    public SyntheticPast(ulong seed, IEnumerable<SyntheticSymbol> symbols, LocalDate until, TradingSession? today = null)
    {
        this.seed = seed;
        var calendar = ExchangeCalendar.NewYork;
        var last = LocalDate.Min(until.PlusDays(-1), calendar.Last);
        var first = LocalDate.Max(until.PlusYears(-Years), calendar.First);
        var days = first <= last ? calendar.Sessions(first, last).Reverse() : [];
        sessions = today is null ? [.. days] : [today, .. days];
        walks = [.. symbols.Select(s => new Walk(s))];
    }

    public LocalDate First => sessions.Length == 0 ? LocalDate.MaxIsoValue : sessions[^1].Date;

    public LocalDate Last => sessions.Length == 0 ? LocalDate.MinIsoValue : sessions[0].Date;

    public void AddMinutes(int symbol, TradingSession session, List<MarketBar> into)
    {
        var index = IndexOf(session.Date);
        if (index < 0) return;
        var walk = walks[symbol];
        while (walk.Ends.Count <= index) walk.Ends.Add(SessionBefore(walk));
        var (open, close) = walk.Ends[index];
        var random = SplitMix64.For(seed, walk.Stream, DayNumber(sessions[index].Date));
        var (from, to) = (sessions[index].OpenNanoseconds, sessions[index].CloseNanoseconds);
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

    /// <summary>Open and close of the session before those that are known.</summary>
    (double Open, double Close) SessionBefore(Walk walk)
    {
        var session = sessions[walk.Ends.Count];
        var random = SplitMix64.For(seed, walk.Stream + 1, DayNumber(session.Date));
        var close = walk.Ends.Count == 0 ? walk.Start : walk.Ends[^1].Open / (1 + (walk.GapSigma * SyntheticSymbol.Noise(ref random)));
        close = Math.Clamp(close, Math.Max(LowestPrice, walk.Start / Reach), walk.Start * Reach);
        var share = Math.Sqrt((session.CloseNanoseconds - session.OpenNanoseconds) / (double)EngineTime.Minute);
        var open = Math.Max(LowestPrice, close / (1 + (walk.MinuteSigma * share * SyntheticSymbol.Noise(ref random))));
        return (open, close);
    }

    int IndexOf(LocalDate date)
    {
        var (low, high) = (0, sessions.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (sessions[middle].Date == date) return middle;
            if (sessions[middle].Date > date) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    static long Cents(double price) => (long)Math.Round(price * 100);

    static long DayNumber(LocalDate date) => Period.DaysBetween(new LocalDate(1970, 1, 1), date);

    /// <summary>One symbol; opens and closes newest first, as far back as was asked for.</summary>
    sealed class Walk(SyntheticSymbol symbol)
    {
        public double Start { get; } = symbol.StartPrice;

        public double MinuteSigma { get; } = symbol.SigmaPerSecond * Math.Sqrt(60);

        public double GapSigma { get; } = symbol.GapSigma;

        public double SharesPerMinute { get; } = symbol.SharesPerSecond * 60;

        public long Stream { get; } = symbol.Stream ^ SyntheticPast.Stream;

        public List<(double Open, double Close)> Ends { get; } = [];
    }
}
