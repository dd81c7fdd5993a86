using System.Buffers;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;
using Bellwether.MarketData;

namespace Bellwether.Tests.Live;

/// <summary>An adapter, and the other end of its wire played word by word: what it asked, in order, and what the engine would be told.</summary>
sealed class AdapterDesk : IRequestWriter
{
    public const string Account = "DU1234567";
    public const int ConId = 265598;
    readonly FrameWriter frames = new();

    public AdapterDesk(BrokerOptions? options = null, bool isLockstep = false, int serverVersion = ServerVersions.Highest)
    {
        IsLockstep = isLockstep;
        ServerVersion = serverVersion;
        var instruments = InstrumentTable.UsEquities("AAPL");
        Adapter = new BrokerAdapter(options ?? new BrokerOptions(Account, false, "0000cafe", 7, "1 D"), instruments, Bars);
    }

    public BrokerAdapter Adapter { get; }

    public LiveBars Bars { get; } = new(1);

    public int ServerVersion { get; }

    public bool IsLockstep { get; }

    readonly List<(string Name, int Id)> requests = [];
    bool isMarketOpen = true;

    /// <summary>Requests since they were last cleared, by type and with their ids. What answers what was just read leaves once it is known what time it is.</summary>
    public List<(string Name, int Id)> Requests
    {
        get
        {
            After(0, isMarketOpen);
            return requests;
        }
    }

    /// <summary>The days that executions were asked for last; null = no number.</summary>
    public int? DaysAsked { get; private set; }

    public long Now { get; private set; } = EngineTime.From(NodaTime.Instant.FromUtc(2025, 3, 3, 15, 0));

    public string Asked
    {
        get
        {
            var names = string.Join(' ', requests.Select(r => r.Name));
            requests.Clear();
            return names;
        }
    }

    public List<BrokerReport> Reports
    {
        get
        {
            var reports = new List<BrokerReport>();
            while (Adapter.TryTakeReport(out var pending)) reports.Add(pending.Report);
            return reports;
        }
    }

    public void Write<TMessage>(in TMessage message) where TMessage : IClientMessage<TMessage>
    {
        var output = new ArrayBufferWriter<byte>();
        frames.WriteClient(output, message, ServerVersion);
        WriteFrame(output.WrittenSpan);
    }

    public void WriteFrame(ReadOnlySpan<byte> frame)
    {
        var fields = System.Text.Encoding.ASCII.GetString(frame[Frames.PrefixLength..]).Split('\0');
        var name = ((ClientMessageId)int.Parse(fields[0], System.Globalization.CultureInfo.InvariantCulture)).ToString();
        var probe = new Ids();
        ClientMessages.Dispatch(frame[Frames.PrefixLength..], ServerVersion, probe);
        if (name == nameof(ReqCurrentTimeInMillis))
        {
            ClockQuestions++;
            isClockAsked = true;
            return;
        }
        requests.Add((name, probe.Id));
        if (name == nameof(ReqExecutions)) DaysAsked = probe.Days;
    }

    sealed class Ids : IClientMessageHandler
    {
        public int Id { get; private set; }

        public int? Days { get; private set; }

        public void On(ReqContractDetails m) => Id = m.ReqId;

        public void On(ReqExecutions m) => (Id, Days) = (m.ReqId, m.LastNDays);

        public void On(ReqAccountSummary m) => Id = m.ReqId;

        public void On(ReqMktData m) => Id = m.ReqId;

        public void On(ReqRealTimeBars m) => Id = m.ReqId;

        public void On(ReqHistoricalData m) => Id = m.ReqId;
    }

    /// <summary>How often the broker was asked what time it is, in milliseconds.</summary>
    public int ClockQuestions { get; private set; }

    /// <summary>Whether it is told at once, by the same clock.</summary>
    public bool AnswersClock { get; set; } = true;

    bool isClockAsked;

    /// <summary>Seconds pass.</summary>
    public AdapterDesk After(double seconds, bool isMarketOpen = true)
    {
        this.isMarketOpen = isMarketOpen;
        Now += (long)(seconds * EngineTime.Second);
        Adapter.Advance(Now, isMarketOpen);
        while (Adapter.TryRelease(Now, out _))
        {
        }
        if (!AnswersClock || !isClockAsked) return this;
        isClockAsked = false;
        Adapter.On(new CurrentTimeInMillis { TimeInMillis = Now / EngineTime.Millisecond });
        Adapter.Advance(Now, isMarketOpen);
        return this;
    }

    /// <summary>Connects and gets as far as the first question of the comparison.</summary>
    public AdapterDesk Open()
    {
        Adapter.Open(this);
        After(0);
        Adapter.On(new ManagedAccounts { AccountsList = Account });
        Adapter.On(new NextValidId { OrderId = 1 });
        if (Requests.FirstOrDefault(r => r.Name == nameof(ReqContractDetails)) is { Name: not null } asked)
        {
            Adapter.On(new ContractDetails { ReqId = asked.Id, Contract = new Contract { ConId = ConId, Symbol = "AAPL", SecType = "STK", Exchange = "SMART", Currency = "USD" } });
            Adapter.On(new ContractDetailsEnd { ReqId = asked.Id });
        }
        return this;
    }

    /// <summary>Answers the questions of a comparison to their ends, as often as it asks, and says what was asked.</summary>
    public string Compare(decimal before = 0, decimal after = 0)
    {
        var asked = new List<string>();
        var isAfter = false;
        for (var at = 0; at < Requests.Count; at++)
        {
            var (name, id) = Requests[at];
            if (name is nameof(ReqMktData) or nameof(ReqRealTimeBars)) continue;
            if (name != nameof(ReqHistoricalData)) asked.Add(name);
            switch (name)
            {
                case nameof(ReqPositions):
                    Position(isAfter ? after : before);
                    isAfter = true;
                    Adapter.On(new PositionEnd());
                    break;
                case nameof(ReqAllOpenOrders): Adapter.On(new OpenOrderEnd()); break;
                case nameof(ReqExecutions): Adapter.On(new ExecDetailsEnd { ReqId = id }); break;
                case nameof(ReqCompletedOrders): Adapter.On(new CompletedOrdersEnd()); break;
                case nameof(ReqAccountSummary): Adapter.On(new AccountSummaryEnd { ReqId = id }); break;
                case nameof(ReqHistoricalData): Adapter.On(new HistoricalData { ReqId = id }); break;
            }
        }
        requests.RemoveAll(r => r.Name is not (nameof(ReqMktData) or nameof(ReqRealTimeBars)));
        return string.Join(' ', asked);
    }

    /// <summary>Connects, compares and streams.</summary>
    public AdapterDesk Ready()
    {
        Open();
        Compare();
        After(0.1);
        Compare();
        After(0.1);
        Assert.Equal(SessionPhase.Ready, Adapter.Phase);
        Assert.NotEmpty(Reports);
        Requests.Clear();
        return this;
    }

    public void Position(decimal quantity)
    {
        if (quantity != 0) Adapter.On(new Position { Account = Account, Contract = new Contract { ConId = ConId, Symbol = "AAPL", SecType = "STK" }, Quantity = quantity, AvgCost = 10 });
    }

    public void Code(int code, string text = "text", int id = -1) => Adapter.On(new ErrMsg { Id = id, ErrorCode = code, ErrorMsg = text });
}
