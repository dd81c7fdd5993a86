using System.Net;
using System.Net.Sockets;
using Bellwether.Live;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using MudBlazor.Services;

namespace Bellwether.Web;

/// <summary>
/// The dashboard of a running desk, inside the desk's process: pages for browsers, <c>GET /api/snapshot</c>, <c>/api/bars</c>, <c>/api/indicators</c>, <c>/api/coverage</c> and
/// <c>/health</c> for programs, described by <c>/openapi/v1.json</c>. It only reads the feed and the store of market data, so it can never hold up the engine.
/// </summary>
public sealed class DashboardServer : IAsyncDisposable
{
    readonly WebApplication app;

    DashboardServer(WebApplication app, Uri url)
    {
        this.app = app;
        Url = url;
    }

    /// <summary>Where a browser finds it, for example <c>http://127.0.0.1:5080/</c>.</summary>
    public Uri Url { get; }

    /// <summary>Listens and answers; returns once the first request may come.</summary>
    /// <exception cref="DashboardException">The host is no address of this machine, or the port is out of range, taken or forbidden.</exception>
    public static async Task<DashboardServer> StartAsync(DashboardOptions options, DeskFeed feed, CancellationToken cancellationToken)
    {
        var address = AddressOf(options.Host);
        if (options.Port is < 0 or > 65_535)
            throw new DashboardException($"The dashboard was given port {options.Port}; a port lies between 0 and 65535. Choose one with --dashboard-port.");

        var app = Build(options, address, feed);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new DashboardException(
                $"The dashboard cannot listen on {options.Host}: port {options.Port} is in use by another program. End that program or choose another port with --dashboard-port.", failure);
        }
        catch (SocketException failure)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new DashboardException(
                $"The dashboard cannot listen on {options.Host} port {options.Port}: {failure.Message}. Choose an address of this machine (dashboard.host) and a port that it may use (--dashboard-port).", failure);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        var bound = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return new DashboardServer(app, new Uri(bound));
    }

    /// <summary>Closes every connection and the port. Pages that are open show their last figures as frozen.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => app.StopAsync(cancellationToken);

    /// <summary>Stops first: a page's connection must not outlive the services that it ends with.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    static IPAddress AddressOf(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(host, out var address) ? address
        : throw new DashboardException($"The dashboard was given the host '{host}'; it takes an IP address of this machine or localhost. Use 127.0.0.1 unless another machine must see it.");

    static WebApplication Build(DashboardOptions options, IPAddress address, DeskFeed feed)
    {
        // The empty builder reads no settings file and no environment variable: nothing outside the options can open a second address.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, options.Port);
        });
        var services = builder.Services;
        services.AddSingleton<IHostLifetime, StoppedByItsOwner>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        if (options.Logs is { } logs) services.AddSingleton(logs);
        // A failure to start is thrown to the caller; the host must not print it as well. And a browser that kept the cookie of an earlier run is no event:
        // there are no forms, the guard checks where a request comes from.
        else builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        services.AddRouting();
        services.AddOpenApi(api => api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Bellwether", Version = "v1", Description = "What a running desk tells programs. It answers on this machine only and changes nothing." };
            return Task.CompletedTask;
        }));
        services.AddSingleton(new MarketDataReader(options.DataFolder, options.Live));
        // Protects only what one process sends to its own pages, so its keys need not outlive it or touch the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.Configure<CircuitOptions>(circuit => circuit.DisconnectedCircuitMaxRetained = 20);
        services.AddMudServices();
        services.AddHttpContextAccessor();
        services.AddSingleton(options);
        services.AddSingleton(options.Time);
        services.AddSingleton(new DeskWatch(feed, options.Time, options.SilenceLimit));

        var app = builder.Build();
        var guard = new RequestGuard(options.Host, options.AllowedHosts);
        var files = EmbeddedFiles.Read(typeof(DashboardServer).Assembly);
        app.Use((context, next) => guard.Check(context, next));
        app.Use((context, next) => files.Serve(context, next));
        app.UseRouting();
        app.UseAntiforgery();
        app.MapDeskApi();
        var reader = app.Services.GetRequiredService<MarketDataReader>();
        new MarketDataApi(reader).Map(app);
        new IndicatorApi(reader, options.Indicators, options.IndicatorCache).Map(app);
        app.MapOpenApi();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server =>
        {
            // The guard's policy says who may frame a page; over loopback compression costs more than it saves.
            server.ContentSecurityFrameAncestorsPolicy = null;
            server.DisableWebSocketCompression = true;
        });
        return app;
    }
}
