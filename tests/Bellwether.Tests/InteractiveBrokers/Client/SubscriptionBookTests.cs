using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using CsCheck;

namespace Bellwether.Tests.InteractiveBrokers.Client;

public sealed class SubscriptionBookTests
{
    const long Second = EngineTime.Second;

    [Fact]
    public void What_is_wanted_is_asked_for_when_a_session_stands_and_flows_when_data_come()
    {
        var book = new SubscriptionBook(new RequestIds());
        var quotes = book.Want(SubscriptionTerms.Quotes(tag: 4));
        Assert.False(book.TryNext(0, out _));

        book.SessionOpened(0);
        var step = Assert.Single(Steps(book, 0));
        Assert.Equal((SubscriptionAction.Ask, quotes), (step.Action, step.Subscription));
        Assert.Equal(SubscriptionState.Asked, quotes.State);
        book.OnQuoteType(step.RequestId, 1);
        Assert.False(quotes.IsLive);
        book.OnData(step.RequestId, Second);
        Assert.Equal(SubscriptionState.Flowing, quotes.State);
        Assert.True(quotes.IsLive);
    }

    [Fact]
    public void After_1101_everything_is_asked_again_under_new_ids()
    {
        var (book, subscriptions) = Flowing(3);
        var before = subscriptions.ConvertAll(s => s.RequestId);
        book.DataLost(10 * Second);

        Assert.All(subscriptions, s => Assert.Equal(SubscriptionState.Waiting, s.State));
        var steps = Steps(book, 10 * Second);
        Assert.Equal(subscriptions, steps.ConvertAll(s => s.Subscription));
        Assert.Empty(steps.ConvertAll(s => s.RequestId).Intersect(before));
        Assert.Null(book.OnData(before[0], 11 * Second));
    }

    [Fact]
    public void After_1102_each_subscription_has_to_show_data_or_is_asked_again()
    {
        var (book, subscriptions) = Flowing(2);
        book.DataKept(100 * Second);
        Assert.Empty(Steps(book, 100 * Second));
        Assert.All(subscriptions, s => Assert.Equal(SubscriptionState.Asked, s.State));

        book.OnData(subscriptions[0].RequestId, 110 * Second);
        Assert.Equal(SubscriptionState.Flowing, subscriptions[0].State);
        Assert.Empty(Steps(book, (130 * Second) - 1));
        var steps = Steps(book, 130 * Second);
        Assert.Equal([SubscriptionAction.Cancel, SubscriptionAction.Ask], steps.ConvertAll(s => s.Action));
        Assert.All(steps, s => Assert.Equal(subscriptions[1], s.Subscription));
    }

    [Fact]
    public void Bars_are_begun_sixty_times_in_ten_minutes_the_highest_priority_first_and_across_sessions()
    {
        var book = new SubscriptionBook(new RequestIds(), new LineBudget(1000));
        book.Expect(false, 0);
        for (var tag = 0; tag < 70; tag++) book.Want(SubscriptionTerms.RealTimeBars(tag));
        var held = book.Want(SubscriptionTerms.RealTimeBars(tag: 70, priority: 5));
        book.SessionOpened(0);

        var first = Steps(book, 0);
        Assert.Equal([70, .. Enumerable.Range(0, 59)], first.ConvertAll(s => s.Subscription.Terms.Tag));
        var waiting = book.All.Where(s => s.RequestId == 0).ToList();
        Assert.Equal(11, waiting.Count);
        Assert.All(waiting, s => Assert.True(s.IsPaced));
        Assert.False(held.IsPaced);

        // A new session does not make the broker forget.
        book.SessionLost();
        book.SessionOpened(300 * Second);
        Assert.Empty(Steps(book, 300 * Second));
        Assert.Empty(Steps(book, 600 * Second));
        Assert.Equal(60, Steps(book, 601 * Second).Count);
        Assert.Equal(held, book.All[0]);
        Assert.NotEqual(0, held.RequestId);
    }

    [Fact]
    public void Single_ticks_of_one_instrument_are_asked_for_every_fifteen_seconds()
    {
        var book = new SubscriptionBook(new RequestIds());
        var last = book.Want(new SubscriptionTerms(RequestKind.TickByTick, Instrument: "AAPL"));
        var quotes = book.Want(new SubscriptionTerms(RequestKind.TickByTick, Instrument: "AAPL"));
        var other = book.Want(new SubscriptionTerms(RequestKind.TickByTick, Instrument: "MSFT"));
        book.SessionOpened(0);
        Assert.Equal([last, other], Steps(book, 0).ConvertAll(s => s.Subscription));
        Assert.True(quotes.IsPaced);
        Assert.Empty(Steps(book, 15 * Second));
        Assert.Equal([quotes], Steps(book, 16 * Second).ConvertAll(s => s.Subscription));
        // Asking again, too, waits: 1101 comes at once.
        book.DataLost(17 * Second);
        Assert.Equal([other], Steps(book, 17 * Second).ConvertAll(s => s.Subscription));
        Assert.Equal([last], Steps(book, 32 * Second).ConvertAll(s => s.Subscription));
        Assert.Equal([quotes], Steps(book, 48 * Second).ConvertAll(s => s.Subscription));
    }

    [Fact]
    public void Silence_means_nothing_while_the_market_is_closed()
    {
        var (book, subscriptions) = Flowing(1);
        book.Expect(data: false, 5 * Second);
        Assert.Empty(Steps(book, 10_000 * Second));
        book.Expect(data: true, 10_000 * Second);
        Assert.Empty(Steps(book, 10_029 * Second));
        Assert.Equal(2, Steps(book, 10_030 * Second).Count);
        Assert.Equal(1, subscriptions[0].Retries);
    }

    [Fact]
    public void A_subscription_that_stays_silent_is_asked_ever_more_rarely()
    {
        var book = new SubscriptionBook(new RequestIds());
        book.Want(SubscriptionTerms.Quotes());
        book.SessionOpened(0);
        var asked = new List<long>();
        for (var t = 0L; t <= 1000 * Second; t += Second)
            asked.AddRange(Steps(book, t).Where(s => s.Action == SubscriptionAction.Ask).Select(_ => t / Second));
        // 30, then 60, 120, and from then on 240 seconds apart.
        Assert.Equal([0, 30, 90, 210, 450, 690, 930], asked);
    }

    [Fact]
    public void A_refusal_for_lack_of_permission_stands_until_it_is_retried()
    {
        var (book, subscriptions) = Flowing(1);
        var quotes = subscriptions[0];
        book.OnCode(quotes.RequestId, 354, Second);
        Assert.Equal((SubscriptionState.Refused, 354), (quotes.State, quotes.RefusedBy));
        Assert.Empty(Steps(book, 5000 * Second));

        book.Retry(quotes);
        Assert.Equal(SubscriptionAction.Ask, Assert.Single(Steps(book, 5000 * Second)).Action);
    }

    [Fact]
    public void Delayed_data_flow_but_are_not_live()
    {
        var (book, subscriptions) = Flowing(1);
        var quotes = subscriptions[0];
        book.OnCode(quotes.RequestId, 10167, Second);
        book.OnData(quotes.RequestId, Second);
        Assert.Equal((SubscriptionState.Flowing, QuoteType.Delayed), (quotes.State, quotes.Type));
        Assert.False(quotes.IsLive);
        book.OnQuoteType(quotes.RequestId, 1);
        Assert.True(quotes.IsLive);
    }

    [Fact]
    public void A_missing_subscription_at_the_broker_that_yields_nothing_ends_as_refused()
    {
        var book = new SubscriptionBook(new RequestIds());
        var quotes = book.Want(SubscriptionTerms.Quotes());
        book.SessionOpened(0);
        Steps(book, 0);
        book.OnCode(quotes.RequestId, 10089, Second);
        Assert.Equal(SubscriptionState.Asked, quotes.State);
        Steps(book, 31 * Second);
        Assert.Equal((SubscriptionState.Refused, 10089), (quotes.State, quotes.RefusedBy));
    }

    [Fact]
    public void Data_that_another_session_took_are_not_fought_for()
    {
        var (book, subscriptions) = Flowing(1);
        book.OnCode(subscriptions[0].RequestId, 10197, Second);
        Assert.Equal(SubscriptionState.Competing, subscriptions[0].State);
        Assert.Empty(Steps(book, 5000 * Second));
        book.OnData(subscriptions[0].RequestId, 5001 * Second);
        Assert.Equal(SubscriptionState.Flowing, subscriptions[0].State);
    }

    [Fact]
    public void Held_symbols_get_the_lines_and_one_line_serves_snapshots_for_the_rest()
    {
        var book = new SubscriptionBook(new RequestIds(), new LineBudget(3));
        var a = book.Want(SubscriptionTerms.Quotes(1));
        var b = book.Want(SubscriptionTerms.Quotes(2));
        var c = book.Want(SubscriptionTerms.Quotes(3));
        var held = book.Want(SubscriptionTerms.Quotes(4, priority: 1));
        book.SessionOpened(0);

        var steps = Steps(book, 0);
        Assert.Equal([(SubscriptionAction.Ask, held), (SubscriptionAction.Ask, a), (SubscriptionAction.AskSnapshot, b)], steps.ConvertAll(s => (s.Action, s.Subscription)));
        Assert.Equal((SubscriptionState.Snapshots, SubscriptionState.Snapshots), (b.State, c.State));
        foreach (var step in steps) book.OnData(step.RequestId, Second);
        book.OnSnapshotEnd(steps[2].RequestId);
        Assert.Equal(c, Assert.Single(Steps(book, Second)).Subscription);
        Assert.False(b.IsLive);
    }

    [Fact]
    public void A_symbol_that_becomes_held_takes_the_line_of_the_least_important()
    {
        var book = new SubscriptionBook(new RequestIds(), new LineBudget(1));
        var a = book.Want(SubscriptionTerms.RealTimeBars(1));
        var b = book.Want(SubscriptionTerms.RealTimeBars(2));
        book.SessionOpened(0);
        Assert.Equal(a, Assert.Single(Steps(book, 0)).Subscription);

        book.Prioritize(b, 5);
        Assert.Equal([(SubscriptionAction.Cancel, a), (SubscriptionAction.Ask, b)], Steps(book, Second).ConvertAll(s => (s.Action, s.Subscription)));
        Assert.Equal(SubscriptionState.Waiting, a.State);
    }

    [Fact]
    public void A_refused_line_teaches_how_many_there_are_and_the_least_important_loses_its()
    {
        var book = new SubscriptionBook(new RequestIds());
        var low = book.Want(SubscriptionTerms.RealTimeBars(1));
        var other = book.Want(SubscriptionTerms.RealTimeBars(2));
        book.SessionOpened(0);
        foreach (var step in Steps(book, 0)) book.OnData(step.RequestId, 0);
        var held = book.Want(SubscriptionTerms.RealTimeBars(3, priority: 9));
        var asked = Assert.Single(Steps(book, Second));

        book.OnCode(asked.RequestId, 101, Second);
        Assert.Equal(2, book.Budget.Lines);
        Assert.Equal([(SubscriptionAction.Cancel, other), (SubscriptionAction.Ask, held)], Steps(book, Second).ConvertAll(s => (s.Action, s.Subscription)));
        Assert.Equal(SubscriptionState.Flowing, low.State);
    }

    [Fact]
    public void A_dropped_subscription_is_cancelled_and_never_asked_again()
    {
        var (book, subscriptions) = Flowing(1);
        var id = subscriptions[0].RequestId;
        book.Drop(subscriptions[0]);
        var step = Assert.Single(Steps(book, Second));
        Assert.Equal((SubscriptionAction.Cancel, id), (step.Action, step.RequestId));
        book.SessionLost();
        book.SessionOpened(Second);
        Assert.Empty(Steps(book, Second));
    }

    /// <summary>A gateway with so many lines, which loses sessions and data at random: in the end everything that has a right to a line flows.</summary>
    [Fact]
    public void Whatever_happened_the_subscriptions_converge_on_what_is_wanted() =>
        Gen.Select(Gen.Int[0, 8], Gen.Int[0, 9]).Array[1, 60].Select(Gen.Int[1, 6], Gen.Int[1, 8]).Sample((script, lines, configured) =>
        {
            var book = new SubscriptionBook(new RequestIds(), new LineBudget(configured));
            var wanted = new List<Subscription>();
            var gateway = new Dictionary<int, Subscription>();
            var now = 0L;
            foreach (var (what, number) in script)
            {
                now += number * 7 * Second;
                switch (what)
                {
                    case 0 or 1 or 2: wanted.Add(book.Want(SubscriptionTerms.Quotes(wanted.Count, priority: number % 3) with { AllowsSnapshots = number % 2 == 0 })); break;
                    case 3 when wanted.Count > 0: book.Drop(wanted[number % wanted.Count]); wanted.RemoveAt(number % wanted.Count); break;
                    case 4: book.SessionOpened(now); gateway.Clear(); break;
                    case 5: book.SessionLost(); gateway.Clear(); break;
                    case 6: book.DataLost(now); gateway.Clear(); break;
                    case 7: book.DataKept(now); gateway.Clear(); break; // It says so, and lies.
                    case 8 when wanted.Count > 0: book.Prioritize(wanted[number % wanted.Count], number); break;
                }
                Serve();
            }
            book.SessionOpened(now);
            gateway.Clear();
            for (var i = 0; i < 600; i++)
            {
                now += Second;
                Serve();
            }
            var streams = wanted.FindAll(s => s.State == SubscriptionState.Flowing);
            var room = Math.Min(lines, configured);
            Assert.InRange(streams.Count, Math.Min(wanted.Count, Math.Max(1, room - 1)), Math.Min(wanted.Count, room));
            // Those that stream are the first in the order of precedence.
            Assert.Equal(book.All.Take(streams.Count), book.All.Where(s => s.State == SubscriptionState.Flowing));
            Assert.Equal(gateway.Count, book.All.Count(s => s.RequestId != 0));

            void Serve()
            {
                for (var budget = 0; budget < 1000 && book.TryNext(now, out var step); budget++)
                {
                    if (step.Action == SubscriptionAction.Cancel) gateway.Remove(step.RequestId);
                    else if (gateway.Count >= lines) book.OnCode(step.RequestId, 101, now);
                    else gateway[step.RequestId] = step.Subscription;
                }
                foreach (var id in gateway.Keys.ToList())
                {
                    var isSnapshot = book.OnData(id, now)?.State == SubscriptionState.Snapshots;
                    if (!isSnapshot) continue;
                    book.OnSnapshotEnd(id);
                    gateway.Remove(id);
                }
            }
        }, iter: 500);

    static (SubscriptionBook Book, List<Subscription> Subscriptions) Flowing(int count)
    {
        var book = new SubscriptionBook(new RequestIds());
        var subscriptions = Enumerable.Range(0, count).Select(tag => book.Want(SubscriptionTerms.Quotes(tag))).ToList();
        book.SessionOpened(0);
        foreach (var step in Steps(book, 0)) book.OnData(step.RequestId, 0);
        return (book, subscriptions);
    }

    static List<SubscriptionStep> Steps(SubscriptionBook book, long now)
    {
        var steps = new List<SubscriptionStep>();
        while (book.TryNext(now, out var step))
        {
            steps.Add(step);
            Assert.True(steps.Count < 1000, "the book never comes to rest");
        }
        return steps;
    }
}
