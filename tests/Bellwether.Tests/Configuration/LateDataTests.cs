using Bellwether.Engine;
using Bellwether.MarketData;
using Bellwether.Running;

namespace Bellwether.Tests.Configuration;

public sealed class LateDataTests
{
    static LiveBarCounters Bars(long late, long amended) => new(1_000, 5, amended, late, 0, 0, 0, 0);

    [Fact]
    public void Nothing_is_said_when_everything_came_in_time() => Assert.Null(LateData.Sentence(Bars(0, 0), default));

    [Fact]
    public void What_was_left_out_is_told_with_what_to_do() =>
        Assert.Equal("late data: 3 five-second bars came after their minute was closed and were left out; data.barGrace waits longer, data.late: amend corrects the minute", LateData.Sentence(Bars(3, 0), default));

    [Fact]
    public void What_was_corrected_is_told_with_what_was_not() => Assert.Equal(
        "late data: 4 minutes were corrected by 6 five-second bars that came after the close, 1 were too long ago; 2 five-second bars came after their minute was closed and were left out",
        LateData.Sentence(Bars(2, 6), new RevisionCounts(4, 0, 1)));
}
