using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class AccountSummaryQuestion(string group, string tags) : Question<IReadOnlyList<AccountSummary>>, IServerMessageHandler
{
    readonly List<AccountSummary> _values = [];

    /// <summary>The gateway allows two at once, of all clients.</summary>
    public override string? AskedAloneAs => "account summary";

    public override bool CancelsAfterAnswer => true;

    public override void Write(ClientCore core) => core.Send(new ReqAccountSummary { ReqId = Id, Group = group, Tags = tags }, RequestLane.Data, Id);

    public override void WriteCancel(ClientCore core) => core.Send(new CancelAccountSummary { ReqId = Id }, RequestLane.Data, Id);

    public void On(AccountSummary m) => _values.Add(m);

    public void On(in AccountSummaryEnd m) => Complete(_values);
}
