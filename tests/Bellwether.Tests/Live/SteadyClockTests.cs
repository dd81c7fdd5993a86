using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;
using NodaTime;

namespace Bellwether.Tests.Live;

public sealed class SteadyClockTests
{
    [Fact]
    public void MKT8_a_wall_clock_that_is_set_does_not_move_the_time_of_a_session_and_is_noticed_once()
    {
        var machine = new Machine();
        var clock = new SteadyClock(machine, machine);
        machine.Pass(10);
        machine.Set(3);
        Assert.Equal(machine.Start + (10 * EngineTime.Second), clock.Now);
        Assert.True(clock.TryStep(out var by));
        Assert.Equal(3 * EngineTime.Second, by);
        Assert.False(clock.TryStep(out _));
        Assert.True(clock.IsApart);
        machine.Pass(5);
        machine.Set(-4);
        Assert.True(clock.TryStep(out by));
        Assert.Equal(-4 * EngineTime.Second, by);
        Assert.Equal(machine.Start + (15 * EngineTime.Second), clock.Now);
    }

    [Fact]
    public void A_clock_that_is_corrected_by_less_than_half_a_second_is_no_step()
    {
        var machine = new Machine();
        var clock = new SteadyClock(machine, machine);
        machine.Set(0.4);
        Assert.False(clock.TryStep(out _));
        Assert.False(clock.IsApart);
    }

    [Fact]
    public void A_wall_clock_that_is_right_is_followed()
    {
        var machine = new Machine();
        var clock = new SteadyClock(machine, machine);
        machine.Set(3);
        Assert.True(clock.TryStep(out _));
        clock.Follow();
        machine.Pass(1);
        Assert.Equal(machine.Start + (4 * EngineTime.Second), clock.Now);
        Assert.False(clock.IsApart);
        Assert.False(clock.TryStep(out _));
    }

    [Fact]
    public void MKT8_after_a_step_nothing_new_is_risked_until_the_broker_has_told_its_time()
    {
        var desk = new AdapterDesk().Ready();
        desk.AnswersClock = false;
        var asked = desk.ClockQuestions;
        desk.Adapter.ClockStepped(3 * EngineTime.Second);
        desk.After(0.1);
        Assert.Equal(asked + 1, desk.ClockQuestions);
        var told = Assert.Single(desk.Reports, r => r.Kind == BrokerReportKind.Data);
        Assert.Equal((-1, "this machine's clock was set ahead by 3.0 s: it is compared with the broker's first"), (told.Symbol, told.Text));
        Assert.NotNull(desk.Adapter.EntryObstacle(0));
        // The desk's own time agrees with the broker's.
        desk.Adapter.On(new CurrentTimeInMillis { TimeInMillis = desk.Now / EngineTime.Millisecond });
        desk.After(0.1);
        Assert.Null(Assert.Single(desk.Reports, r => r.Kind == BrokerReportKind.Data).Text);
        Assert.False(desk.Adapter.IsClockOff);
        Assert.Null(desk.Adapter.EntryObstacle(0));
    }

    [Fact]
    public void MKT8_a_machine_that_slept_is_found_to_be_behind_the_broker()
    {
        var desk = new AdapterDesk().Ready();
        desk.AnswersClock = false;
        desk.Adapter.ClockStepped(40 * EngineTime.Second);
        desk.After(0.1);
        Assert.False(desk.Adapter.IsClockOff);
        desk.Adapter.On(new CurrentTimeInMillis { TimeInMillis = (desk.Now + (40 * EngineTime.Second)) / EngineTime.Millisecond });
        desk.After(0.1);
        Assert.True(desk.Adapter.IsClockOff);
    }

    sealed class Machine : TimeProvider, IClock
    {
        long steady = 7;
        long wall = EngineTime.From(Instant.FromUtc(2025, 3, 3, 15, 0));

        public Machine() => Start = wall;

        public long Start { get; }

        public override long TimestampFrequency => EngineTime.Second;

        public void Pass(double seconds)
        {
            steady += (long)(seconds * EngineTime.Second);
            wall += (long)(seconds * EngineTime.Second);
        }

        public void Set(double ahead) => wall += (long)(ahead * EngineTime.Second);

        public override long GetTimestamp() => steady;

        public Instant GetCurrentInstant() => EngineTime.ToInstant(wall);
    }
}
