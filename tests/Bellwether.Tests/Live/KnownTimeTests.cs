using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.Live;

/// <summary>Up to when it is known what the gateway has sent.</summary>
public sealed class KnownTimeTests
{
    [Fact]
    public void What_was_sent_is_known_up_to_the_time_that_the_gateway_told_last_whatever_came_since()
    {
        var desk = Ready();
        desk.AnswersClock = false;
        var told = desk.Now - (3 * EngineTime.Second);
        desk.Adapter.On(new CurrentTimeInMillis { TimeInMillis = told / EngineTime.Millisecond });
        // Earlier ones, and other messages, say nothing.
        desk.After(30);
        desk.Adapter.OnOther(ServerMessageId.TickSize);
        desk.Adapter.On(new CurrentTime { Time = (told / EngineTime.Second) - 100 });
        Assert.Equal(Math.Max(told, FirstTold), desk.Adapter.KnownUntil(desk.Now));
        var later = desk.Now;
        desk.Adapter.On(new CurrentTimeInMillis { TimeInMillis = later / EngineTime.Millisecond });
        Assert.Equal(later, desk.Adapter.KnownUntil(later + EngineTime.Minute));
    }

    [Fact]
    public void A_clock_of_the_gateway_that_is_ahead_of_ours_makes_nothing_known_that_is_to_come()
    {
        var desk = Ready();
        desk.Adapter.On(new CurrentTimeInMillis { TimeInMillis = (desk.Now + EngineTime.Minute) / EngineTime.Millisecond });
        Assert.Equal(desk.Now, desk.Adapter.KnownUntil(desk.Now));
    }

    [Fact]
    public void When_a_minute_is_due_the_gateway_is_asked_once_and_again_when_its_clock_is_behind()
    {
        var desk = Ready();
        Tick(desk, 20);
        desk.AnswersClock = false;
        desk.After(5);
        var due = desk.Now;
        var asked = desk.ClockQuestions;
        desk.Adapter.AskUntil(due);
        desk.After(0.05);
        desk.Adapter.AskUntil(due);
        Assert.Equal(asked + 1, desk.ClockQuestions);
        // Its clock is 0.3 s behind ours: there is nothing to ask for that long.
        desk.Adapter.On(new CurrentTimeInMillis { TimeInMillis = (due - (300 * EngineTime.Millisecond)) / EngineTime.Millisecond });
        desk.After(0.05);
        desk.Adapter.AskUntil(due);
        Assert.Equal(asked + 1, desk.ClockQuestions);
        desk.After(0.25);
        desk.Adapter.AskUntil(due);
        Assert.Equal(asked + 2, desk.ClockQuestions);
        desk.Adapter.On(new CurrentTimeInMillis { TimeInMillis = due / EngineTime.Millisecond });
        desk.After(0.05);
        desk.Adapter.AskUntil(due);
        Assert.Equal(asked + 2, desk.ClockQuestions);
        Assert.Equal(due, desk.Adapter.KnownUntil(desk.Now));
    }

    [Fact]
    public void While_an_answer_is_more_than_two_seconds_late_nothing_new_is_risked_and_no_minute_is_lost()
    {
        var desk = Ready();
        desk.AnswersClock = false;
        desk.Adapter.AskUntil(desk.Now + EngineTime.Minute);
        _ = desk.Reports;
        Tick(desk, 2);
        Assert.DoesNotContain(desk.Reports, r => r.Kind == BrokerReportKind.Data);
        Tick(desk, 0.5);
        var report = Assert.Single(desk.Reports, r => r.Kind == BrokerReportKind.Data);
        Assert.Equal((-1, "what the gateway says comes more than 2 s late"), (report.Symbol, report.Text));
        Assert.NotNull(desk.Adapter.EntryObstacle(0));
        Assert.NotEqual(long.MaxValue, desk.Adapter.BarsOf(0).Since);
        desk.Adapter.On(new CurrentTimeInMillis { TimeInMillis = desk.Now / EngineTime.Millisecond });
        Tick(desk, 0.1);
        Assert.Null(Assert.Single(desk.Reports, r => r.Kind == BrokerReportKind.Data).Text);
        Assert.Null(desk.Adapter.EntryObstacle(0));
    }

    [Fact]
    public void A_question_that_an_outage_behind_the_gateway_swallowed_is_not_waited_for()
    {
        var desk = Ready();
        desk.AnswersClock = false;
        desk.Adapter.AskUntil(desk.Now + EngineTime.Minute);
        desk.Adapter.On(new ErrMsg { Id = -1, ErrorCode = 1100, ErrorMsg = "Connectivity between IB and Trader Workstation has been lost." });
        Tick(desk, 1);
        desk.Adapter.On(new ErrMsg { Id = -1, ErrorCode = 1102, ErrorMsg = "Connectivity between IB and Trader Workstation has been restored - data maintained." });
        var asked = desk.ClockQuestions;
        Tick(desk, 1);
        desk.Adapter.AskUntil(desk.Now);
        Assert.Equal(asked + 1, desk.ClockQuestions);
    }

    static readonly long FirstTold = EngineTime.From(NodaTime.Instant.FromUtc(2025, 3, 3, 15, 0));

    /// <summary>Time passes, and the gateway is heard.</summary>
    static void Tick(AdapterDesk desk, double seconds)
    {
        desk.Adapter.Heard();
        desk.After(seconds);
    }

    static AdapterDesk Ready() => new AdapterDesk().Ready();
}
