using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Tests.MarketData;

public sealed class ImbalanceBarTests
{
    static IReadOnlyList<AggregatedBar> Bars(string spec, TradeColumns trades) => Aggregation.OfTrades(trades, TradeTape.Spec(spec), SessionHours.Regular);

    static readonly (double, double)[] Tape =
    [
        (10, 100), (10, 100), (10.01, 200), (10.02, 100), (10.02, 300), // signs 0 0 + + +
        (10.01, 500), (10.01, 100), (10.02, 200), (10.01, 300), (10, 400), // − − + − −
        (10, 50), // −
    ];

    [Fact]
    public void A_bar_of_trades_ends_when_rises_and_falls_are_out_of_balance()
    {
        var bars = Bars("tick-imbalance:3", TradeTape.Of(Tape));
        Assert.Equal([(10, 10.02, 800, 5, true), (10.01, 10, 1500, 5, true), (10, 10, 50, 1, false)], bars.Select(b => (b.Open, b.Close, b.Volume, b.Trades, b.IsComplete)));
    }

    [Fact]
    public void A_bar_of_shares_weighs_each_trade_with_its_size()
    {
        // 200 + 100 + 300 = 600; then −500 −100 = −600; then 200 −300 −400 −50 = −550, unfinished.
        var bars = Bars("volume-imbalance:600", TradeTape.Of(Tape));
        Assert.Equal([(5, true), (2, true), (4, false)], bars.Select(b => (b.Trades, b.IsComplete)));
        Assert.Equal([5, 2, 4], Bars("volume-imbalance:550.0001", TradeTape.Of(Tape)).Select(b => b.Trades));
    }

    [Fact]
    public void A_bar_of_dollars_weighs_each_trade_with_what_it_cost_exactly()
    {
        // 10.01 × 200 + 10.02 × 100 + 10.02 × 300 = 6,010.
        Assert.Equal(5, Bars("dollar-imbalance:6010", TradeTape.Of(Tape))[0].Trades);
        Assert.NotEqual(5, Bars("dollar-imbalance:6010.000001", TradeTape.Of(Tape))[0].Trades);
    }

    [Fact]
    public void The_sign_of_the_last_trade_carries_over_to_the_next_bar_but_not_to_the_next_session()
    {
        var trades = TradeTape.Join(TradeTape.Of((10, 1), (11, 1), (11, 1), (11, 1)), TradeTape.Of(TradeTape.Tuesday, (11, 1), (11, 1), (11, 1), (10, 1), (10, 1)));
        Assert.Equal([(3, true), (1, false), (5, true)], Bars("tick-imbalance:2", trades).Select(b => (b.Trades, b.IsComplete)));
    }

    [Fact]
    public void An_adaptive_bar_ends_at_the_imbalance_that_those_before_lead_to_expect()
    {
        // Always rising. First bar: 10 trades, imbalance 9. Then E[T] |E[b]| = 10 × 0.9 = 9: nine trades. Averages, the earlier bar times 0.9: 1.9 bars, 18 trades, 17.1 imbalance:
        // E[T] |E[b]| = 17.1 / 1.9 = 9 again.
        var rising = TradeTape.Of([.. Enumerable.Range(0, 28).Select(i => (100 + (i / 100.0), 1.0))]);
        Assert.Equal([10, 9, 9], Bars("tick-imbalance:ewma:10", rising).Select(b => b.Trades));
    }

    [Fact]
    public void Balanced_trading_does_not_let_the_threshold_collapse_nor_one_sided_trading_let_it_explode()
    {
        // Up and down by turns: E[b] is 0, and the imbalance never leaves −1 … 1; √10 is out of reach, so bars end at four times the given number.
        var even = TradeTape.Of([.. Enumerable.Range(0, 130).Select(i => (100 + (i % 2 / 100.0), 1.0))]);
        Assert.Equal([10, 40, 40, 40], Bars("tick-imbalance:ewma:10", even).Select(b => b.Trades));
        var trades = TradeTape.Random(5, 20_000);
        foreach (var spec in (string[])["tick-imbalance:ewma:50", "volume-imbalance:ewma:50", "dollar-imbalance:ewma:50"])
        {
            var complete = Bars(spec, trades).Where(b => b.IsComplete).ToList();
            Assert.All(complete, b => Assert.InRange(b.Trades, 1, 200));
            // Random signs: about as many trades a bar as given.
            Assert.InRange(complete.Average(b => b.Trades), 20, 100);
        }
    }

    [Fact]
    public void The_bars_of_a_session_do_not_depend_on_what_was_read_before_it()
    {
        var trades = TradeTape.Random(9, 9_000);
        var from = trades.Time.ToArray().Index().First(t => t.Item >= TradeTape.Tuesday.OpenNanoseconds).Index;
        var tail = new TradeColumns("X", trades.Time[from..].ToArray(), trades.Price[from..].ToArray(), trades.Size[from..].ToArray());
        foreach (var spec in (string[])["volume-imbalance:ewma:50", "tick-imbalance:20", "range:0.2", "renko:0.2"])
            Assert.Equal(Bars(spec, tail), Bars(spec, trades).Where(b => b.Time >= TradeTape.Tuesday.OpenNanoseconds));
    }

    [Fact]
    public void They_are_not_made_of_bars()
    {
        var spec = TradeTape.Spec("volume-imbalance:100");
        Assert.Contains("takes a file of trades", spec.ObstacleFrom(EngineTime.Minute));
        Assert.Throws<InvalidOperationException>(() => Aggregation.OfBars(new BarColumns("X", [1], [1], [1], [1], [1], [1]), spec, SessionHours.Regular));
    }

    /// <summary>Session by session in decimals: signs first, then for each bar the shortest run whose sum is large enough.</summary>
    static List<(long Time, long Trades)> Reference(TradeColumns trades, string kind, decimal size, bool isAdaptive)
    {
        var bars = new List<(long, long)>();
        foreach (var session in TradeTape.Sessions(trades))
        {
            var signs = new int[session.Count];
            for (var i = 1; i < signs.Length; i++) signs[i] = Math.Sign(session[i].Price - session[i - 1].Price) is var s and not 0 ? s : signs[i - 1];
            decimal Weight(int i) => kind == "tick" ? 1 : session[i].Size * (kind == "volume" ? 1 : session[i].Price);
            var made = new List<(int Trades, double Imbalance, double Squares)>();
            for (var start = 0; start < session.Count;)
            {
                var (threshold, most) = (size, int.MaxValue);
                if (isAdaptive && made.Count == 0) (threshold, most) = (decimal.MaxValue, (int)size);
                else if (isAdaptive)
                {
                    double Mean(Func<(int Trades, double Imbalance, double Squares), double> of) => made.Select((m, i) => Math.Pow(0.9, made.Count - 1 - i) * of(m)).Sum();
                    var length = Math.Min(Math.Max(Mean(m => m.Trades) / Mean(_ => 1), (double)size / 4), 4 * (double)size);
                    var signed = Math.Abs(Mean(m => m.Imbalance)) / Mean(m => m.Trades);
                    var floor = Math.Sqrt(Mean(m => m.Squares) / Mean(m => m.Trades) / length);
                    (threshold, most) = ((decimal)(length * Math.Max(signed, floor) * (1 - 1e-10)), 4 * (int)size);
                }
                var (sum, end) = (0m, start);
                while (end < session.Count && Math.Abs(sum) < threshold && end - start < most) sum += signs[end] * Weight(end++);
                bars.Add((session[start].Time, end - start));
                made.Add((end - start, (double)sum, Enumerable.Range(start, end - start).Sum(i => Math.Pow((double)Weight(i), 2))));
                start = end;
            }
        }
        return bars;
    }

    [Theory]
    [InlineData(1, "tick", "12", false)]
    [InlineData(2, "volume", "5000", false)]
    [InlineData(3, "dollar", "250000", false)]
    [InlineData(4, "tick", "50", true)]
    [InlineData(5, "volume", "50", true)]
    [InlineData(6, "dollar", "30", true)]
    public void They_are_those_of_a_slow_reference(ulong seed, string kind, string size, bool isAdaptive)
    {
        var trades = TradeTape.Random(seed, 8_000);
        var reference = Reference(trades, kind, decimal.Parse(size, System.Globalization.CultureInfo.InvariantCulture), isAdaptive);
        Assert.True(reference.Count > 15);
        Assert.Equal(reference, Bars($"{kind}-imbalance:{(isAdaptive ? "ewma:" : "")}{size}", trades).Select(b => (b.Time, b.Trades)));
    }

    [Theory]
    [InlineData("tick", "40", false)]
    [InlineData("volume", "20000", false)]
    [InlineData("dollar", "4000000", false)]
    [InlineData("tick", "200", true)]
    [InlineData("volume", "200", true)]
    [InlineData("dollar", "200", true)]
    public void Those_of_a_day_of_real_trades_are_those_of_the_reference(string kind, string size, bool isAdaptive)
    {
        var trades = TradeTape.Real();
        var bars = Bars($"{kind}-imbalance:{(isAdaptive ? "ewma:" : "")}{size}", trades);
        Assert.Equal(Reference(trades, kind, decimal.Parse(size, System.Globalization.CultureInfo.InvariantCulture), isAdaptive), bars.Select(b => (b.Time, b.Trades)));
    }
}
