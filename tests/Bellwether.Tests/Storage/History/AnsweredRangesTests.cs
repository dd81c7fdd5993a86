using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Tests.Storage;

public sealed class AnsweredRangesTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-answered-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static TimeRange Session(int day) => ExchangeCalendar.NewYork.SessionOn(new LocalDate(2024, 11, day))!.Range(SessionHours.Regular);

    [Fact]
    public void What_was_answered_is_known_after_a_restart_and_sessions_that_follow_each_other_are_one_stretch()
    {
        var first = AnsweredRanges.Load(folder, "IBM", BarSpec.OneMinute);
        Assert.True(first.Of(SessionHours.Regular).IsEmpty);
        // Wednesday, and the half day after Thanksgiving.
        first.With(SessionHours.Regular, [Session(27)]).With(SessionHours.Regular, [Session(29)]).WithBegin(Session(4).From).Save();

        var second = AnsweredRanges.Load(folder, "IBM", BarSpec.OneMinute);
        var range = Assert.Single(second.Of(SessionHours.Regular).Items);
        Assert.Equal((Session(27).From, Session(4).From), (range.From, second.Begin));
        Assert.True(range.To > Session(29).To);
        Assert.True(AnsweredRanges.Load(folder, "IBM", BarSpec.Daily).Regular.IsEmpty);
        Assert.True(AnsweredRanges.Load(folder, "SPY", BarSpec.OneMinute).Regular.IsEmpty);
    }

    [Fact]
    public void An_answer_in_the_middle_of_a_session_reaches_no_further_than_itself()
    {
        var part = new TimeRange(Session(27).From, Session(27).To - EngineTime.Minute);
        Assert.Equal([part], AnsweredRanges.Load(folder, "IBM", BarSpec.OneMinute).With(SessionHours.Regular, [part]).Regular.Items);
    }

    [Fact]
    public void Extended_hours_answer_for_regular_ones_and_not_the_other_way_round()
    {
        var session = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2024, 11, 27))!;
        var regular = AnsweredRanges.Load(folder, "IBM", BarSpec.OneMinute).With(SessionHours.Regular, [session.Range(SessionHours.Regular)]);
        Assert.True(regular.Of(SessionHours.Extended).IsEmpty);
        var extended = AnsweredRanges.Load(folder, "IBM", BarSpec.OneMinute).With(SessionHours.Extended, [session.Range(SessionHours.Extended)]);
        Assert.True(extended.Of(SessionHours.Regular).MissingFrom(session.Range(SessionHours.Regular)).IsEmpty);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"rth":[["2024-11-27T14:30:00Z"]],"all":[]}""")]
    [InlineData("""{"rth":[["2024-11-27T14:30:00Z","2024-11-27T14:30:00Z"]]}""")]
    [InlineData("""{"rth":[["yesterday","2024-11-27T14:30:00Z"]]}""")]
    public void A_damaged_file_is_named_with_what_to_do(string text)
    {
        AnsweredRanges.Load(folder, "IBM", BarSpec.OneMinute).WithBegin(0).Save();
        var path = Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        File.WriteAllText(path, text);
        var problem = Assert.Throws<DataFileException>(() => AnsweredRanges.Load(folder, "IBM", BarSpec.OneMinute));
        Assert.Equal(path, problem.Path);
        Assert.Contains("remove it", problem.Message, StringComparison.Ordinal);
    }
}
