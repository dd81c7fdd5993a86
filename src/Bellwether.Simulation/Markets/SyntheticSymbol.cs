using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>The walk of one symbol, second by second.</summary>
sealed class SyntheticSymbol
{
    /// <summary>Prices stay above it, so that one price step holds for all.</summary>
    const double LowestPrice = 2;
    const double SecondsPerYear = 252.0 * 23_400;

    readonly Instrument instrument;
    readonly double sigma;
    readonly double factorWeight;
    readonly double ownWeight;
    readonly double sharesPerStep;
    readonly int spreadTicks;
    SplitMix64 random;
    double price;
    long bid;
    long ask;
    long last;
    double bidSize = 500;
    double askSize = 500;
    BarBuilder fiveSeconds;
    BarBuilder minute;

    /// <param name="stepsPerSecond">How often <see cref="Step"/> is called within a second.</param>
    public SyntheticSymbol(Instrument instrument, SyntheticMarketOptions options, int stepsPerSecond = 1)
    {
        this.instrument = instrument;
        // A stream of its own by ticker: adding a symbol to a configuration leaves the others' prices as they are.
        Stream = StableHash(instrument.Symbol);
        random = SplitMix64.For(options.Seed, Stream);
        var mine = options.Symbols.GetValueOrDefault(instrument.Symbol) ?? new SyntheticSymbolOptions();
        var (a, b, c, d) = (random.NextDouble(), random.NextDouble(), random.NextInt(4), random.NextDouble());
        HasOwnPrice = mine.Price is not null;
        price = mine.Price ?? (20 + (380 * a));
        var yearly = mine.AnnualVolatility ?? (0.2 + (0.3 * b));
        spreadTicks = mine.SpreadTicks ?? (1 + c);
        SharesPerSecond = (mine.DailyVolume ?? (2e6 + (28e6 * d))) / 23_400;
        if (!(price is >= 5 and <= 100_000) || !(yearly is >= 0 and <= 5) || spreadTicks < 1 || !(SharesPerSecond is >= 1 and <= 1e6))
            throw new ArgumentException($"{instrument.Symbol}: price {price} (5 to 100,000), volatility {yearly} (0 to 5), spread {spreadTicks} (1 or more) or daily volume {SharesPerSecond * 23_400} (23,400 or more) is out of range", nameof(options));
        StartPrice = price;
        SigmaPerSecond = yearly / Math.Sqrt(SecondsPerYear);
        GapSigma = SigmaPerSecond * Math.Sqrt(23_400 * options.OvernightVariance);
        sigma = SigmaPerSecond / Math.Sqrt(stepsPerSecond);
        sharesPerStep = SharesPerSecond / stepsPerSecond;
        factorWeight = Math.Sqrt(options.Correlation);
        ownWeight = Math.Sqrt(1 - options.Correlation);
        SetTouch();
        last = bid;
    }

    /// <summary>Its number among random streams.</summary>
    public long Stream { get; }

    /// <summary>Its start price was given, and is not the seed's.</summary>
    public bool HasOwnPrice { get; }

    /// <summary>Dollars, before anything happened.</summary>
    public double StartPrice { get; }

    public double SigmaPerSecond { get; }

    /// <summary>Standard deviation of the return over a night.</summary>
    public double GapSigma { get; }

    public double SharesPerSecond { get; }

    public Quote Quote;
    public double Traded;
    public MarketBar FiveSecondBar;

    public BarHistory History { get; } = new();

    /// <summary>Goes on from where its past ended; called before anything happened.</summary>
    public void StartAt(double dollars)
    {
        price = dollars;
        SetTouch();
        last = bid;
    }

    /// <summary>The night: one jump.</summary>
    public void Gap(double factor)
    {
        Move(GapSigma, factor);
        SetTouch();
        Traded = 0;
        Publish();
    }

    /// <summary>The first quote, where the symbol starts.</summary>
    public void Open()
    {
        Traded = 0;
        Publish();
    }

    /// <summary>One step of trading, a second unless said otherwise.</summary>
    /// <param name="factor">The common factor's standard normal step.</param>
    /// <param name="activity">1 on average over a session.</param>
    /// <param name="halted">Nothing is published, and nothing trades.</param>
    /// <returns>The quote changed.</returns>
    public bool Step(double factor, double activity, bool halted)
    {
        // Volatility follows activity half way: 0.8 at noon, 1.4 at the edges of the day.
        Move(sigma * (0.5 + (0.5 * activity)), factor);
        var (oldBid, oldLast) = (bid, last);
        SetTouch();

        var dice = random.Next();
        if (halted)
        {
            Traded = 0;
            return false;
        }
        var resized = (dice & 0x7) < 3;
        if (resized)
        {
            bidSize = 100 * (1 + ((dice >> 8) & 0xF));
            askSize = 100 * (1 + ((dice >> 12) & 0xF));
        }
        // 15 of 16 steps trade; uniform from 0 to twice the average.
        var traded = (dice & 0xF0) != 0;
        Traded = traded ? 1 + Math.Floor(2.133 * sharesPerStep * activity * (((dice >> 16) & 0xFFFF) * (1.0 / 65_536))) : 0;
        if (traded)
        {
            last = (dice & (1UL << 40)) == 0 ? bid : ask;
            var at = last / (double)Price.Scale;
            fiveSeconds.Add(at, Traded);
            minute.Add(at, Traded);
        }
        if (!traded && !resized && bid == oldBid && last == oldLast) return false;
        Publish();
        return true;
    }

    public bool CloseFiveSeconds(long open)
    {
        if (fiveSeconds.IsEmpty) return false;
        FiveSecondBar = fiveSeconds.Close(open);
        return true;
    }

    public bool CloseMinute(long open)
    {
        if (minute.IsEmpty) return false;
        History.Add(minute.Close(open));
        return true;
    }

    void Move(double deviation, double factor)
    {
        price *= 1 + (deviation * ((factorWeight * factor) + (ownWeight * Noise(ref random))));
        if (price < LowestPrice) price = LowestPrice;
    }

    void SetTouch()
    {
        var tick = instrument.Ticks.IncrementAt(Price.FromDouble(price)).Micros;
        bid = (long)Math.Floor(((price * Price.Scale) - (0.5 * spreadTicks * tick)) / tick) * tick;
        ask = bid + (spreadTicks * tick);
    }

    void Publish() => Quote = new Quote(bid / (double)Price.Scale, ask / (double)Price.Scale, bidSize, askSize, last / (double)Price.Scale);

    /// <summary>Mean 0, variance 1, within ±3.5: the sum of four 16-bit uniforms from one draw. Sums over a minute are as normal as makes no difference.</summary>
    internal static double Noise(ref SplitMix64 random)
    {
        var bits = random.Next();
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        // Each uniform has variance (2^32 - 1) / 12.
        return (sum - 131_070.0) * (1.7320508075688772 / 65_536);
    }

    /// <summary>FNV-1a: the runtime's own string hash differs between processes.</summary>
    static long StableHash(string text)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var c in text) hash = unchecked((hash ^ c) * 1_099_511_628_211UL);
        return unchecked((long)hash);
    }
}
