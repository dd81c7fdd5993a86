using Bellwether.Core;
using Bellwether.InteractiveBrokers;

namespace Bellwether.Tests.InteractiveBrokers.Client;

public sealed class HeartbeatTests
{
    const long Second = EngineTime.Second;
    const long Start = 100 * Second;

    [Fact]
    public void Five_silent_seconds_bring_a_probe_and_three_more_the_end()
    {
        var heart = new Heartbeat();
        heart.Opened(Start);

        Assert.Equal(HeartbeatAction.None, heart.Poll(Start + (5 * Second) - 1));
        Assert.Equal(HeartbeatAction.Probe, heart.Poll(Start + (5 * Second)));
        heart.Probed(Start + (5 * Second));
        Assert.Equal(HeartbeatAction.Wait, heart.Poll(Start + (8 * Second) - 1));
        Assert.Equal(HeartbeatAction.Lost, heart.Poll(Start + (8 * Second)));
    }

    [Fact]
    public void An_order_on_a_socket_that_is_silent_for_two_seconds_waits_for_an_answer_and_after_five_the_session_is_lost()
    {
        var heart = new Heartbeat();
        heart.Opened(Start);

        Assert.Equal(HeartbeatAction.None, heart.BeforeOrder(Start + (2 * Second) - 1));
        Assert.Equal(HeartbeatAction.Probe, heart.BeforeOrder(Start + (2 * Second)));
        heart.Probed(Start + (2 * Second));
        Assert.Equal(HeartbeatAction.Wait, heart.BeforeOrder(Start + (5 * Second) - 1));
        Assert.Equal(HeartbeatAction.Lost, heart.BeforeOrder(Start + (5 * Second)));
        Assert.Equal(HeartbeatAction.Lost, heart.Poll(Start + (5 * Second)));
    }

    [Fact]
    public void Any_byte_answers_the_probe()
    {
        var heart = new Heartbeat();
        heart.Opened(Start);
        heart.Probed(Start + (5 * Second));
        heart.Received(Start + (7 * Second));

        Assert.Equal(HeartbeatAction.None, heart.BeforeOrder(Start + (8 * Second)));
        Assert.Equal(HeartbeatAction.None, heart.Poll(Start + (11 * Second)));
        Assert.Equal(HeartbeatAction.Probe, heart.Poll(Start + (12 * Second)));
    }

    [Fact]
    public void A_second_probe_does_not_win_the_dead_socket_more_time()
    {
        var heart = new Heartbeat();
        heart.Opened(Start);
        heart.Probed(Start + (5 * Second));
        heart.Probed(Start + (7 * Second));
        Assert.Equal(HeartbeatAction.Lost, heart.Poll(Start + (8 * Second)));
    }

    [Fact]
    public void Without_a_session_there_is_nothing_to_probe()
    {
        var heart = new Heartbeat();
        Assert.Equal(HeartbeatAction.None, heart.Poll(Start));
        Assert.Null(heart.NextDue);
        heart.Opened(Start);
        Assert.Equal(Start + (5 * Second), heart.NextDue);
        heart.Probed(Start + (5 * Second));
        Assert.Equal(Start + (8 * Second), heart.NextDue);
        heart.Closed();
        Assert.Equal(HeartbeatAction.None, heart.Poll(Start + (100 * Second)));
    }
}
