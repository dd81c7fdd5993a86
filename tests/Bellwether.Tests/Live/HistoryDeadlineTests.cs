using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;

namespace Bellwether.Tests.Live;

/// <summary>A question for history that is not answered keeps nobody waiting for ever.</summary>
public sealed class HistoryDeadlineTests
{
    readonly AdapterDesk desk = new();

    /// <summary>Streams begin and history is asked for; the question's id.</summary>
    int Asked() => desk.Requests.Last(r => r.Name == nameof(ReqHistoricalData)).Id;

    void Seconds(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            desk.Adapter.Heard();
            desk.After(1, isMarketOpen: false);
        }
    }

    void Warm(bool isFarmDown = false)
    {
        desk.Open();
        if (isFarmDown) desk.Code(2105, "HMDS data farm connection is broken:ushmds");
        // Everything is answered but history.
        for (var at = 0; at < desk.Requests.Count; at++)
        {
            var (name, id) = desk.Requests[at];
            switch (name)
            {
                case nameof(ReqPositions): desk.Adapter.On(new PositionEnd()); break;
                case nameof(ReqAllOpenOrders): desk.Adapter.On(new OpenOrderEnd()); break;
                case nameof(ReqExecutions): desk.Adapter.On(new ExecDetailsEnd { ReqId = id }); break;
                case nameof(ReqCompletedOrders): desk.Adapter.On(new CompletedOrdersEnd()); break;
                case nameof(ReqAccountSummary): desk.Adapter.On(new AccountSummaryEnd { ReqId = id }); break;
            }
        }
        Assert.Equal(SessionPhase.WarmingUp, desk.Adapter.Phase);
    }

    [Fact]
    public void It_is_asked_three_times_two_and_a_half_minutes_apart_and_then_the_symbol_goes_on_without()
    {
        Warm();
        var first = Asked();
        Seconds(149);
        Assert.DoesNotContain(desk.Requests, r => r.Name == nameof(CancelHistoricalData));
        Seconds(3);
        Assert.Contains(desk.Requests, r => r.Name == nameof(CancelHistoricalData));
        Assert.NotEqual(first, Asked());
        Seconds(320);
        Assert.Equal(3, desk.Requests.Count(r => r.Name == nameof(ReqHistoricalData)));
        Assert.Equal(SessionPhase.Ready, desk.Adapter.Phase);
        Assert.Contains(desk.Adapter.Notices, n => n.StartsWith("AAPL: its history was asked for 3 times and never came", StringComparison.Ordinal));
        Assert.Empty(desk.Adapter.TakeHistory(0)!.Value.Bars);
    }

    [Fact]
    public void A_second_question_that_is_answered_ends_it_like_the_first()
    {
        Warm();
        Seconds(152);
        desk.Adapter.On(new HistoricalData { ReqId = Asked() });
        Assert.Equal(SessionPhase.Ready, desk.Adapter.Phase);
        Seconds(400);
        Assert.Equal(2, desk.Requests.Count(r => r.Name == nameof(ReqHistoricalData)));
        Assert.DoesNotContain(desk.Adapter.Notices, n => n.Contains("never came", StringComparison.Ordinal));
    }

    [Fact]
    public void With_the_history_farm_down_nobody_waits_longer_than_five_minutes()
    {
        Warm(isFarmDown: true);
        Assert.DoesNotContain(desk.Requests, r => r.Name == nameof(ReqHistoricalData));
        Seconds(299);
        Assert.Equal(SessionPhase.WarmingUp, desk.Adapter.Phase);
        Seconds(2);
        Assert.Equal(SessionPhase.Ready, desk.Adapter.Phase);
    }
}
