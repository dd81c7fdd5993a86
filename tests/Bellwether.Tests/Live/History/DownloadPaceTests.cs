using Bellwether.Live;

namespace Bellwether.Tests.Live;

public sealed class DownloadPaceTests
{
    [Fact]
    public void At_the_pace_so_far_the_rest_takes_as_long_as_its_share()
    {
        var pace = new DownloadPace(40, isFine: false);
        Assert.Null(pace.Rest(0, TimeSpan.FromSeconds(9)));
        Assert.Equal(TimeSpan.FromSeconds(90), pace.Rest(10, TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.Zero, pace.Rest(40, TimeSpan.FromSeconds(70)));
    }

    [Fact]
    public void Fine_bars_take_ten_minutes_for_each_sixty_that_went_before_the_last()
    {
        // 150 requests: 60 at once, 60 after ten minutes, the last 30 after twenty.
        var pace = new DownloadPace(150, isFine: true);
        Assert.Equal(TimeSpan.FromMinutes(20) - TimeSpan.FromSeconds(6), pace.Rest(60, TimeSpan.FromSeconds(6)));
        Assert.Equal(TimeSpan.FromSeconds(6), new DownloadPace(60, isFine: true).Rest(30, TimeSpan.FromSeconds(6)));
    }
}
