using Bellwether.InteractiveBrokers;
using CsCheck;

namespace Bellwether.Tests.InteractiveBrokers.Client;

public sealed class IdentityTests
{
    [Fact]
    public void The_next_order_id_is_above_journal_gateway_and_everything_seen()
    {
        Assert.Equal(1, new OrderIdAllocator().Next);
        var ids = new OrderIdAllocator(highestInJournal: 50);
        Assert.Equal(51, ids.Next);
        Assert.False(ids.OnNextValidId(60));
        Assert.Equal(60, ids.Next);
        ids.Seen(99);
        Assert.Equal(100, ids.Reserve());
    }

    [Fact]
    public void A_gateway_whose_counter_went_back_does_not_bring_ids_back()
    {
        var ids = new OrderIdAllocator();
        ids.OnNextValidId(40);
        Assert.Equal(40, ids.Reserve());
        Assert.True(ids.OnNextValidId(12));
        Assert.Equal(41, ids.Reserve());
    }

    [Fact]
    public void A_bracket_gets_consecutive_ids_in_one_step()
    {
        var ids = new OrderIdAllocator(10);
        Assert.Equal(11, ids.Reserve(3));
        Assert.Equal(14, ids.Reserve());
    }

    [Fact]
    public void A_billion_orders_raise_the_alarm_and_request_ids_are_never_reached()
    {
        var ids = new OrderIdAllocator(999_999_998);
        Assert.False(ids.IsAlarming);
        ids.Reserve();
        Assert.True(ids.IsAlarming);
        var last = new OrderIdAllocator(OrderIdAllocator.Highest - 1);
        Assert.Throws<InvalidOperationException>(() => last.Reserve(2));
        Assert.Equal(1_499_999_999, last.Reserve());
        Assert.Throws<InvalidOperationException>(() => last.Reserve());
    }

    [Fact]
    public void Manual_orders_and_request_ids_do_not_move_the_order_counter()
    {
        var ids = new OrderIdAllocator(5);
        ids.Seen(-12);
        ids.Seen(0);
        ids.Seen(RequestIds.Lowest + 3);
        Assert.Equal(6, ids.Next);
    }

    [Fact]
    public void Whatever_happens_no_order_id_is_given_twice() => Gen.Select(Gen.Int[0, 2], Gen.Int[0, 500]).Array[1, 200].Sample(script =>
    {
        var ids = new OrderIdAllocator();
        var given = new HashSet<int>();
        foreach (var (what, number) in script)
        {
            if (what == 0) ids.OnNextValidId(number);
            else if (what == 1) ids.Seen(number);
            else
                for (var first = ids.Reserve(1 + (number % 4)); first < ids.Next; first++) Assert.True(given.Add(first));
        }
    });

    [Fact]
    public void What_an_id_belongs_to_is_looked_up()
    {
        var ids = new RequestIds();
        var quotes = ids.Next(RequestKind.Quotes, tag: 7);
        Assert.Equal(new RequestIdentity(RequestKind.Quotes, 7, IsEnded: false), ids.Find(quotes));
        Assert.Equal(RequestKind.Order, ids.Find(quotes - RequestIds.Lowest + 1).Kind);
        Assert.Equal(RequestKind.None, ids.Find(-1).Kind);
        Assert.Equal(RequestKind.None, ids.Find(quotes + 1).Kind);
    }

    [Fact]
    public void A_late_message_about_an_ended_request_is_recognised()
    {
        var ids = new RequestIds();
        var id = ids.Next(RequestKind.HistoricalBars);
        ids.End(id);
        Assert.True(ids.Find(id).IsEnded);
        Assert.Equal(0, ids.Open);
        Assert.NotEqual(id, ids.Next(RequestKind.HistoricalBars));
        Assert.Throws<ArgumentException>(() => ids.Next(RequestKind.Order));
    }

    [Fact]
    public void The_first_of_several_accounts_is_taken_only_when_that_was_said() =>
        Assert.Equal("DU1234567", AccountGuard.Decide("DU1234567,DU7654321", null, allowLive: false, takeFirst: true).Account);

    [Theory]
    [InlineData("DU1234567", null, false, AccountVerdict.Accepted, "DU1234567")]
    [InlineData("DU1234567,", null, false, AccountVerdict.Accepted, "DU1234567")]
    [InlineData("DU1234567,DU7654321", "DU7654321", false, AccountVerdict.Accepted, "DU7654321")]
    [InlineData("DU1234567,DU7654321", null, false, AccountVerdict.Ambiguous, "")]
    [InlineData("DU1234567", "DU7654321", false, AccountVerdict.NotListed, "")]
    [InlineData("U1234567", null, false, AccountVerdict.LiveRefused, "")]
    [InlineData("U1234567,DU1234567", "U1234567", false, AccountVerdict.LiveRefused, "")]
    [InlineData("U1234567", "U1234567", true, AccountVerdict.Accepted, "U1234567")]
    [InlineData("", null, true, AccountVerdict.NoAccount, "")]
    public void The_guard_takes_only_a_listed_account_and_a_live_one_only_when_allowed(string listed, string? wanted, bool allowLive, AccountVerdict verdict, string account)
    {
        var decision = AccountGuard.Decide(listed, wanted, allowLive);
        Assert.Equal((verdict, account), (decision.Verdict, decision.Account));
        Assert.Equal(verdict == AccountVerdict.Accepted, decision.Explanation.Length == 0);
    }
}
