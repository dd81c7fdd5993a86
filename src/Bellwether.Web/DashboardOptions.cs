using Bellwether.Indicators;
using Bellwether.Live;

namespace Bellwether.Web;

/// <summary>Where the dashboard listens and whom it answers.</summary>
public sealed record DashboardOptions
{
    /// <summary>The one address to listen on: an IP address, or <c>localhost</c> for 127.0.0.1. There is no sign-in, so keep it on loopback.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>TCP port, 0 to 65,535; 0 lets the system choose one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>
    /// Names beside 127.0.0.1, localhost, ::1 and <see cref="Host"/> that a request may give in its <c>Host</c> header, without port. Any other name is
    /// refused, so that a foreign page cannot reach the dashboard by pointing its own name here.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Folder of the store of market data that the API reads; null for none.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Minutes of the running desk that are not in the store yet: the API's bars go on with them. Null when nobody keeps them.</summary>
    public ILiveMinutes? Live { get; init; }

    /// <summary>Indicators that programs may ask for.</summary>
    public IndicatorCatalogue Indicators { get; init; } = IndicatorCatalogue.Standard;

    internal IndicatorCache IndicatorCache { get; init; } = new();

    /// <summary>Where warnings and errors are logged; null means standard error.</summary>
    public ILoggerFactory? Logs { get; init; }

    /// <summary>How often an open page expects a sign of life; after three missed ones it shows its figures as frozen.</summary>
    internal TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the engine may publish nothing before the pages say so.</summary>
    internal TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(10);

    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
