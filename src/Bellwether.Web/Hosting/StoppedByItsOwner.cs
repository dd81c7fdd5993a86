
namespace Bellwether.Web;

/// <summary>The process that embeds the dashboard decides when it ends: the web host must not listen to Ctrl-C or termination signals itself.</summary>
sealed class StoppedByItsOwner : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
