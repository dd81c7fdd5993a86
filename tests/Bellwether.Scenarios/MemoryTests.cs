using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Scenarios;

/// <summary>A client that is killed and started again needs no new warm-up: through the whole live path it knows, bit for bit, what one that never stopped knows.</summary>
public sealed class MemoryTests
{
    /// <summary>Seconds after the opening, and how long nobody is there, in seconds.</summary>
    static (int At, int Away)[] Kills(ulong seed)
    {
        var dice = SplitMix64.For(seed, 7);
        var kills = new List<(int, int)>();
        for (var at = 340 + dice.NextInt(300); at < 1_400; at += 60 + dice.NextInt(600))
        {
            var away = 1 + dice.NextInt(dice.NextInt(2) == 0 ? 40 : 400);
            kills.Add((at, away));
            at += away;
        }
        return [.. kills];
    }

    static SeamRun Played(int start, (int At, int Away)[] kills, SeamRun run)
    {
        run.Start(start);
        var at = start;
        foreach (var kill in kills)
        {
            run.PlaySeconds(kill.At - at);
            Assert.Null(run.Kill(kill.Away));
            at = kill.At + kill.Away;
        }
        return run.PlaySeconds(1_890 - at);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Killed_at_any_second_it_knows_what_one_that_never_stopped_knows(ulong seed)
    {
        var kills = Kills(seed);
        var start = (int)(seed * 37) - 150;
        var restarted = Played(start, kills, new SeamRun(new FaultPlan()));
        var unbroken = Played(start, [], new SeamRun(new FaultPlan()));

        Assert.True(unbroken.Memory.AsSpan().SequenceEqual(restarted.Memory), $"killed {string.Join(", ", kills)}: what is remembered differs");
        restarted.Check(from: (kills[^1].At + kills[^1].Away - start) / 60 + 2);
        // Three symbols: as far as the indicators need it once, and the minutes since for each kill.
        Assert.Equal(3, restarted.Asked.Count(a => a == "2 D"));
        Assert.Equal(3, restarted.Asked.Take(3).Count(a => a == "2 D"));
        Assert.All(restarted.Asked.Skip(3), a => Assert.InRange(int.Parse(a.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), 120, 800));
    }

    [Fact]
    public void Connections_that_break_before_and_after_change_nothing()
    {
        static SeamRun Broken(bool isKilled)
        {
            var run = new SeamRun(new FaultPlan()).Start(-3).PlaySeconds(385).Lose().PlaySeconds(70, connects: false).PlaySeconds(20);
            if (isKilled) Assert.Null(run.Kill(90));
            else run.PlaySeconds(90);
            return run.PlaySeconds(4).Lose().PlaySeconds(30, connects: false).PlaySeconds(300);
        }

        var restarted = Broken(isKilled: true);
        Assert.True(Broken(isKilled: false).Memory.AsSpan().SequenceEqual(restarted.Memory));
        restarted.Check(from: 14);
    }

    [Fact]
    public void What_cannot_be_trusted_is_refused_and_the_ordinary_warm_up_follows()
    {
        (string Why, Func<byte[], byte[]> Change)[] changes =
        [
            ("is damaged", bytes => bytes[..(bytes.Length / 2)]),
            ("is damaged", bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]),
            ("no checkpoint", _ => []),
        ];
        foreach (var (why, change) in changes)
        {
            var run = new SeamRun(new FaultPlan()).Start(-3).PlaySeconds(400);
            Assert.Contains(why, run.Kill(30, change), StringComparison.Ordinal);
            run.PlaySeconds(200);
            Assert.Equal(6, run.Asked.Count(a => a == "2 D"));
            Assert.DoesNotContain(run.Asked, a => a.EndsWith('S') && a != "120 S" && a.Length > 5);
        }
    }

    [Fact]
    public void A_symbol_whose_past_never_came_asks_for_it_after_the_restart()
    {
        var run = new SeamRun(new FaultPlan()) { HoldsHistory = true };
        run.Start(1_230).Play(12);
        Assert.Contains(run.Notices, n => n.Contains("history of 1 symbols has not come in time", StringComparison.Ordinal));
        run.HoldsHistory = false;
        run.Asked.Clear();
        Assert.Null(run.Kill(30));
        run.Play(3);
        // The first symbol from the beginning, the others since they were known.
        Assert.Equal(["2 D"], run.Asked.Where(a => a.EndsWith('D')));
        Assert.Equal(2, run.Asked.Take(3).Count(a => a.EndsWith('S')));
    }
}
