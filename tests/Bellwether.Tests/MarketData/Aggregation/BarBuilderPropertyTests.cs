using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Tests.MarketData;

/// <summary>What holds for bars of every kind, over random tapes with jumps, equal times and trades outside the sessions.</summary>
public sealed class BarBuilderPropertyTests
{
    public static TheoryData<string> Kinds => ["1m", "1d", "tick:7", "volume:2500", "dollar:90000", "range:0.13", "renko:0.07", "tick-imbalance:9", "volume-imbalance:3000", "dollar-imbalance:150000", "tick-imbalance:ewma:30", "volume-imbalance:ewma:30", "dollar-imbalance:ewma:30"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_pieces_give_the_same_bars_and_every_share_is_in_one_of_them(string kind)
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var trades = TradeTape.Random(seed, 3_000);
            var whole = Aggregation.OfTrades(trades, TradeTape.Spec(kind), SessionHours.Regular);
            var (random, list, builder) = (new SplitMix64(seed), new BarList(), Aggregation.Builder(TradeTape.Spec(kind), SessionHours.Regular));
            for (var at = 0; at < trades.Count;)
            {
                var end = Math.Min(trades.Count, at + random.NextInt(1 << random.NextInt(10)));
                builder.AddTrades(trades.Time[at..end], trades.Price[at..end], trades.Size[at..end], ref list);
                at = end;
            }
            if (builder.TryFlush(out var last)) list.Add(last);
            Assert.Equal(whole, list.Bars);

            var inside = TradeTape.Sessions(trades);
            Assert.Equal(inside.Sum(s => s.Sum(t => t.Size)), whole.Sum(b => (decimal)b.Volume));
            Assert.Equal(inside.Sum(s => s.Count), whole.Sum(b => b.Trades));
            Assert.Equal(trades.Count - inside.Sum(s => s.Count), builder.OutsideSession + builder.Late);
            Assert.All(whole, b => Assert.True(b.Low <= b.Open && b.Low <= b.Close && b.High >= b.Open && b.High >= b.Close));
            Assert.All(whole.Zip(whole.Skip(1)), pair => Assert.True(pair.First.Time <= pair.Second.Time));
        }
    }

    [Theory]
    [InlineData("volume:2500")]
    [InlineData("dollar:90000")]
    [InlineData("renko:0.07")]
    public void Any_pieces_of_bars_do_too(string kind)
    {
        var minutes = BarRows.Of(Aggregation.OfTrades(TradeTape.Random(3, 9_000), BarSpec.OneMinute, SessionHours.Regular), BarSource.Live).ToColumns("X");
        var whole = Aggregation.OfBars(minutes, TradeTape.Spec(kind), SessionHours.Regular);
        for (var size = 1; size < 40; size += 6)
        {
            var (list, builder) = (new BarList(), Aggregation.Builder(TradeTape.Spec(kind), SessionHours.Regular));
            for (var at = 0; at < minutes.Count; at += size)
            {
                var end = Math.Min(minutes.Count, at + size);
                builder.AddBars(minutes.Time[at..end], minutes.Open[at..end], minutes.High[at..end], minutes.Low[at..end], minutes.Close[at..end], minutes.Volume[at..end], ref list);
            }
            if (builder.TryFlush(out var last)) list.Add(last);
            Assert.Equal(whole, list.Bars);
        }
        Assert.Equal(minutes.Volume.ToArray().Sum(v => (decimal)v), whole.Sum(b => (decimal)b.Volume));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_is_allocated_for_a_trade(string kind)
    {
        var trades = TradeTape.Random(1, 2_000);
        var builder = Aggregation.Builder(TradeTape.Spec(kind), SessionHours.Regular);
        var sink = new Forgotten();
        builder.AddTrades(trades.Time[..1_000], trades.Price[..1_000], trades.Size[..1_000], ref sink);
        var at = 1_000;
        Assert.Equal(0, Allocation.Of(() =>
        {
            for (var end = Math.Min(at + 300, trades.Count); at < end; at++) builder.AddTrades(trades.Time.Slice(at, 1), trades.Price.Slice(at, 1), trades.Size.Slice(at, 1), ref sink);
        }));
    }

    struct Forgotten : IBarSink
    {
        public void Add(in AggregatedBar bar)
        {
        }
    }
}
