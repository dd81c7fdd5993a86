using Bellwether.Engine;
using Bellwether.Live;
using Bellwether.Web;

namespace Bellwether.EndToEnd;

/// <summary>A dashboard on a free port of this machine, fed with an invented trading day that moves when the test says so.</summary>
sealed class RunningDashboard : IAsyncDisposable
{
    readonly DeskFeed feed = new();

    RunningDashboard(DemoDesk desk) => Desk = desk;

    public DemoDesk Desk { get; }

    public DashboardServer Server { get; private set; } = null!;

    public string Url => Server.Url.ToString();

    public static async Task<RunningDashboard> StartAsync(AccountMode mode = AccountMode.Paper, TimeSpan? heartbeat = null, int port = 0)
    {
        var dashboard = new RunningDashboard(new DemoDesk(mode: mode));
        dashboard.feed.Publish(dashboard.Desk.Snapshot());
        var options = new DashboardOptions { Port = port, Heartbeat = heartbeat ?? TimeSpan.FromSeconds(2), SilenceLimit = TimeSpan.FromMinutes(10) };
        dashboard.Server = await DashboardServer.StartAsync(options, dashboard.feed, TestContext.Current.CancellationToken);
        return dashboard;
    }

    public DeskSnapshot Step()
    {
        var snapshot = Desk.Step();
        feed.Publish(snapshot);
        return snapshot;
    }

    public void Publish() => feed.Publish(Desk.Snapshot());

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
