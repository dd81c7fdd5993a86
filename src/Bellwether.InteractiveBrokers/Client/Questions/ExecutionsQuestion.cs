using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class ExecutionsQuestion(ReqExecutions request) : Question<IReadOnlyList<ExecDetails>>, IServerMessageHandler
{
    readonly List<ExecDetails> _executions = [];

    public override void Write(ClientCore core)
    {
        request.ReqId = Id;
        core.Send(request, RequestLane.Data, Id);
    }

    public void On(ExecDetails m) => _executions.Add(m);

    public void On(in ExecDetailsEnd m) => Complete(_executions);
}
