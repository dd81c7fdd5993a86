using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;

namespace Bellwether.Scenarios;

/// <summary>Hands each message that matters to the adapter and to the witness.</summary>
sealed class Both(BrokerAdapter adapter, Witness witness) : IServerMessageHandler
{
    IServerMessageHandler Adapter => adapter;

    IServerMessageHandler Watching => witness;

    /// <summary>Request ids whose ticks are lost on the way.</summary>
    public HashSet<int> Muted { get; } = [];

    /// <summary>Five-second bars that are lost on the way.</summary>
    public Func<RealTimeBar, bool>? LosesBar { get; set; }

    /// <summary>Changes a price on the way.</summary>
    public Func<TickPrice, TickPrice>? Bends { get; set; }

    public void On(in TickPrice m)
    {
        if (Muted.Contains(m.ReqId)) return;
        // The witness sees what is true.
        Adapter.On(Bends is null ? m : Bends(m));
        Watching.On(in m);
    }

    public void On(in TickGeneric m)
    {
        Watching.On(in m);
        Adapter.On(in m);
    }

    public void On(in CurrentTime m) => Adapter.On(in m);

    public void On(in OrderStatus m)
    {
        Adapter.On(in m);
        Watching.On(in m);
    }

    public void On(ExecDetails m)
    {
        Watching.On(m);
        Adapter.On(m);
    }

    public void On(in MarketDataType m)
    {
        Adapter.On(in m);
        Watching.On(in m);
    }

    public void On(in TickSize m)
    {
        if (!Muted.Contains(m.ReqId)) Adapter.On(in m);
    }

    public void On(in RealTimeBar m)
    {
        if (LosesBar is { } loses && loses(m)) return;
        Adapter.On(in m);
        Watching.On(in m);
    }

    public void On(OpenOrder m)
    {
        Adapter.On(m);
        Watching.On(m);
    }

    public void On(CommissionReport m) => Adapter.On(m);

    public void On(ErrMsg m)
    {
        // First the witness: what the adapter asks for in answer counts for what comes after.
        Watching.On(m);
        Adapter.On(m);
    }

    public void On(ManagedAccounts m) => Adapter.On(m);

    public void On(in NextValidId m)
    {
        Adapter.On(in m);
        Watching.On(in m);
    }

    public void On(ContractDetails m) => Adapter.On(m);

    public void On(in ContractDetailsEnd m) => Adapter.On(in m);

    public void On(HistoricalData m) => Adapter.On(m);

    public void On(in OpenOrderEnd m)
    {
        Adapter.On(in m);
        Watching.On(in m);
    }

    public void On(in ExecDetailsEnd m)
    {
        Adapter.On(in m);
        Watching.On(in m);
    }

    public void On(Position m) => Adapter.On(m);

    public void On(in PositionEnd m)
    {
        Adapter.On(in m);
        Watching.On(in m);
    }

    public void On(AccountSummary m) => Adapter.On(m);

    public void On(in AccountSummaryEnd m) => Adapter.On(in m);

    public void On(CompletedOrder m) => Adapter.On(m);

    public void On(in CompletedOrdersEnd m) => Adapter.On(in m);

    public void OnOther(ServerMessageId id) => Adapter.OnOther(id);

    public void On(in CurrentTimeInMillis m) => Adapter.On(in m);
}
