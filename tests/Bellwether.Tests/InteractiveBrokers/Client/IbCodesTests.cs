using System.Globalization;
using System.Text.RegularExpressions;
using Bellwether.InteractiveBrokers;
using Bellwether.Orders;

namespace Bellwether.Tests.InteractiveBrokers.Client;

public sealed partial class IbCodesTests
{
    /// <summary>Every code of the reference with its class there: N notice, W warning (it lives), E error (it ended), S system.</summary>
    public static IEnumerable<(int Code, string Class)> Reference()
    {
        var inTable = false;
        foreach (var line in File.ReadLines(TestData.Shared("protocol/tws-protocol.md")))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal)) inTable = line.StartsWith("# 5", StringComparison.Ordinal);
            if (!inTable || !line.StartsWith("| ", StringComparison.Ordinal)) continue;
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            foreach (Match run in Run().Matches(cells[1]))
            {
                var first = int.Parse(run.Groups[1].Value, CultureInfo.InvariantCulture);
                var last = run.Groups[2].Success ? int.Parse(run.Groups[2].Value, CultureInfo.InvariantCulture) : first;
                for (var code = first; code <= last; code++) yield return (code, cells[2]);
            }
        }
    }

    [Fact]
    public void Every_code_of_the_reference_is_known_and_agrees_with_its_class()
    {
        var codes = Reference().ToList();
        Assert.True(codes.Count > 200, $"only {codes.Count} codes were read from the reference");
        foreach (var (code, kind) in codes)
        {
            var known = IbCodes.Find(code);
            Assert.True(known.Class != IbCodeClass.Unclassified, $"{code} is not in the table");
            Assert.True(known.First <= code && code <= known.Last, $"{code}: found the row {known.First} to {known.Last}");
            // Warnings and notices never end anything; 10089 is a warning there and ends nothing here.
            if (kind is "N" or "W" && code != 161) Assert.False(known.Has(IbCodeEffects.EndsRequest), $"{code} lives, but ends its request here");
            if (kind == "S") Assert.True(known.Class is IbCodeClass.Connectivity or IbCodeClass.Fatal, $"{code} is about the session, but is {known.Class} here");
            if (kind == "E" && known.Class is not IbCodeClass.Order)
                Assert.True(known.Has(IbCodeEffects.EndsRequest) || known.Has(IbCodeEffects.CompetingSession), $"{code} ends its request, but does not here");
        }
    }

    [Fact]
    public void Client_and_engine_agree_on_what_refuses_an_order()
    {
        for (var code = 0; code <= 12_000; code++)
        {
            Assert.Equal(BrokerCodes.Classify(code) == CodeClass.PlacementRefusal, IbCodes.IsRefusal(code));
            Assert.Equal(BrokerCodes.Classify(code) == CodeClass.DuplicateId, IbCodes.Find(code).Has(IbCodeEffects.OrderIdInUse));
            // Nothing that the engine takes for a notice is an error of the order here.
            if (BrokerCodes.Classify(code) == CodeClass.Notice)
                Assert.True(IbCodes.Find(code).Class is IbCodeClass.Info or IbCodeClass.Warning or IbCodeClass.Connectivity or IbCodeClass.Order, $"{code}");
        }
    }

    [Fact]
    public void An_unknown_code_fails_a_question_and_changes_nothing_else()
    {
        var unknown = IbCodes.Find(98_765);
        Assert.Equal((IbCodeClass.Unclassified, IbCodeEffects.None), (unknown.Class, unknown.Effects));
        Assert.True(IbCodes.EndsQuestion(98_765));
        Assert.False(IbCodes.IsRefusal(98_765));
        Assert.Equal(IbCodeClass.Warning, IbCodes.Find(2198).Class);
        Assert.False(IbCodes.EndsQuestion(2198));
    }

    [Fact]
    public void The_table_has_meaning_for_each_code_and_advice_for_each_problem()
    {
        Assert.All(IbCodes.All, row =>
        {
            Assert.NotEmpty(row.Meaning);
            if (row.Class is IbCodeClass.Fatal or IbCodeClass.Connectivity) Assert.NotEmpty(row.Advice);
        });
        Assert.Equal(IbCodes.All.OrderBy(r => r.First), IbCodes.All);
    }

    [Theory]
    [InlineData("Historical Market Data Service error message:HMDS query returned no data: AAPL@SMART Trades", HistoryRefusal.NoData)]
    [InlineData("Historical Market Data Service error message:Historical data request pacing violation", HistoryRefusal.Pacing)]
    [InlineData("Historical Market Data Service error message:API historical data query cancelled: 7", HistoryRefusal.Cancelled)]
    [InlineData("Historical Market Data Service error message:No market data permissions for NYSE STK", HistoryRefusal.Other)]
    public void The_text_of_a_history_refusal_tells_what_it_is(string text, HistoryRefusal expected) => Assert.Equal(expected, HistoryRefusals.Read(text));

    [Fact]
    public void A_refusal_says_what_was_asked_what_came_and_what_to_do()
    {
        var problem = new IbRequestException("history of AAPL, 1 min, 1 D", 354, "Requested market data is not subscribed.");
        Assert.Equal(
            "history of AAPL, 1 min, 1 D: the gateway answered code 354 (live market data are not subscribed): Requested market data is not subscribed.. "
            + "Subscribe to the data at the broker, or ask for delayed data",
            problem.Message);
        Assert.Equal(IbCodeClass.Data, problem.Class);
    }

    [GeneratedRegex(@"(\d+)(?:\.\.(\d+))?")]
    private static partial Regex Run();
}
