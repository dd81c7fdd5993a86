using System.Buffers.Text;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// Makes a gateway's faults happen. The gateway asks it at few places: when a message leaves, when a report of an order is due, when a request comes in, when a
/// client greets, and at each instant. Everything is drawn from the plan's seed, one sequence for each fault, so that one more fault does not shift the others.
/// </summary>
/// <remarks>Its parts by meaning: connections, the link to the broker and its farms, quotes, and orders each have a file of their own.</remarks>
sealed partial class FaultInjector
{
    readonly GatewayCore core;
    readonly ulong seed;
    readonly PriorityQueue<Action, (long Due, long Number)> due = new();
    long scheduled;

    FaultInjector(FaultPlan plan, GatewayCore core)
    {
        this.core = core;
        seed = plan.Seed;
        foreach (var fault in plan.Faults) Add(fault);
    }

    /// <summary>Null when nothing goes wrong and nothing will.</summary>
    public static FaultInjector? For(FaultPlan plan, GatewayCore core, bool takesMore) => plan.Faults.Count == 0 && !takesMore ? null : new FaultInjector(plan, core);

    /// <summary>When it wants to act next, or <see cref="long.MaxValue"/>. Nanoseconds since the Unix epoch.</summary>
    public long NextDue => due.TryPeek(out _, out var first) ? first.Due : long.MaxValue;

    /// <summary>What is due by now happens.</summary>
    public void OnInstant(long now)
    {
        while (due.TryPeek(out var action, out var first) && first.Due <= now)
        {
            due.Dequeue();
            action();
        }
        foreach (var session in core.Sessions) session.Allow(now);
    }

    /// <summary>True: the request is taken, and the gateway must not see it (now).</summary>
    public bool Takes(in ClientFrame frame)
    {
        var id = IdOf(frame.Payload);
        return IsOrderRequest(id) ? TakesOrder(id, frame) : TakesQuestion(id, frame);
    }

    /// <summary>True: the gateway may send the message. False: it is left out, or was replaced.</summary>
    public bool Passes<T>(GatewaySession session, in T message) where T : IServerMessage<T>
    {
        if (typeof(T) == typeof(TickPrice)) return PassesTickPrice(session, (TickPrice)(object)message);
        if (typeof(T) == typeof(TickSize)) return PassesTickSize(session, (TickSize)(object)message);
        if (typeof(T) == typeof(TickString) || typeof(T) == typeof(TickGeneric)) return !AreDataStopped && standIn is null;
        if (typeof(T) == typeof(RealTimeBar) || typeof(T) == typeof(HistoricalDataUpdate)) return !AreDataStopped && standIn is null;
        if (typeof(T) == typeof(MarketDataType)) return PassesDataType(session, (MarketDataType)(object)message);
        if (typeof(T) == typeof(ManagedAccounts)) return PassesAccounts(session);
        if (typeof(T) == typeof(NextValidId)) return PassesNextValidId(session, (NextValidId)(object)message);
        if (message is ErrMsg error) return PassesError(session, error);
        return true;
    }

    void Happen(TimedFault fault, FaultEntry entry)
    {
        switch (fault)
        {
            case GatewayRestart restart: Restart(restart, entry); break;
            case PortReset reset: ResetPort(reset); break;
            case ClientIdInUse taken: HoldId(taken.ClientId, taken.Lasts); break;
            case IdRollback rollback: RollBack(rollback.By, rollback.ClientId); break;
            case ConnectivityLoss loss: LoseBroker(loss); break;
            case FarmOutage outage: LoseFarm(outage); break;
            case CompetingSession competing: Compete(competing.Lasts); break;
            case DelayedData delayed: StandIn(delayed); break;
            case PermissionLoss loss: Restrict(loss); break;
            case SlowConnection slow: SlowDown(slow); break;
            default: throw new ArgumentException($"{fault.GetType().Name} is no fault that the gateway knows", nameof(fault));
        }
    }

    void After(Duration delay, Action action) => Schedule(core.Now + (long)delay.TotalNanoseconds, action);

    void Schedule(long time, Action action) => due.Enqueue(action, (WholeMillisecond(time), scheduled++));

    internal static long WholeMillisecond(long time) => time + ((EngineTime.Millisecond - (time % EngineTime.Millisecond)) % EngineTime.Millisecond);

    static ClientMessageId IdOf(ReadOnlySpan<byte> payload) => Utf8Parser.TryParse(payload, out int id, out _) ? (ClientMessageId)id : ClientMessageId.None;

    static bool IsOrderRequest(ClientMessageId id) => id is ClientMessageId.PlaceOrder or ClientMessageId.CancelOrder or ClientMessageId.ReqGlobalCancel;
}
