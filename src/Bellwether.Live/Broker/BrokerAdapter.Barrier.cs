using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using WirePosition = Bellwether.InteractiveBrokers.Protocol.Position;

namespace Bellwether.Live;

// The comparison with the broker: one question after the other, each to its end marker, all in one session; failed is never taken for empty.
public sealed partial class BrokerAdapter
{
    /// <summary>The questions of a snapshot, in their order. Positions are read before and after the executions, for they come late.</summary>
    enum SnapshotStep { None, PositionsBefore, OpenOrders, Executions, CompletedOrders, PositionsAfter, Account }

    /// <summary>How long each question may take.</summary>
    const long StepLimit = 10 * EngineTime.Second;

    /// <summary>A light comparison (open orders and executions) so long after the last one: orders of others, and ours that went, are found.</summary>
    const long LightEvery = 60 * EngineTime.Second;

    const int FailuresBeforeAlert = 5;

    /// <summary>A gateway keeps executions of seven days when its trade log is set so.</summary>
    const int MostDaysOfExecutions = 7;

    readonly PositionCheck positionCheck = new();
    SnapshotStep step;
    bool isLight;
    bool isWanted;
    int snapshot;
    int snapshotRequest;
    int failures;
    int completedFailures;
    long stepDue;
    long retryAt;
    long lightAt;
    bool hasCompared;

    /// <summary>A snapshot is under way.</summary>
    public bool IsTakingSnapshot => step != SnapshotStep.None;

    /// <summary>
    /// Asks for positions, open orders, executions, finished orders, positions again and cash. It counts only when every end marker came in the same session
    /// and the positions moved by what was executed meanwhile; otherwise it begins again after 1, 2, 4 … 30 seconds.
    /// </summary>
    public void RequestSnapshot()
    {
        isWanted = true;
        if (Phase >= SessionPhase.Reconciling && !IsBrokerAway && !IsTakingSnapshot && retryAt == 0) Begin(light: false);
    }

    void AdvanceBarrier(long now)
    {
        if (Phase < SessionPhase.Reconciling || IsBrokerAway) return;
        if (IsTakingSnapshot)
        {
            if (stepDue == 0) stepDue = now + StepLimit;
            else if (now >= stepDue) Fail($"no end of the {Words(step)} within {StepLimit / EngineTime.Second} s");
            return;
        }
        if (lightAt == 0) lightAt = now + LightEvery;
        if (isWanted && now >= retryAt) Begin(light: false);
        else if (!isWanted && Phase == SessionPhase.Ready && now >= lightAt) Begin(light: true);
    }

    void Begin(bool light)
    {
        isLight = light;
        if (!light) isWanted = false;
        retryAt = 0;
        lightAt = 0;
        snapshot++;
        Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SnapshotBegin, Snapshot = snapshot });
        Ask(light ? SnapshotStep.OpenOrders : SnapshotStep.PositionsBefore);
    }

    void Ask(SnapshotStep next)
    {
        step = next;
        stepDue = time > 0 ? time + StepLimit : 0;
        switch (next)
        {
            case SnapshotStep.PositionsBefore or SnapshotStep.PositionsAfter:
                positionCheck.Begin(isAfter: next == SnapshotStep.PositionsAfter);
                Send(new ReqPositions());
                break;
            case SnapshotStep.OpenOrders:
                Send(new ReqAllOpenOrders());
                break;
            case SnapshotStep.Executions:
                snapshotRequest = ids.Next(RequestKind.Executions);
                Send(new ReqExecutions { ReqId = snapshotRequest, AcctCode = Account, LastNDays = DaysOfExecutions }, snapshotRequest);
                break;
            case SnapshotStep.CompletedOrders when queue.ServerVersion < ServerVersions.CompletedOrders || completedFailures >= 2:
                Ask(SnapshotStep.PositionsAfter);
                break;
            case SnapshotStep.CompletedOrders:
                Send(new ReqCompletedOrders());
                break;
            case SnapshotStep.Account:
                snapshotRequest = ids.Next(RequestKind.AccountSummary);
                Send(new ReqAccountSummary { ReqId = snapshotRequest, Group = "All", Tags = "TotalCashValue,NetLiquidation" }, snapshotRequest);
                break;
        }
    }

    /// <summary>Of which time executions are not known to the last: when one was told last, or when the broker was compared with; 0 = nothing before today counts.</summary>
    internal long ExecutionsSince { get; set; }

    /// <summary>
    /// How many days of executions to ask for, today included; null for what the gateway gives by itself, which is today's. No gateway keeps more than seven days, and
    /// only newer ones can be asked for a number: an older one gives what its trade log is set to.
    /// </summary>
    int? DaysOfExecutions
    {
        get
        {
            if (ExecutionsSince == 0 || time == 0) return null;
            var days = 1 + NodaTime.Period.DaysBetween(DateOf(ExecutionsSince), DateOf(time));
            return days > 1 && queue.ServerVersion >= ServerVersions.ParametrizedExecutions ? Math.Min(days, MostDaysOfExecutions) : null;

            static NodaTime.LocalDate DateOf(long at) => ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(at));
        }
    }

    void Ended(SnapshotStep part)
    {
        if (step != part) return;
        switch (part)
        {
            case SnapshotStep.PositionsBefore:
                Send(new CancelPositions());
                Ask(SnapshotStep.OpenOrders);
                break;
            case SnapshotStep.OpenOrders:
                Ask(SnapshotStep.Executions);
                break;
            case SnapshotStep.Executions:
                ids.End(snapshotRequest);
                if (isLight) Finish();
                else Ask(SnapshotStep.CompletedOrders);
                break;
            case SnapshotStep.CompletedOrders:
                completedFailures = 0;
                Ask(SnapshotStep.PositionsAfter);
                break;
            case SnapshotStep.PositionsAfter:
                Send(new CancelPositions());
                if (!positionCheck.Agrees(out var contract))
                {
                    Fail($"the position in {contract.Symbol} moved without an execution that explains it");
                    break;
                }
                foreach (var position in positionCheck.Positions) Queue(InputKind.Report, ReportOf(position));
                Ask(SnapshotStep.Account);
                break;
            case SnapshotStep.Account:
                Send(new CancelAccountSummary { ReqId = snapshotRequest });
                ids.End(snapshotRequest);
                Finish();
                break;
        }
    }

    void Finish()
    {
        step = SnapshotStep.None;
        Queue(InputKind.Connection, new BrokerReport { Kind = isLight ? BrokerReportKind.LightSnapshotEnd : BrokerReportKind.SnapshotEnd, Snapshot = snapshot });
        if (isLight) return;
        failures = 0;
        hasCompared = true;
        if (Phase == SessionPhase.Reconciling) Subscribe();
    }

    void Fail(string why)
    {
        if (step is SnapshotStep.PositionsBefore or SnapshotStep.PositionsAfter) Send(new CancelPositions());
        if (step == SnapshotStep.Account) Send(new CancelAccountSummary { ReqId = snapshotRequest });
        if (step is SnapshotStep.Executions or SnapshotStep.Account) ids.End(snapshotRequest);
        if (step == SnapshotStep.CompletedOrders && ++completedFailures == 2)
            Notice($"this gateway does not tell of finished orders ({why}): going on without them; absent orders are then closed by two snapshots alone");
        step = SnapshotStep.None;
        if (isLight) return;
        failures++;
        isWanted = true;
        retryAt = time + Math.Min(1L << Math.Min(failures - 1, 5), 30) * EngineTime.Second;
        Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SnapshotFailed, Snapshot = snapshot, Code = failures, Text = why });
        if (failures == FailuresBeforeAlert) Notice($"the comparison with the broker has failed {failures} times ({why}); it is tried again, and nothing new is risked until it succeeds");
    }

    /// <summary>The session, or the link behind the gateway, is gone: what was asked proves nothing any more.</summary>
    void AbandonSnapshot()
    {
        if (step is SnapshotStep.Executions or SnapshotStep.Account) ids.End(snapshotRequest);
        if (step == SnapshotStep.Account && IsBrokerAway) Send(new CancelAccountSummary { ReqId = snapshotRequest });
        step = SnapshotStep.None;
        retryAt = 0;
        lightAt = 0;
        isWanted = false;
    }

    void OnBarrierCode(ErrMsg m)
    {
        if (IsTakingSnapshot && m.Id == snapshotRequest && IbCodes.EndsQuestion(m.ErrorCode)) Fail($"the {Words(step)} were refused with code {m.ErrorCode}: {m.ErrorMsg}");
        else Notice($"code {m.ErrorCode}: {m.ErrorMsg}");
    }

    static string Words(SnapshotStep step) => step switch
    {
        SnapshotStep.OpenOrders => "open orders",
        SnapshotStep.Executions => "executions",
        SnapshotStep.CompletedOrders => "finished orders",
        SnapshotStep.Account => "account's figures",
        _ => "positions",
    };

    int CurrentSnapshot => IsTakingSnapshot ? snapshot : 0;

    public void On(in OpenOrderEnd m)
    {
        Heard();
        Ended(SnapshotStep.OpenOrders);
    }

    public void On(in ExecDetailsEnd m)
    {
        Heard();
        if (m.ReqId == snapshotRequest) Ended(SnapshotStep.Executions);
    }

    public void On(in CompletedOrdersEnd m)
    {
        Heard();
        Ended(SnapshotStep.CompletedOrders);
    }

    public void On(WirePosition m)
    {
        Heard();
        if (m.Account == Account && m.Contract.SecType == "STK" && step is SnapshotStep.PositionsBefore or SnapshotStep.PositionsAfter) positionCheck.Add(m);
    }

    public void On(in PositionEnd m)
    {
        Heard();
        if (step is SnapshotStep.PositionsBefore or SnapshotStep.PositionsAfter) Ended(step);
    }

    BrokerReport ReportOf(WirePosition m) => new()
    {
        Kind = BrokerReportKind.Position,
        Symbol = SymbolOf(m.Contract),
        Snapshot = snapshot,
        Quantity = Quantity.FromDecimal(decimal.Round(m.Quantity, 4)),
        Price = Price.FromDouble(m.AvgCost),
        Text = m.Contract.Symbol,
    };

    public void On(AccountSummary m)
    {
        Heard();
        if (m.Account != Account || m.Tag != "TotalCashValue" || step != SnapshotStep.Account) return;
        if (decimal.TryParse(m.Value, System.Globalization.CultureInfo.InvariantCulture, out var cash))
            Queue(InputKind.Report, new BrokerReport { Kind = BrokerReportKind.AccountCash, Amount = Money.FromDecimal(decimal.Round(cash, 6)) });
    }

    public void On(in AccountSummaryEnd m)
    {
        Heard();
        if (m.ReqId == snapshotRequest) Ended(SnapshotStep.Account);
    }
}
