using Bellwether.Core;
using Bellwether.InteractiveBrokers;

namespace Bellwether.Tests.InteractiveBrokers.Client;

public sealed class RequestSchedulerTests
{
    const long Second = EngineTime.Second;
    const long Start = 1_000 * Second;
    static readonly byte[] Frame = [0, 0, 0, 1, 0];

    [Fact]
    public void Forty_messages_go_at_once_and_the_next_one_a_second_later()
    {
        var scheduler = new RequestScheduler(new PacingLimits { ReservedForOrders = 0 });
        for (var i = 0; i < 41; i++) scheduler.Enqueue(RequestLane.Data, Frame);

        Assert.Equal(40, TakeAll(scheduler, Start).Count);
        Assert.Empty(TakeAll(scheduler, Start + Second));
        Assert.Single(TakeAll(scheduler, Start + Second + 1));
    }

    [Fact]
    public void Data_leave_room_for_orders()
    {
        var scheduler = new RequestScheduler();
        for (var i = 0; i < 100; i++) scheduler.Enqueue(RequestLane.Data, Frame);
        Assert.Equal(35, TakeAll(scheduler, Start).Count);

        for (var order = 1; order <= 6; order++) scheduler.Enqueue(RequestLane.Entry, Frame, order);
        Assert.Equal(5, TakeAll(scheduler, Start).Count);
    }

    [Fact]
    public void Cancels_and_stops_go_before_exits_and_exits_before_entries_and_all_before_data()
    {
        var scheduler = new RequestScheduler();
        scheduler.Enqueue(RequestLane.Data, Frame, 104);
        scheduler.Enqueue(RequestLane.Entry, Frame, 3);
        scheduler.Enqueue(RequestLane.Exit, Frame, 2);
        scheduler.Enqueue(RequestLane.CancelAndProtect, Frame, 1);

        Assert.Equal([1, 2, 3, 104], TakeAll(scheduler, Start));
    }

    [Fact]
    public void A_cancel_does_not_overtake_the_order_that_it_cancels()
    {
        var scheduler = new RequestScheduler();
        scheduler.Enqueue(RequestLane.Entry, [1], 7);
        scheduler.Enqueue(RequestLane.CancelAndProtect, [2], 7);

        Assert.True(scheduler.TryTake(Start, true, out var first));
        Assert.True(scheduler.TryTake(Start, true, out var second));
        Assert.Equal([1], first.Frame);
        Assert.Equal([2], second.Frame);
    }

    [Fact]
    public void An_order_that_was_withdrawn_is_never_sent()
    {
        var scheduler = new RequestScheduler();
        scheduler.Enqueue(RequestLane.Entry, Frame, 7);
        scheduler.Enqueue(RequestLane.Entry, Frame, 8);

        Assert.True(scheduler.Withdraw(7));
        Assert.False(scheduler.Withdraw(7));
        Assert.Equal([8], TakeAll(scheduler, Start));
    }

    [Fact]
    public void While_the_socket_may_be_dead_orders_wait_and_data_go()
    {
        var scheduler = new RequestScheduler();
        scheduler.Enqueue(RequestLane.Exit, Frame, 1);
        scheduler.Enqueue(RequestLane.Data, Frame, 2);

        Assert.True(scheduler.TryTake(Start, mayWriteOrders: false, out var taken));
        Assert.Equal(2, taken.Id);
        Assert.False(scheduler.TryTake(Start, mayWriteOrders: false, out _));
        Assert.Equal(1, scheduler.OrdersWaiting);
    }

    [Fact]
    public void What_waits_is_dropped_with_the_session_and_the_rate_goes_on_counting()
    {
        var scheduler = new RequestScheduler();
        for (var order = 1; order <= 50; order++) scheduler.Enqueue(RequestLane.Entry, Frame, order);
        Assert.Equal(40, TakeAll(scheduler, Start).Count);

        Assert.Equal(10, scheduler.Discard());
        Assert.Equal(0, scheduler.Count);
        scheduler.Enqueue(RequestLane.Entry, Frame, 1);
        Assert.Empty(TakeAll(scheduler, Start + (Second / 2)));
        Assert.Equal([1], TakeAll(scheduler, Start + Second + 1));
    }

    [Fact]
    public void A_write_may_pass_at_once_only_when_nothing_waits_before_it()
    {
        var scheduler = new RequestScheduler();
        Assert.True(scheduler.TryPass(RequestLane.Entry, 1, Start));
        scheduler.Enqueue(RequestLane.Exit, Frame, 2);
        Assert.False(scheduler.TryPass(RequestLane.Entry, 3, Start));
        Assert.True(scheduler.TryPass(RequestLane.CancelAndProtect, 4, Start));
        Assert.False(scheduler.TryPass(RequestLane.CancelAndProtect, 2, Start));
    }

    [Fact]
    public void The_sixtieth_fine_history_request_goes_and_the_next_one_waits_out_ten_minutes()
    {
        var scheduler = new RequestScheduler(new PacingLimits { HistorySlack = 0, OpenHistory = 1000 });
        for (var i = 0; i < 61; i++) scheduler.EnqueueHistory(Bars($"S{i}", isFine: true), Frame, i);

        var sent = new List<int>();
        for (var t = Start; t < Start + (10 * Second); t += Second / 10) sent.AddRange(TakeAll(scheduler, t));
        Assert.Equal(60, sent.Count);
        Assert.Equal(Start + (600 * Second) + 1, scheduler.NextDue(Start + (10 * Second)));
        Assert.Equal(Start + (600 * Second) + 1, scheduler.EtaOf(60, Start + (10 * Second)));
        Assert.Single(TakeAll(scheduler, Start + (600 * Second) + 1));
    }

    [Fact]
    public void Bid_ask_history_counts_twice()
    {
        var scheduler = new RequestScheduler(new PacingLimits { HistorySlack = 0, OpenHistory = 1000 });
        for (var i = 0; i < 40; i++) scheduler.EnqueueHistory(Bars($"S{i}", isFine: true, whatToShow: "BID_ASK"), Frame, i);

        var sent = new List<int>();
        for (var t = Start; t < Start + (10 * Second); t += Second / 10) sent.AddRange(TakeAll(scheduler, t));
        Assert.Equal(30, sent.Count);
    }

    [Fact]
    public void An_identical_history_request_waits_fifteen_seconds_and_others_pass_it()
    {
        var scheduler = new RequestScheduler(new PacingLimits { HistorySlack = 0 });
        scheduler.EnqueueHistory(Bars("AAPL"), Frame, 1);
        scheduler.EnqueueHistory(Bars("AAPL"), Frame, 2);
        scheduler.EnqueueHistory(Bars("MSFT"), Frame, 3);

        Assert.Equal([1, 3], TakeAll(scheduler, Start));
        Assert.Empty(TakeAll(scheduler, Start + (15 * Second) - 1));
        Assert.Equal([2], TakeAll(scheduler, Start + (15 * Second)));
    }

    [Fact]
    public void Five_requests_for_one_contract_go_within_two_seconds_and_no_sixth()
    {
        var scheduler = new RequestScheduler(new PacingLimits { HistorySlack = 0 });
        for (var day = 1; day <= 6; day++) scheduler.EnqueueHistory(Bars("AAPL", terms: $"{day}"), Frame, day);

        Assert.Equal(5, TakeAll(scheduler, Start).Count);
        Assert.Empty(TakeAll(scheduler, Start + (2 * Second)));
        Assert.Single(TakeAll(scheduler, Start + (2 * Second) + 1));
    }

    [Fact]
    public void Fifty_history_requests_are_open_at_most_and_an_answer_makes_room()
    {
        var scheduler = new RequestScheduler();
        for (var i = 0; i < 60; i++) scheduler.EnqueueHistory(Bars($"S{i}"), Frame, i);
        var sent = TakeAll(scheduler, Start);
        sent.AddRange(TakeAll(scheduler, Start + (2 * Second)));
        sent.AddRange(TakeAll(scheduler, Start + (4 * Second)));
        Assert.Equal(50, sent.Count);
        Assert.Equal(50, scheduler.HistoryOpen);
        Assert.Null(scheduler.NextDue(Start + (4 * Second)));

        scheduler.HistoryAnswered(sent[0]);
        Assert.Single(TakeAll(scheduler, Start + (6 * Second)));
    }

    [Fact]
    public void Held_symbols_get_their_history_first()
    {
        var scheduler = new RequestScheduler();
        scheduler.EnqueueHistory(Bars("A"), Frame, 1);
        scheduler.EnqueueHistory(Bars("B") with { Priority = 1 }, Frame, 2);
        scheduler.EnqueueHistory(Bars("C") with { Priority = 1 }, Frame, 3);

        Assert.Equal([2, 3, 1], TakeAll(scheduler, Start));
    }

    [Fact]
    public void History_waits_while_its_farm_is_broken_and_quotes_do_not()
    {
        var scheduler = new RequestScheduler();
        scheduler.HoldHistory(long.MaxValue);
        scheduler.EnqueueHistory(Bars("A"), Frame, 1);
        scheduler.Enqueue(RequestLane.Data, Frame, 2);
        Assert.Equal([2], TakeAll(scheduler, Start));

        scheduler.ReleaseHistory();
        Assert.Equal([1], TakeAll(scheduler, Start));
    }

    [Fact]
    public void The_queue_says_when_its_last_request_goes()
    {
        var scheduler = new RequestScheduler(new PacingLimits { ReservedForOrders = 0 });
        for (var i = 0; i < 100; i++) scheduler.Enqueue(RequestLane.Data, Frame, i);

        Assert.Equal(Start, scheduler.EtaOf(39, Start));
        Assert.Equal(Start + Second + 1, scheduler.EtaOf(40, Start));
        Assert.Equal(Start + (2 * (Second + 1)), scheduler.EtaOfAll(Start));
        Assert.Null(scheduler.EtaOf(100, Start));
    }

    static HistoryRequest Bars(string contract, bool isFine = false, string whatToShow = "TRADES", string terms = "") => new(contract, whatToShow, terms, isFine);

    static List<int> TakeAll(RequestScheduler scheduler, long now)
    {
        var ids = new List<int>();
        while (scheduler.TryTake(now, mayWriteOrders: true, out var request)) ids.Add(request.Id);
        return ids;
    }
}
