using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using Bellwether.Tests;
using NodaTime;

namespace Bellwether.EndToEnd;

/// <summary>A run that keeps its minutes, beside the same run without.</summary>
public sealed class RecordingRunTests(ReplayedDay replayed) : IClassFixture<ReplayedDay>
{
    [Fact]
    public async Task A_recorded_day_is_in_the_store_as_it_was_played_and_decides_nothing()
    {
        var plain = await replayed.SummaryAsync();
        var recorded = (await BellwetherProcess.RunAsync(replayed.Folder, [.. ReplayedDay.Command(), "--set", "data.record=true", "--set", "data.directory=kept"])).Json;
        Assert.Equal(plain.GetProperty("decisionHash").GetString(), recorded.GetProperty("decisionHash").GetString());

        var session = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2013, 10, 7))!;
        using var store = BarStore.Open(Path.Combine(replayed.Folder, "kept"));
        foreach (var played in BarFolder.Load(TestData.Shared("data/equity/minute_trade"), ["SPY", "IBM", "BAC"]))
        {
            var kept = store.Read(played.Symbol, BarSpec.OneMinute, session.OpenNanoseconds, session.CloseNanoseconds, BarSource.Live);
            var (first, end) = (played.RowAtOrAfter(session.OpenNanoseconds), played.RowAtOrAfter(session.CloseNanoseconds));
            Assert.Equal(played.Time[first..end], kept.Time);
            // A recorded minute is played as twelve bars, which meet it in price and in volume.
            Assert.Equal(played.Close[first..end], kept.Close);
            Assert.Equal(played.Volume[first..end], kept.Volume);
        }
    }
}
