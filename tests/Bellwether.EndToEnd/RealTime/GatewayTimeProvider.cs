using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.EndToEnd.RealTime;

/// <summary>
/// The time of a simulated gateway, which runs faster than the wall, for everything beside it: what time it is, and how long a wait is. However busy the machine is, both ends
/// have the same clock.
/// </summary>
sealed class GatewayTimeProvider(GatewayCore core) : TimeProvider, IClock
{
    readonly List<TimeSpan> waits = [];

    /// <summary>What was waited for so far.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (waits) return [.. waits];
        }
    }

    public Instant GetCurrentInstant() => EngineTime.ToInstant(core.Now);

    public override DateTimeOffset GetUtcNow() => GetCurrentInstant().ToDateTimeOffset();

    public override long TimestampFrequency => EngineTime.Second;

    public override long GetTimestamp() => core.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (waits) waits.Add(dueTime);
        return new Countdown(core, core.Now + (dueTime.Ticks * 100), () => callback(state));
    }

    sealed class Countdown : ITimer
    {
        readonly Timer look;

        public Countdown(GatewayCore core, long due, Action done)
        {
            var isDone = 0;
            look = new Timer(_ =>
            {
                if (core.Now >= due && Interlocked.Exchange(ref isDone, 1) == 0) done();
            }, null, TimeSpan.Zero, TimeSpan.FromMilliseconds(2));
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("one wait is all that a driver asks of its clock");

        public void Dispose() => look.Dispose();

        public ValueTask DisposeAsync() => look.DisposeAsync();
    }
}
