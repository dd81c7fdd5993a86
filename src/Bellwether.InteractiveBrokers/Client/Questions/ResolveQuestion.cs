using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Which contract a query means; the cache judges and remembers.</summary>
sealed class ResolveQuestion(ContractCache cache, ContractQuery query, Func<long> now) : Question<ContractResolution>, IServerMessageHandler
{
    public ContractQuery Query => query;

    public override void Write(ClientCore core)
    {
        cache.Begin(query, Id);
        core.Send(new ReqContractDetails { ReqId = Id, Contract = query.ToContract() }, RequestLane.Data, Id);
    }

    public void On(ContractDetails m) => cache.Add(m);

    public void On(in ContractDetailsEnd m) => Finish(cache.End(Id, now()));

    /// <summary>"No such contract" is an answer.</summary>
    public override bool IsAnswer(ErrMsg message)
    {
        if (message.ErrorCode != 200) return false;
        Finish(cache.Fail(Id));
        return true;
    }

    public override void Fail(Exception reason)
    {
        cache.Fail(Id);
        base.Fail(reason);
    }

    void Finish(ContractResolution? resolution)
    {
        if (resolution is not null) Complete(resolution);
    }
}
