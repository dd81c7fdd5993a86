namespace Bellwether.Tests.InteractiveBrokers.Client;

/// <summary>Time that passes when a test says so; timers fire within <see cref="Advance"/>.</summary>
sealed class ManualTime : TimeProvider
{
    readonly Lock _lock = new();
    readonly List<ManualTimer> _timers = [];
    ManualTimer? _first;
    DateTimeOffset _now = new(2025, 6, 2, 14, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        lock (_lock) _first ??= timer;
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when the timer that was made first, the client's own, will fire after at least this time.</summary>
    public async Task ArmedAsync(TimeSpan atLeast)
    {
        while (true)
        {
            lock (_lock)
                if (_first is not null && _timers.Contains(_first) && _first.Due >= _now + atLeast) return;
            await Task.Yield();
        }
    }

    public void Advance(TimeSpan time)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            _now += time;
            due = _timers.FindAll(t => t.Due <= _now);
            foreach (var timer in due) _timers.Remove(timer);
        }
        foreach (var timer in due) timer.Fire();
    }

    sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime < TimeSpan.Zero) return true;
                Due = time._now + dueTime;
                if (dueTime > TimeSpan.Zero)
                {
                    time._timers.Add(this);
                    return true;
                }
            }
            fire();
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
