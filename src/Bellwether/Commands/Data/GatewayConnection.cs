using Bellwether.InteractiveBrokers;
using Bellwether.Live;
using Bellwether.Running;

namespace Bellwether.Commands;

/// <summary>A client at a gateway, which may be one inside this process.</summary>
sealed class GatewayConnection(IbClient client, IHistorySource history, EmbeddedGateway? embedded) : IAsyncDisposable
{
    public IHistorySource History => history;

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        if (embedded is not null) await embedded.DisposeAsync();
    }
}
