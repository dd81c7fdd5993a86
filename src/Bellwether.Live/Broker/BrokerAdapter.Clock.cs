using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.MarketData;

namespace Bellwether.Live;

// What time it is at the broker: up to when it is known what it has sent, whether that comes late, and whether our clock agrees.
public sealed partial class BrokerAdapter
{
    const long ClockEvery = 10 * EngineTime.Second;

    /// <summary>Clocks are compared only when the broker was heard this short a while before the question: no question of the heartbeat's is under way then.</summary>
    const long ClockHeard = EngineTime.Second;

    /// <summary>An answer that has not come by then stands behind other messages, which are as late.</summary>
    const long LateAfter = 2 * EngineTime.Second;

    /// <summary>An answer that has not come by then got lost.</summary>
    const long AnswerLost = EngineTime.Minute;

    const string Late = "what the gateway says comes more than 2 s late";

    /// <summary>When the question under way was put, by our clock; 0 = none is. And whether its answer says something about the clocks.</summary>
    long clockAskedAt;
    bool comparesClocks;
    long lastAsked;
    long nextClock;
    (long Time, long Resolution)? clockAnswer;

    /// <summary>The latest time that the gateway has told.</summary>
    long toldTime;
    SkewLevel skewLevel;
    string? clockProblem;
    bool isLate;
    string? stepProblem;

    /// <summary>Why nothing new is risked, besides clocks that differ: what is said comes late, or the machine's clock was set and nobody knows yet which time is right.</summary>
    string? TimeProblem => isLate ? Late : stepProblem;

    /// <summary>By the latest comparison, the desk's clock and the broker's are more than half a second apart.</summary>
    internal bool IsClockOff => skewLevel != SkewLevel.Fine && stepProblem is null;

    /// <summary>The machine's clock was set, or the machine slept: nothing new is risked until the broker has told its time.</summary>
    /// <param name="by">How far it went ahead, nanoseconds; negative for back.</param>
    internal void ClockStepped(long by)
    {
        var step = string.Create(CultureInfo.InvariantCulture, $"this machine's clock was set {(by > 0 ? "ahead" : "back")} by {Math.Abs(by) / (double)EngineTime.Second:0.0} s");
        Notice($"{step}, or the machine slept: the desk keeps its own time until it is compared with the broker's");
        if (queue.IsLockstep || Phase < SessionPhase.WarmingUp) return;
        stepProblem = $"{step}: it is compared with the broker's first";
        isMarketDirty = true;
        CompareClocks();
    }

    /// <summary>Asks for the broker's time now.</summary>
    internal void CompareClocks()
    {
        nextClock = 0;
        if (clockAskedAt == 0) AskTime();
        comparesClocks = true;
    }

    /// <summary>
    /// What the gateway has sent before this time, by its own clock, has come. It sends in order: whatever it had to say before it told its time was read before that. So neither
    /// a slow connection nor a clock of ours that is wrong can make a minute close that lacks its last bars.
    /// </summary>
    internal long KnownUntil(long now) =>
        Phase == SessionPhase.Disconnected ? now : Math.Min(now, queue.IsLockstep ? queue.HeardAt : toldTime);

    /// <summary>A minute is due: asks for the gateway's time until that has reached it.</summary>
    /// <param name="due">When the minute may close.</param>
    internal void AskUntil(long due)
    {
        if (queue.IsLockstep || Phase < SessionPhase.WarmingUp || toldTime >= due || clockAskedAt != 0) return;
        // Asked and answered since: its clock is behind ours by that much.
        if (lastAsked >= due && time - lastAsked < due - toldTime) return;
        AskTime();
    }

    /// <summary>The broker's own word about its time: an answer to our question or to the heartbeat's.</summary>
    public void On(in CurrentTime m) => Told(m.Time * EngineTime.Second, EngineTime.Second);

    public void On(in CurrentTimeInMillis m)
    {
        FenceAnswer = m.TimeInMillis;
        Told(m.TimeInMillis * EngineTime.Millisecond, EngineTime.Millisecond);
    }

    void Told(long theirs, long resolution)
    {
        Heard();
        clockAnswer ??= (theirs, resolution);
        toldTime = Math.Max(toldTime, theirs);
    }

    void AskTime()
    {
        comparesClocks = clockAskedAt == 0 && time - queue.HeardAt <= ClockHeard;
        (clockAskedAt, lastAsked) = (time, time);
        queue.AskTime(time);
    }

    /// <summary>Whatever was asked will not be answered any more.</summary>
    void ForgetQuestion() => clockAskedAt = 0;

    void AdvanceClock(long now)
    {
        if (queue.IsLockstep) return;
        if (clockAnswer is { } answer)
        {
            clockAnswer = null;
            if (clockAskedAt != 0 && comparesClocks) Compare(ClockSkew.AtLeast(clockAskedAt, now, answer.Time, answer.Resolution));
            clockAskedAt = 0;
        }
        var late = clockAskedAt != 0 && now - clockAskedAt > LateAfter;
        if (late != isLate)
        {
            isLate = late;
            isMarketDirty = true;
        }
        if (clockAskedAt != 0 ? now - clockAskedAt < AnswerLost : now < nextClock || Phase != SessionPhase.Ready || now - queue.HeardAt > ClockHeard) return;
        nextClock = now + ClockEvery;
        AskTime();
    }

    void Compare(long skew)
    {
        isMarketDirty |= stepProblem is not null;
        stepProblem = null;
        var level = ClockSkew.LevelOf(skew);
        if (level == skewLevel) return;
        skewLevel = level;
        var apart = string.Create(CultureInfo.InvariantCulture, $"this machine's clock is {Math.Abs(skew) / (double)EngineTime.Second:0.0} s {(skew > 0 ? "behind" : "ahead of")} the broker's");
        clockProblem = level == SkewLevel.TooFar ? $"{apart}: set it right (time synchronisation)" : null;
        if (level == SkewLevel.Notable) Notice($"{apart}; above 2 s nothing new is risked");
        isMarketDirty = true;
    }
}
