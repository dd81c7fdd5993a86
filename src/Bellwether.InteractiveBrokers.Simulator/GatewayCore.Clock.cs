using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>Virtual time: who holds it, where it goes next, and what happens there.</content>
public sealed partial class GatewayCore
{
    /// <summary>How long the clock ticks on after the close before it jumps: reports of expired orders are out, and clients have had time for their evening.</summary>
    const long AfterClose = EngineTime.Minute;
    const long BeforeOpen = 5 * EngineTime.Second;

    /// <summary>Nothing holds the clock: every lockstep client has fenced, or there are none by configuration.</summary>
    public bool CanMove
    {
        get
        {
            if (options.LockstepClients == 0) return true;
            var present = 0;
            foreach (var seat in seats)
            {
                if (!seat.IsLockstep) continue;
                present++;
                if (seat.Session is { Fenced: true } || Now < seat.ExcusedUntil) continue;
                return false;
            }
            return present >= options.LockstepClients;
        }
    }

    /// <summary>The earliest instant to which <see cref="Move"/> may go: next event or next whole second, whichever is earlier.</summary>
    public long NextInstant
    {
        get
        {
            var events = Math.Min(Math.Min(inbox.NextDue, venue.NextDue), market.NextTime);
            // A fence whose client still has frames to apply: they become due a request's delay from now.
            foreach (var seat in seats) if (seat.Waiting.Count > 0) events = Math.Min(events, Now + requestDelay);
            var second = ((Now / EngineTime.Second) + 1) * EngineTime.Second;
            if (outageEnd > Now) second = Math.Min(second, outageEnd);
            var sleep = market.NextTime == long.MaxValue ? long.MinValue : market.NextTime - BeforeOpen;
            if (drops.Count > 0) sleep = Math.Min(sleep, EngineTime.From(drops[0].At));
            var fault = injector?.NextDue ?? long.MaxValue;
            sleep = Math.Min(sleep, fault);
            var mayJump = !market.IsOpen && events == market.NextTime && sleep > second && Now >= closedAt + AfterClose && Now >= outageEnd;
            return mayJump ? sleep - (sleep % EngineTime.Millisecond) : Math.Max(Now, Math.Min(Math.Min(events, fault), second));
        }
    }

    /// <summary>
    /// Moves to the next instant at which a client is told something, or the next whole second, and answers the fences. Look at <see cref="CanMove"/> first.
    /// </summary>
    /// <exception cref="InvalidOperationException">The clock must stand.</exception>
    public void Move()
    {
        if (!CanMove) throw new InvalidOperationException("the clock stands until every lockstep client has fenced");
        foreach (var seat in seats)
            while (seat.Waiting.TryDequeue(out var frame)) inbox.Add(Now + requestDelay, frame);
        var spoken = Spoken();
        do MoveTo(NextInstant);
        while (Now % EngineTime.Second != 0 && Now != outageEnd && Spoken() == spoken);
        AnswerFences();
        injector?.EndInstant();
    }

    /// <summary>
    /// Lets the clock run to a time without an event in between, so that a request is stamped with the time at which it came. For gateways without lockstep clients.
    /// </summary>
    public void Glide(long time)
    {
        var whole = time - (time % EngineTime.Millisecond);
        if (options.LockstepClients == 0 && whole > Now && whole < NextInstant) Now = whole;
    }

    void MoveTo(long time)
    {
        Now = time;
        while (drops.Count > 0 && EngineTime.From(drops[0].At) <= time)
        {
            DropSession(drops[0].ClientId, drops[0].Outage);
            drops.RemoveAt(0);
        }
        injector?.OnInstant(time);
        venue.AdvanceTo(time);
        reports.Drain();
        while (market.NextTime <= time)
        {
            market.Step();
            foreach (var change in market.Changes) On(change, time);
        }
        while (inbox.NextDue <= time)
        {
            var frame = inbox.Take();
            if (injector is null || !injector.Takes(frame)) Handle(frame);
        }
        board.OnInstant(time);
        accounts.OnInstant(time, sessions);
        injector?.EndInstant();
        // Whoever called during an outage is let in when it is over.
        if (time == outageEnd) foreach (var session in sessions.Where(s => s.Seat is null && !s.Input.IsEmpty).ToList()) Read(session);
    }

    void AnswerFences()
    {
        foreach (var seat in seats)
        {
            if (seat.Session is not { Fenced: true } session) continue;
            session.Send(new CurrentTimeInMillis { TimeInMillis = Now / EngineTime.Millisecond });
            session.Fenced = false;
        }
        // A client may have sent on without waiting for the answer.
        for (var i = 0; i < sessions.Count; i++) if (!sessions[i].Input.IsEmpty && sessions[i].Seat is not null) Read(sessions[i]);
    }

    /// <summary>Bytes that wait to be sent to anyone: grows when somebody was told something.</summary>
    long Spoken()
    {
        var bytes = 0L;
        for (var i = 0; i < sessions.Count; i++) bytes += sessions[i].Output.Length + (sessions[i].IsClosed ? 1L << 40 : 0);
        return bytes;
    }
}
