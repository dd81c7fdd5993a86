using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class ContractDetailsQuestion(Contract contract) : Question<IReadOnlyList<ContractDetails>>, IServerMessageHandler
{
    readonly List<ContractDetails> _found = [];

    public override void Write(ClientCore core) => core.Send(new ReqContractDetails { ReqId = Id, Contract = contract }, RequestLane.Data, Id);

    public void On(ContractDetails m) => _found.Add(m);

    public void On(in ContractDetailsEnd m) => Complete(_found);

    /// <summary>"No such contract" is an answer: none.</summary>
    public override bool IsAnswer(ErrMsg message)
    {
        if (message.ErrorCode != 200) return false;
        Complete(_found);
        return true;
    }
}
