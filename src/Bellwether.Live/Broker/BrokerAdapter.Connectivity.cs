using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

// What the gateway says about itself and the link behind it, and when it restarts.
public sealed partial class BrokerAdapter
{
    /// <summary>A client id that is in use is tried at least so often and so long: a dead session can hold it half a minute.</summary>
    const int TriesForAnId = 3;
    const long IdHeldFor = 30 * EngineTime.Second;

    readonly ConnectivityState connectivity = new();
    readonly FarmBoard farms = new();
    int idRefusals;
    long firstIdRefusal;
    BlackoutPhase blackout;
    int blackoutSession;
    bool isBlackoutOver;

    /// <summary>The gateway has lost IB (code 1100) although the socket stands.</summary>
    public bool IsBrokerAway => connectivity.IsLost;

    /// <summary>The gateway refused this session because another one has the client id.</summary>
    public bool IsIdInUse { get; private set; }

    /// <summary>The port that the gateway moved to, if the options allow it.</summary>
    public int? MovedTo => connectivity.NewPort is { } port && options.AlternativePorts.Contains(port) ? port : null;

    /// <summary>The data farms of the broker.</summary>
    public IReadOnlyList<Farm> Farms => farms.Farms;

    void OnSystemCode(ErrMsg m)
    {
        if (farms.Apply(m.ErrorCode, m.ErrorMsg, time, out var farm, out var changed))
        {
            if (changed) OnFarm(farm, m);
            return;
        }
        switch (connectivity.Apply(m.ErrorCode, m.ErrorMsg, time))
        {
            case ConnectivityChange.Lost:
                AbandonSnapshot();
                BarsEnd();
                Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SessionLost, Text = $"IB Gateway has lost Interactive Brokers (code {m.ErrorCode})" });
                return;
            case ConnectivityChange.RestoredDataLost:
                ForgetQuestion();
                Notice($"code {m.ErrorCode}: {m.ErrorMsg}: subscribing again, comparing with the broker");
                if (Phase >= SessionPhase.Reconciling) RequestSnapshot();
                if (Phase >= SessionPhase.WarmingUp) LoseStreams();
                return;
            case ConnectivityChange.RestoredDataKept:
                ForgetQuestion();
                Notice($"code {m.ErrorCode}: {m.ErrorMsg}: comparing with the broker");
                if (Phase >= SessionPhase.Reconciling) RequestSnapshot();
                if (Phase < SessionPhase.WarmingUp) return;
                book.DataKept(time);
                // The streams go on; what they had to say while the link was down is gone.
                StreamSessions++;
                for (var symbol = 0; symbol < symbols.Length; symbol++)
                    if (symbols[symbol].Bars is { RequestId: not 0 }) BarsBegin(symbol);
                return;
            case ConnectivityChange.PortReset:
                Notice(MovedTo is { } port ? $"code 1300: the gateway moves to port {port}"
                    : $"code 1300: {m.ErrorMsg}; {(connectivity.NewPort is { } other ? $"port {other} is not in gateway.ports" : "it names no port")}, so the old one is tried");
                return;
        }
        if (IbCodes.Find(m.ErrorCode).Has(IbCodeEffects.ClientIdInUse)) OnIdInUse();
        else if (m.ErrorCode is not (1100 or 2110)) Notice($"code {m.ErrorCode}: {m.ErrorMsg}");
    }

    /// <summary>Every stream is about to be asked for anew: what still waits to be sent under the old ids must not go, too.</summary>
    void LoseStreams()
    {
        foreach (var stream in book.All)
            if (stream.RequestId != 0) queue.Withdraw(stream.RequestId);
        book.DataLost(time);
        StreamSessions++;
    }

    void OnIdInUse()
    {
        IsIdInUse = true;
        if (idRefusals++ == 0) firstIdRefusal = time;
        if (idRefusals >= TriesForAnId && time - firstIdRefusal >= IdHeldFor) Fatal = IdIsTaken;
        else Notice($"client id {options.ClientId} is in use at this gateway; a session that died may hold it a while, so it is tried again");
    }

    /// <summary>What to tell when the client id stays in use.</summary>
    internal DeskException IdIsTaken =>
        new($"client id {options.ClientId} is in use at this gateway: stop the other program, or choose another gateway.clientId");

    void OnFarm(in Farm farm, ErrMsg m)
    {
        isMarketDirty = true;
        if (farm.Kind == FarmKind.History)
        {
            if (farms.IsDown(FarmKind.History)) queue.HoldHistory(long.MaxValue);
            else queue.ReleaseHistory();
        }
        if (farm.State == FarmState.Broken) Notice($"code {m.ErrorCode}: {m.ErrorMsg}");
    }

    /// <summary>
    /// The farm that serves US stocks is down. Which symbols hang on which farm is not told; farms of other markets say nothing about these.
    /// </summary>
    bool IsMarketDataDown
    {
        get
        {
            if (farms.IsDown(FarmKind.MarketData)) return true;
            foreach (var farm in farms.Farms)
                if (farm is { Kind: FarmKind.MarketData, State: FarmState.Broken } && farm.Name.StartsWith("usfarm", StringComparison.Ordinal)) return true;
            return false;
        }
    }

    void AdvanceBlackout(long now)
    {
        if (options.Blackout is not { } calendar) return;
        var phase = calendar.At(now);
        if (phase != blackout)
        {
            if (blackout == BlackoutPhase.None)
            {
                isBlackoutOver = false;
                Bar($"the gateway restarts at {calendar.Restart:HH:mm}: no new risk until it was compared with again");
            }
            if (phase == BlackoutPhase.NoOrders) blackoutSession = sessions;
            blackout = phase;
        }
        // A session that was opened since the restart, and the end of the time that a restart takes, end it.
        if (!isBlackoutOver && phase is BlackoutPhase.None or BlackoutPhase.Restarting && isBarred && (phase == BlackoutPhase.None || sessions > blackoutSession))
        {
            isBlackoutOver = true;
            isBarred = false;
            Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.RiskAllowed });
            if (Phase >= SessionPhase.Reconciling) RequestSnapshot();
        }
        queue.MayWriteOrders = !isBarred || phase is not (BlackoutPhase.NoOrders or BlackoutPhase.Restarting);
    }

    bool isBarred;

    void Bar(string reason)
    {
        isBarred = true;
        Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.RiskBarred, Text = reason });
    }
}
