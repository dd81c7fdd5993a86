using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class MatchingSymbolsQuestion(string pattern) : Question<IReadOnlyList<SymbolSample>>, IServerMessageHandler
{
    public override void Write(ClientCore core) => core.Send(new ReqMatchingSymbols { ReqId = Id, Pattern = pattern }, RequestLane.Data, Id);

    public void On(SymbolSamples m) => Complete(m.Contracts);
}
