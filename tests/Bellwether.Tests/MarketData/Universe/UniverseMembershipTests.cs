using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;

namespace Bellwether.Tests.MarketData;

public sealed class UniverseMembershipTests
{
    static readonly LocalDate First = new(2024, 1, 2);

    /// <summary>One symbol; + = the rules hold, − = they do not. What it was after each session: I = in, o = out.</summary>
    static string Course(string sessions, int enterAfter, int leaveAfter)
    {
        var membership = new UniverseMembership(1, new UniverseOptions { EnterAfter = enterAfter, LeaveAfter = leaveAfter });
        return string.Concat(sessions.Select((c, i) =>
        {
            membership.Advance([new UniverseVerdict(c == '+', c == '+', 0)], First.PlusDays(i + 1));
            return membership[0].IsIn ? 'I' : 'o';
        }));
    }

    [Theory]
    [InlineData("+-+-", 1, 1, "IoIo")]
    [InlineData("++-+++-+", 3, 1, "oooooIoo")]
    [InlineData("+-++--+---", 1, 3, "IIIIIIIIIo")]
    [InlineData("+++--+--+--", 3, 2, "ooIIooooooo")]
    [InlineData("--------", 1, 1, "oooooooo")]
    public void A_symbol_enters_and_leaves_after_so_many_sessions_in_a_row(string sessions, int enterAfter, int leaveAfter, string course) =>
        Assert.Equal(course, Course(sessions, enterAfter, leaveAfter));

    static string Members(UniverseMembership membership) => string.Concat(Enumerable.Range(0, membership.SymbolCount).Where(i => membership[i].IsIn).Select(i => (char)('A' + i)));

    /// <summary>Symbols A, B, C … with these ranks, all of which the rules admit; negative = they do not.</summary>
    static string[] Courses(UniverseOptions options, params double[][] ranksBySession)
    {
        var membership = new UniverseMembership(ranksBySession[0].Length, options);
        return [.. ranksBySession.Select((ranks, i) =>
        {
            membership.Advance([.. ranks.Select(r => new UniverseVerdict(!(r < 0), !(r < 0), r))], First.PlusDays(i + 1));
            return Members(membership);
        })];
    }

    [Fact]
    public void The_best_ranked_enter_and_a_better_one_must_wait_until_a_member_has_failed_for_long_enough()
    {
        // C is better than A from the second session on: A's place is 3 of 2, and it leaves after two such sessions. C, which has held long enough, takes the place at once.
        Assert.Equal(["AB", "AB", "BC", "BC"], Courses(new UniverseOptions { MaxSymbols = 2, LeaveAfter = 2 }, [5, 4, 1], [3, 4, 9], [3, 4, 9], [3, 4, 9]));
        // With a slack of one place, it stays.
        Assert.Equal(["AB", "AB", "AB", "AB"], Courses(new UniverseOptions { MaxSymbols = 2, LeaveAfter = 2, RankSlack = 1 }, [5, 4, 1], [3, 4, 9], [3, 4, 9], [3, 4, 9]));
    }

    [Fact]
    public void Equal_and_unknown_ranks_keep_the_order_of_the_symbols_and_unknown_ones_come_last() =>
        Assert.Equal(["BC"], Courses(new UniverseOptions { MaxSymbols = 2 }, [double.NaN, 7, 7, 7]));

    [Fact]
    public void A_place_that_becomes_free_is_taken_in_the_same_session() =>
        Assert.Equal(["A", "B"], Courses(new UniverseOptions { MaxSymbols = 1 }, [5, 4], [-1, 4]));

    /// <summary>The same from the whole past of each symbol, with lists.</summary>
    static List<string> Reference(UniverseOptions options, UniverseVerdict[][] sessions)
    {
        var count = sessions[0].Length;
        var changedAt = new int[count];
        var members = new SortedSet<int>();
        var holds = new List<bool[]>();
        var result = new List<string>();
        for (var s = 0; s < sessions.Length; s++)
        {
            var order = Enumerable.Range(0, count).Where(i => members.Contains(i) ? sessions[s][i].MayStay : sessions[s][i].MayEnter).OrderByDescending(i => sessions[s][i].Rank).ThenBy(i => i).ToList();
            holds.Add([.. Enumerable.Range(0, count).Select(i => order.IndexOf(i) is var at && at >= 0 && at < options.MaxSymbols + (members.Contains(i) ? options.RankSlack : 0))]);
            bool Lately(int i, bool value, int sessionCount) => s + 1 - changedAt[i] >= sessionCount && Enumerable.Range(s + 1 - sessionCount, sessionCount).All(j => holds[j][i] == value);
            foreach (var leaver in members.Where(i => Lately(i, false, options.LeaveAfter)).ToList())
            {
                members.Remove(leaver);
                changedAt[leaver] = s + 1;
            }
            foreach (var comer in order.Where(i => !members.Contains(i) && changedAt[i] != s + 1 && Lately(i, true, options.EnterAfter)).ToList())
            {
                if (members.Count >= options.MaxSymbols) break;
                members.Add(comer);
                changedAt[comer] = s + 1;
            }
            result.Add(string.Concat(members.Select(i => (char)('A' + i))));
        }
        return result;
    }

    [Fact]
    public void Nobody_flaps_there_are_never_too_many_and_a_slow_reference_agrees()
    {
        for (var seed = 1UL; seed <= 300; seed++)
        {
            var random = new SplitMix64(seed);
            var options = new UniverseOptions { EnterAfter = 1 + random.NextInt(4), LeaveAfter = 1 + random.NextInt(4), MaxSymbols = 1 + random.NextInt(5), RankSlack = random.NextInt(3) };
            var sessions = Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 6).Select(_ =>
            {
                var level = random.NextInt(10);
                return new UniverseVerdict(level >= 4, level >= 2, random.NextInt(4));
            }).ToArray()).ToArray();
            var membership = new UniverseMembership(6, options);
            var (courses, changes) = (new List<string>(), new (bool IsIn, int At)[6]);
            for (var s = 0; s < sessions.Length; s++)
            {
                membership.Advance(sessions[s], First.PlusDays(s + 1));
                courses.Add(Members(membership));
                Assert.Equal(courses[^1].Length, membership.Count);
                Assert.True(membership.Count <= options.MaxSymbols);
                for (var i = 0; i < 6; i++)
                {
                    if (membership[i].IsIn == changes[i].IsIn) continue;
                    Assert.True(s + 1 - changes[i].At >= (changes[i].IsIn ? options.LeaveAfter : options.EnterAfter), $"seed {seed}: symbol {i} changed in sessions {changes[i].At} and {s + 1}");
                    changes[i] = (membership[i].IsIn, s + 1);
                    Assert.Equal(First.PlusDays(s + 1), membership[i].Since);
                }
            }
            Assert.Equal(Reference(options, sessions), courses);
        }
    }
}
