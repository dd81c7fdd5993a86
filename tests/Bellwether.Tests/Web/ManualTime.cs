namespace Bellwether.Tests.Web;

/// <summary>A clock that moves only when a test says so; timers never fire by themselves.</summary>
sealed class ManualTime : TimeProvider
{
    long ticks;

    public void Advance(TimeSpan by) => ticks += by.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Unwound();

    sealed class Unwound : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
