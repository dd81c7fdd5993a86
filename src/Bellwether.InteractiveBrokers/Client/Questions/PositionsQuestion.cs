using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class PositionsQuestion : Question<IReadOnlyList<Position>>, IServerMessageHandler
{
    readonly List<Position> _positions = [];

    public override string? AskedAloneAs => "positions";

    public override bool CancelsAfterAnswer => true;

    public override void Write(ClientCore core) => core.Send(new ReqPositions(), RequestLane.Data, Id);

    public override void WriteCancel(ClientCore core) => core.Send(new CancelPositions(), RequestLane.Data, Id);

    public void On(Position m) => _positions.Add(m);

    public void On(in PositionEnd m) => Complete(_positions);
}
