using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>The link to the broker and its farms, and questions that wait.</content>
sealed partial class FaultInjector
{
    static readonly Duration Repetition = Duration.FromSeconds(10);
    readonly long[] farmUntil = new long[3];
    readonly List<Action> withheld = [];
    readonly List<ClientFrame> waitingOrders = [];
    readonly List<(DataFarm Farm, ClientFrame Frame)> waitingQuestions = [];
    /// <summary>The loss under way, the one that began last.</summary>
    ConnectivityLoss? loss;
    long awayUntil = long.MinValue;

    bool IsAway => core.Now < awayUntil;

    bool IsDown(DataFarm farm) => core.Now < farmUntil[(int)farm];

    void LoseBroker(ConnectivityLoss fault)
    {
        loss = fault;
        var end = core.Now + (long)fault.Lasts.TotalNanoseconds;
        awayUntil = Math.Max(awayUntil, end);
        SayAway();
        Schedule(end, () =>
        {
            if (!IsAway) FindBroker(fault);
        });
    }

    void SayAway()
    {
        if (!IsAway) return;
        foreach (var session in Started()) SayAway(session);
        After(Repetition, SayAway);
    }

    void SayAway(GatewaySession session)
    {
        var (code, text) = loss!.ServerLinkOnly
            ? (2110, "Connectivity between Trader Workstation and server is broken. It will be restored automatically.")
            : (1100, "Connectivity between IBKR and Trader Workstation has been lost.");
        session.Write(Notice(code, text));
    }

    void FindBroker(ConnectivityLoss fault)
    {
        foreach (var session in Started())
        {
            if (fault.DataLost) core.Board.LeaveData(session);
            session.Write(fault.DataLost
                ? Notice(1101, "Connectivity between IBKR and Trader Workstation has been restored - data lost.")
                : Notice(1102, "Connectivity between IBKR and Trader Workstation has been restored - data maintained."));
        }
        if (!fault.ReportsLost) foreach (var send in withheld) send();
        withheld.Clear();
        foreach (var frame in waitingOrders) core.Handle(frame);
        waitingOrders.Clear();
        SayQuotesAgain();
    }

    void LoseFarm(FarmOutage outage)
    {
        var farm = outage.Farm;
        var end = core.Now + (long)outage.Lasts.TotalNanoseconds;
        farmUntil[(int)farm] = Math.Max(farmUntil[(int)farm], end);
        var (down, up, downText, upText) = Words(farm);
        foreach (var session in Started()) session.Write(Notice(down, downText));
        Schedule(end, () =>
        {
            if (IsDown(farm)) return;
            foreach (var session in Started()) session.Write(Notice(up, upText));
            foreach (var (_, frame) in waitingQuestions.Where(q => q.Farm == farm).ToList()) core.Handle(frame);
            waitingQuestions.RemoveAll(q => q.Farm == farm);
            if (farm == DataFarm.MarketData) SayQuotesAgain();
        });
    }

    static (int Down, int Up, string DownText, string UpText) Words(DataFarm farm) => farm switch
    {
        DataFarm.MarketData => (2103, 2104, "Market data farm connection is broken:usfarm", "Market data farm connection is OK:usfarm"),
        DataFarm.History => (2105, 2106, "HMDS data farm connection is broken:ushmds", "HMDS data farm connection is OK:ushmds"),
        _ => (2157, 2158, "Sec-def data farm connection is broken:secdefnj", "Sec-def data farm connection is OK:secdefnj"),
    };

    /// <summary>A question may wait for its farm, or be slow.</summary>
    bool TakesQuestion(ClientMessageId id, in ClientFrame frame)
    {
        DataFarm? needs = id switch
        {
            ClientMessageId.ReqHistoricalData or ClientMessageId.ReqHeadTimestamp or ClientMessageId.ReqHistoricalTicks or ClientMessageId.ReqHistogramData => DataFarm.History,
            ClientMessageId.ReqContractDetails or ClientMessageId.ReqMatchingSymbols => DataFarm.Contracts,
            _ => null,
        };
        if (needs is { } farm && IsDown(farm))
        {
            waitingQuestions.Add((farm, frame));
            return true;
        }
        if (id is ClientMessageId.ReqCurrentTimeInMillis or ClientMessageId.ReqCurrentTime) return false;
        var late = frame;
        if (Strike<SlowAnswer>(frame.Session.ClientId) is not { } slow) return false;
        After(slow.Delay, () => core.Handle(late));
        return true;
    }

    /// <summary>The connect burst says that all is well; not while it is not.</summary>
    bool PassesNextValidId(GatewaySession session, in NextValidId message)
    {
        if (!IsAway) return true;
        session.Write(message);
        SayAway(session);
        return false;
    }

    bool PassesError(GatewaySession session, ErrMsg error)
    {
        foreach (var farm in Enum.GetValues<DataFarm>())
        {
            var (down, up, text, _) = Words(farm);
            if (error.Id != -1 || error.ErrorCode != up || !IsDown(farm)) continue;
            session.Write(Notice(down, text));
            return false;
        }
        return PassesOrderError(session, error);
    }

    ErrMsg Notice(int code, string text) => new() { Id = -1, ErrorCode = code, ErrorMsg = text, ErrorTime = core.Now / EngineTime.Millisecond };
}
