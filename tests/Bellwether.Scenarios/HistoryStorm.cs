using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;

namespace Bellwether.Scenarios;

/// <summary>
/// What wants history after a start or a reconnection, all at once, through the one scheduler that every user of the client shares, against the gateway that counts:
/// ticks, fine and coarse bars, bid and ask, the same question again and again, and a connection that breaks now and then.
/// </summary>
sealed class HistoryStorm
{
    /// <summary>Virtual time between two looks of the client at its queue.</summary>
    const long Turn = 50 * EngineTime.Millisecond;

    static readonly string[] BarSizes = ["1 secs", "5 secs", "30 secs", "1 min", "1 hour"];
    static readonly string[] Shows = ["TRADES", "MIDPOINT", "BID_ASK"];
    static readonly string[] Symbols = ["AAX", "ABX", "ACX"];

    readonly GatewayCore gateway;
    readonly RequestScheduler scheduler;
    readonly Dictionary<int, Question> open = [];
    readonly Answers answers;
    MemoryWire wire;
    SplitMix64 random;
    int lastId = RequestIds.Lowest;

    /// <param name="Request">What is asked; only its id changes when it is asked again.</param>
    readonly record struct Question(ReqHistoricalData? Bars, ReqHistoricalTicks? Ticks);

    public HistoryStorm(ulong seed, PacingLimits? limits = null, FaultPlan? faults = null)
    {
        random = SplitMix64.For(seed, 6);
        scheduler = new RequestScheduler(limits);
        answers = new Answers(this);
        var market = new SyntheticMarket(InstrumentTable.UsEquities(Symbols), new SyntheticMarketOptions { Seed = seed, HistorySessions = 1 });
        gateway = new GatewayCore(market, new GatewayOptions { LockstepClients = 0, Speed = 1, EnforcesPacing = true, Seed = seed }, faults);
        wire = Connect();
    }

    public GatewayCore Gateway => gateway;

    /// <summary>What the gateway refused for its rate.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>When each fine question was written, with what it counts: the client's side of the same books.</summary>
    public List<(long Time, int Counts)> Fine { get; } = [];

    /// <summary>Questions that have not been answered.</summary>
    public int Unanswered => open.Count;

    /// <summary>Asks so many questions at once.</summary>
    public void Ask(int questions)
    {
        for (var i = 0; i < questions; i++) Enqueue(Draw());
    }

    /// <summary>Asks one question so many times.</summary>
    public void AskAgainAndAgain(int times)
    {
        for (var i = 0; i < times; i++) Enqueue(new(new ReqHistoricalData { Contract = Stock(0), BarSizeSetting = "5 secs", DurationStr = "600 S", WhatToShow = "TRADES", UseRTH = true, FormatDate = 2 }, null));
    }

    /// <summary>Runs for so long, or until all is answered.</summary>
    /// <param name="seconds">Virtual.</param>
    /// <param name="cuts">How often the connection breaks meanwhile, twice of it in the first seconds; what was open is asked again at once.</param>
    public void Run(int seconds, int cuts = 0)
    {
        var begin = gateway.Now;
        var cutAt = Enumerable.Range(0, cuts).Select(cut => begin + ((cut < 2 ? 1 + random.NextInt(6) : random.NextInt(seconds)) * EngineTime.Second)).Order().ToList();
        for (var at = begin; at < begin + (seconds * EngineTime.Second) && open.Count > 0; at += Turn)
        {
            while (gateway.NextInstant <= at) gateway.Move();
            gateway.Glide(at);
            if (cutAt.Count > 0 && cutAt[0] <= at)
            {
                cutAt.RemoveAt(0);
                Reconnect();
            }
            wire.Receive(answers);
            while (scheduler.TryTake(gateway.Now, mayWriteOrders: true, out var request))
            {
                if (open.TryGetValue(request.Id, out var question) && IsFine(question)) Fine.Add((gateway.Now, Weight(question)));
                wire.WriteFrame(request.Frame);
            }
            wire.Send();
        }
    }

    MemoryWire Connect()
    {
        var connected = new MemoryWire(gateway, 1, "");
        // The start of the session is a message too.
        scheduler.CountUnscheduled(gateway.Now);
        connected.Receive(answers);
        return connected;
    }

    void Reconnect()
    {
        gateway.Disconnect(wire.Session);
        scheduler.Discard();
        wire = Connect();
        var again = open.Values.ToList();
        open.Clear();
        foreach (var question in again) Enqueue(question);
    }

    Question Draw()
    {
        var contract = Stock(random.NextInt(Symbols.Length));
        var show = Shows[random.NextInt(Shows.Length)];
        if (random.NextInt(4) == 0)
            return new(null, new ReqHistoricalTicks { Contract = contract, EndDateTime = "20250303 14:3" + random.NextInt(3).ToString(CultureInfo.InvariantCulture) + ":00 UTC", NumberOfTicks = 10, WhatToShow = show, UseRth = true });
        return new(new ReqHistoricalData
        {
            Contract = contract, BarSizeSetting = BarSizes[random.NextInt(BarSizes.Length)], DurationStr = random.NextInt(2) == 0 ? "600 S" : "1200 S", WhatToShow = show, UseRTH = true, FormatDate = 2,
        }, null);
    }

    void Enqueue(in Question question)
    {
        var id = lastId++;
        open[id] = question;
        if (question.Bars is { } bars)
        {
            bars.ReqId = id;
            scheduler.EnqueueHistory(HistoryRequest.Of(bars), wire.Encode(bars), id);
        }
        else
        {
            question.Ticks!.ReqId = id;
            scheduler.EnqueueHistory(HistoryRequest.Of(question.Ticks), wire.Encode(question.Ticks), id);
        }
    }

    static Contract Stock(int symbol) => new() { Symbol = Symbols[symbol], SecType = "STK", Exchange = "SMART", Currency = "USD" };

    static bool IsFine(in Question question) => question.Bars is not { } bars || bars.BarSizeSetting.EndsWith("secs", StringComparison.Ordinal);

    static int Weight(in Question question) => (question.Bars?.WhatToShow ?? question.Ticks!.WhatToShow) == "BID_ASK" ? 2 : 1;

    void Answered(int id)
    {
        if (!open.Remove(id)) return;
        scheduler.HistoryAnswered(id);
    }

    sealed class Answers(HistoryStorm storm) : IServerMessageHandler
    {
        public void On(HistoricalDataEnd m) => storm.Answered(m.ReqId);

        public void On(HistoricalTicks m) => storm.Answered(m.ReqId);

        public void On(HistoricalTicksBidAsk m) => storm.Answered(m.ReqId);

        public void On(HistoricalTicksLast m) => storm.Answered(m.ReqId);

        public void On(ErrMsg m)
        {
            if (m.ErrorCode == 100 || m.ErrorMsg.Contains("pacing", StringComparison.Ordinal)) storm.Refusals.Add($"{m.ErrorCode}: {m.ErrorMsg}");
            if (m.Id > 0) storm.Answered(m.Id);
        }
    }
}
