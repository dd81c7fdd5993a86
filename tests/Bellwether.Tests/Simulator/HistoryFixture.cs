using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulator;

/// <summary>A gateway over a synthetic market whose first session is Monday, 1 December 2025; the Friday before it was short, the Thursday a holiday.</summary>
sealed class HistoryFixture
{
    public static readonly long Open = EngineTime.From(Instant.FromUtc(2025, 12, 1, 14, 30));

    public HistoryFixture(double untilSecond = -5, ulong seed = 7, int history = 0, int version = 200, IMarket? market = null)
    {
        Market = market ?? new SyntheticMarket(InstrumentTable.UsEquities("AAPL", "MSFT"), new SyntheticMarketOptions { Seed = seed, FirstSession = new LocalDate(2025, 12, 1), HistorySessions = history });
        Core = new GatewayCore(Market, new GatewayOptions { LockstepClients = 0, Speed = 1 });
        To(untilSecond);
        Client = new WireClient(Core).Hello(version, version).Start(1);
        Client.Take();
    }

    public IMarket Market { get; }

    public GatewayCore Core { get; }

    public WireClient Client { get; }

    public void To(double second)
    {
        var time = Open + (long)(second * EngineTime.Second);
        while (Core.Now < time) Core.Move();
    }

    /// <summary>What the gateway answers within a second.</summary>
    public List<object> Answer<T>(T request) where T : IClientMessage<T>
    {
        Client.Take();
        Client.Send(request);
        Core.Move();
        return Client.Take();
    }

    public List<object> Ask(string size, string duration, string show = "TRADES", string end = "", bool regular = true, int format = 2, bool keep = false) => Answer(new ReqHistoricalData
    {
        ReqId = 4, Contract = WireClient.Stock("AAPL"), BarSizeSetting = size, DurationStr = duration, EndDateTime = end, FormatDate = format, UseRTH = regular, WhatToShow = show, KeepUpToDate = keep,
    });

    public List<HistoricalBar> Bars(string size, string duration, string show = "TRADES", string end = "", bool regular = true, int format = 2) =>
        [.. Ask(size, duration, show, end, regular, format).OfType<HistoricalData>().Single().Bars];

    public static long Seconds(HistoricalBar bar) => long.Parse(bar.Date, CultureInfo.InvariantCulture);
}
