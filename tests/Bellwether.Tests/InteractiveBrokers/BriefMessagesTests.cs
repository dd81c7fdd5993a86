using System.Buffers;
using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>The messages that the protocol reference only lists by their fields: each frame is spelled out here from that list.</summary>
public sealed class BriefMessagesTests
{
    static Contract Call => new()
    {
        ConId = 7, Symbol = "AAPL", SecType = "OPT", LastTradeDateOrContractMonth = "20261120", Strike = 190, Right = "C", Multiplier = "100",
        Exchange = "SMART", PrimaryExchange = "CBOE", Currency = "USD", LocalSymbol = "L", TradingClass = "T",
    };

    [Fact]
    public void An_exercise_names_no_primary_exchange_and_grows_with_the_versions()
    {
        var exercise = new ExerciseOptions
        {
            ReqId = 5, Contract = Call, ExerciseAction = 2, ExerciseQuantity = 3, Account = "DU1234567", Override = 1,
            ManualOrderTime = "20260413-15:00:00", CustomerAccount = "C", ProfessionalCustomer = true,
        };
        const string Core = "21·2·5·7·AAPL·OPT·20261120·190·C·100·SMART·USD·L·T·2·3·DU1234567·1·";
        Assert.Equal(Core, Client(exercise, 179));
        Assert.Equal(Core + "20260413-15:00:00·", Client(exercise, 180));
        Assert.Equal(Core + "20260413-15:00:00·C·1·", Client(exercise, 184));
    }

    [Fact]
    public void Company_reports_and_option_calculations()
    {
        Assert.Equal("52·2·5·7·AAPL·OPT·SMART·CBOE·USD·L·ReportSnapshot·0··",
            Client(new ReqFundamentalData { ReqId = 5, Contract = Call, ReportType = "ReportSnapshot" }, 200));
        Assert.Equal("53·1·5·", Client(new CancelFundamentalData { ReqId = 5 }, 200));
        Assert.Equal("51·1·5·<x/>·", Server(new FundamentalData { ReqId = 5, Data = "<x/>" }, 200));
        const string Contract = "7·AAPL·OPT·20261120·190·C·100·SMART·CBOE·USD·L·T·";
        Assert.Equal("54·3·5·" + Contract + "1.5·189·0··", Client(new ReqCalcImpliedVolat { ReqId = 5, Contract = Call, OptionPrice = 1.5, UnderPrice = 189 }, 200));
        Assert.Equal("55·3·5·" + Contract + "0.25·189·0··", Client(new ReqCalcOptionPrice { ReqId = 5, Contract = Call, Volatility = 0.25, UnderPrice = 189 }, 200));
        Assert.Equal("56·1·5·", Client(new CancelCalcImpliedVolat { ReqId = 5 }, 200));
        Assert.Equal("57·1·5·", Client(new CancelCalcOptionPrice { ReqId = 5 }, 200));
    }

    [Fact]
    public void News_and_the_event_calendar()
    {
        Assert.Equal("84·5·BRFG·a·o·", Client(new ReqNewsArticle { ReqId = 5, ProviderCode = "BRFG", ArticleId = "a", Options = "o" }, 200));
        Assert.Equal("83·5·0·text·", Server(new NewsArticle { ReqId = 5, Text = "text" }, 200));
        Assert.Equal("86·5·7·BRFG+DJ·s·e·10··",
            Client(new ReqHistoricalNews { ReqId = 5, ConId = 7, ProviderCodes = "BRFG+DJ", StartDateTime = "s", EndDateTime = "e", TotalResults = 10 }, 200));
        Assert.Equal("86·5·t·BRFG·a·h·", Server(new HistoricalNews { ReqId = 5, Time = "t", ProviderCode = "BRFG", ArticleId = "a", Headline = "h" }, 200));
        Assert.Equal("87·5·1·", Server(new HistoricalNewsEnd { ReqId = 5, HasMore = true }, 200));
        Assert.Equal("84·5·1775425766350·BRFG·a·h·x·",
            Server(new TickNews { ReqId = 5, TimeMs = 1775425766350, ProviderCode = "BRFG", ArticleId = "a", Headline = "h", ExtraData = "x" }, 200));
        Assert.Equal("85·2·BRFG·Briefing·DJ·Dow·",
            Server(new NewsProviders { Providers = [new() { Code = "BRFG", Name = "Briefing" }, new() { Code = "DJ", Name = "Dow" }] }, 200));
        var events = new ReqWshEventData
        {
            ReqId = 5, ConId = 7, Filter = "f", FillWatchlist = true, FillCompetitors = true, StartDate = "20260101", EndDate = "20260201", TotalLimit = 9,
        };
        Assert.Equal("102·5·7·", Client(events, 170));
        Assert.Equal("102·5·7·f·1·0·1·", Client(events, 172));
        Assert.Equal("102·5·7·f·1·0·1·20260101·20260201·9·", Client(events, 173));
        Assert.Equal("100·5·", Client(new ReqWshMetaData { ReqId = 5 }, 200));
        Assert.Equal("101·5·", Client(new CancelWshMetaData { ReqId = 5 }, 200));
        Assert.Equal("103·5·", Client(new CancelWshEventData { ReqId = 5 }, 200));
        Assert.Equal("104·5·{}·", Server(new WshMetaData { ReqId = 5, Json = "{}" }, 200));
        Assert.Equal("105·5·{}·", Server(new WshEventData { ReqId = 5, Json = "{}" }, 200));
    }

    [Fact]
    public void Advisors_display_groups_and_tiers()
    {
        Assert.Equal("18·1·3·", Client(new ReqFa { FaDataType = 3 }, 200));
        Assert.Equal("19·1·1·<x/>·", Client(new ReplaceFa { FaDataType = 1, Xml = "<x/>", ReqId = 5 }, 156));
        Assert.Equal("19·1·1·<x/>·5·", Client(new ReplaceFa { FaDataType = 1, Xml = "<x/>", ReqId = 5 }, 157));
        Assert.Equal("103·5·ok·", Server(new ReplaceFaEnd { ReqId = 5, Text = "ok" }, 200));
        Assert.Equal((1, "<x/>"), FaOf("16·1·1·<x/>·"));
        Assert.Equal("67·1·5·", Client(new QueryDisplayGroups { ReqId = 5 }, 200));
        Assert.Equal("68·1·5·4·", Client(new SubscribeToGroupEvents { ReqId = 5, GroupId = 4 }, 200));
        Assert.Equal("69·1·5·7@SMART·", Client(new UpdateDisplayGroup { ReqId = 5, ContractInfo = "7@SMART" }, 200));
        Assert.Equal("70·1·5·", Client(new UnsubscribeFromGroupEvents { ReqId = 5 }, 200));
        Assert.Equal("67·1·5·3|1·", Server(new DisplayGroupList { ReqId = 5, Groups = "3|1" }, 200));
        Assert.Equal("68·1·5·7@SMART·", Server(new DisplayGroupUpdated { ReqId = 5, ContractInfo = "7@SMART" }, 200));
        Assert.Equal("79·5·", Client(new ReqSoftDollarTiers { ReqId = 5 }, 200));
        Assert.Equal("77·5·1·n·v·d·", Server(new SoftDollarTiers { ReqId = 5, Tiers = [new() { Name = "n", Value = "v", DisplayName = "d" }] }, 200));
        Assert.Equal("78·1·DU1234567·F·", Server(new FamilyCodes { Codes = [new() { AccountID = "DU1234567", Code = "F" }] }, 200));
    }

    [Fact]
    public void Exchange_for_physical_ticks_and_the_delta_neutral_underlying()
    {
        var tick = FieldReader.FromServer(Bytes("47·1·5·38·1.5·+1.5·101.25·90·20261120·0.5·0.25·"), 200).Read<TickEfp>();
        Assert.Equal((5, 38, 1.5, "+1.5", 101.25), (tick.ReqId, tick.TickType, tick.BasisPoints, tick.FormattedBasisPoints, tick.ImpliedFuture));
        Assert.Equal((90, "20261120", 0.5, 0.25), (tick.HoldDays, tick.FutureLastTradeDate, tick.DividendImpact, tick.DividendsToLastTradeDate));
        var validation = FieldReader.FromServer(Bytes("56·1·5·7·0.5·190·"), 200).Read<DeltaNeutralValidation>();
        Assert.Equal((5, 7, 0.5, 190.0), (validation.ReqId, validation.ConId, validation.Delta, validation.Price));
    }

    [Fact]
    public void An_order_state_that_is_not_known_keeps_its_word()
    {
        var status = FieldReader.FromServer(Bytes("3·1·Melting·0·100·0·1·0·0·3·child,trigger·0·"), 200).Read<OrderStatus>();
        Assert.Equal((OrderStatusKind.Unknown, "Melting", "child,trigger"), (status.Status.Kind, status.Status.Text, status.WhyHeld));
        Assert.Equal("3·1·Melting·0·100·0·1·0·0·3·child,trigger·0·", Server(status, 200));
    }

    static (int, string) FaOf(string frame)
    {
        var m = FieldReader.FromServer(Bytes(frame), 200).Read<ReceiveFa>();
        return (m.FaDataType, m.Xml);
    }

    static string Server<T>(T message, int version) where T : IServerMessage<T>
    {
        var output = new ArrayBufferWriter<byte>();
        FieldWriter.WriteServer(output, message, version);
        return RecordedFrame.Show(output.WrittenSpan.ToArray());
    }

    static string Client<T>(T message, int version) where T : IClientMessage<T>
    {
        var output = new ArrayBufferWriter<byte>();
        FieldWriter.WriteClient(output, message, version);
        return RecordedFrame.Show(output.WrittenSpan.ToArray());
    }

    static byte[] Bytes(string frame) => Encoding.UTF8.GetBytes(frame.Replace('·', '\0'));
}
