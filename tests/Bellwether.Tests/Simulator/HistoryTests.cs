using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.Simulator;

public sealed class HistoryTests
{
    [Theory]
    // A session of 390 minutes, 23,400 seconds; longer bars end on the clock, so that the first one is short when the clock does not fit 09:30.
    [InlineData("1 secs", 23_400)]
    [InlineData("5 secs", 4_680)]
    [InlineData("10 secs", 2_340)]
    [InlineData("15 secs", 1_560)]
    [InlineData("30 secs", 780)]
    [InlineData("1 min", 390)]
    [InlineData("2 mins", 195)]
    [InlineData("3 mins", 130)]
    [InlineData("5 mins", 78)]
    [InlineData("10 mins", 39)]
    [InlineData("15 mins", 26)]
    [InlineData("20 mins", 20)] // 09:30, 09:40, 10:00 … 15:40
    [InlineData("30 mins", 13)]
    [InlineData("1 hour", 7)] // 09:30, 10:00 … 15:00
    [InlineData("2 hours", 4)] // 09:30, 10:00, 12:00, 14:00
    [InlineData("3 hours", 3)] // 09:30, 12:00, 15:00
    [InlineData("4 hours", 2)] // 09:30, 12:00
    [InlineData("8 hours", 1)]
    [InlineData("1 day", 1)]
    [InlineData("1W", 1)]
    [InlineData("1 month", 1)]
    public void A_session_has_so_many_bars(string size, int count)
    {
        // Wednesday, 26 November 2025, as seen a few sessions later.
        var bars = new HistoryFixture().Bars(size, "1 D", end: "20251126 16:00:00 US/Eastern");
        Assert.Equal(count, bars.Count);
        Assert.Equal(size is "1 day" or "1W" or "1 month" ? "20251126" : (new DateTimeOffset(2025, 11, 26, 14, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture), bars[0].Date);
        Assert.All(bars, b => Assert.True(b.Low <= Math.Min(b.Open, b.Close) && b.High >= Math.Max(b.Open, b.Close) && b.Volume > 0 && (double)b.Wap >= b.Low - 1e-6 && (double)b.Wap <= b.High + 1e-6, $"{b.Date} {b.Open} {b.High} {b.Low} {b.Close} {b.Wap}"));
    }

    [Theory]
    [InlineData("1 min", 210)]
    [InlineData("1 hour", 4)] // 09:30, 10:00, 11:00, 12:00
    [InlineData("1 day", 1)]
    public void A_half_day_ends_at_one(string size, int count)
    {
        var bars = new HistoryFixture().Bars(size, "1 D", end: "20251201 09:00:00 US/Eastern", format: 1);
        Assert.Equal(count, bars.Count);
        Assert.StartsWith("20251128", bars[^1].Date, StringComparison.Ordinal);
        if (size == "1 min") Assert.Equal("20251128 12:59:00 US/Eastern", bars[^1].Date);
    }

    [Theory]
    [InlineData("1 D", "20251128")]
    [InlineData("2 D", "20251126")] // The 27th is Thanksgiving.
    [InlineData("1 W", "20251124")]
    [InlineData("1 M", "20251029")] // After 28 October.
    [InlineData("1 Y", "20241129")] // After 28 November 2024.
    [InlineData("5 Y", "20201130")] // After 28 November 2020, a Saturday.
    public void Durations_go_back_sessions_and_the_calendar(string duration, string first)
    {
        // The gateway stands at 09:29:55 on 1 December 2025.
        var bars = new HistoryFixture().Bars("1 day", duration);
        Assert.Equal((first, "20251128"), (bars[0].Date, bars[^1].Date));
    }

    [Fact]
    public void Seconds_count_time_in_which_the_market_traded()
    {
        var bars = new HistoryFixture().Bars("1 min", "18000 S", end: "20251201 08:00:00 US/Eastern");
        // Five hours: the 210 minutes of the short Friday, and the last 90 of Wednesday, from 14:30 on.
        Assert.Equal(300, bars.Count);
        Assert.Equal(new DateTimeOffset(2025, 11, 26, 19, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds(), HistoryFixture.Seconds(bars[0]));
    }

    [Theory]
    [InlineData("TRADES")]
    [InlineData("MIDPOINT")]
    [InlineData("BID")]
    [InlineData("ASK")]
    public void Longer_bars_are_made_of_exactly_the_shorter_ones(string show)
    {
        // Two sessions of history, a session as it ran, and 47 minutes and 35 seconds of the running one.
        var desk = new HistoryFixture(47 * 60 + 35, history: 2);
        foreach (var (shorter, longer, duration) in new[]
        {
            ("1 secs", "5 secs", "3600 S"), ("5 secs", "30 secs", "1 D"), ("5 secs", "1 min", "2 D"), ("30 secs", "5 mins", "2 D"), ("1 min", "2 mins", "3 D"), ("1 min", "3 mins", "3 D"),
            ("1 min", "15 mins", "1 W"), ("1 min", "20 mins", "1 W"), ("5 mins", "1 hour", "1 W"), ("30 mins", "4 hours", "1 W"), ("1 hour", "8 hours", "2 W"), ("1 min", "1 day", "2 W"),
        })
        {
            var (few, many) = (desk.Bars(longer, duration, show), desk.Bars(shorter, duration, show));
            var starts = few.Select(b => longer == "1 day" ? Midnight(b.Date) : HistoryFixture.Seconds(b)).ToList();
            var groups = many.GroupBy(b => starts.FindLastIndex(s => s <= HistoryFixture.Seconds(b))).OrderBy(g => g.Key).ToList();
            Assert.Equal(Enumerable.Range(0, few.Count), groups.Select(g => g.Key));
            foreach (var group in groups)
            {
                var (one, parts) = (few[group.Key], group.ToList());
                Assert.Equal(
                    (longer, one.Date, parts[0].Open, parts.Max(p => p.High), parts.Min(p => p.Low), parts[^1].Close, show == "TRADES" ? parts.Sum(p => p.Volume) : -1, show == "TRADES" ? parts.Sum(p => p.BarCount) : -1),
                    (longer, one.Date, one.Open, one.High, one.Low, one.Close, one.Volume, one.BarCount));
            }
        }
    }

    [Theory]
    [InlineData("TRADES")]
    [InlineData("MIDPOINT")]
    [InlineData("BID")]
    [InlineData("ASK")]
    public void What_was_streamed_is_what_history_says(string show)
    {
        var desk = new HistoryFixture(-5);
        desk.Client.Send(new ReqRealTimeBars { ReqId = 9, Contract = WireClient.Stock("AAPL"), WhatToShow = show });
        desk.To(600);
        var streamed = desk.Client.Take<RealTimeBar>().Select(b => (b.Time, b.Open, b.High, b.Low, b.Close, b.Volume, b.Wap, b.Count)).ToList();
        var told = desk.Bars("5 secs", "600 S", show, end: "20251201 09:40:00 US/Eastern").Select(b => (HistoryFixture.Seconds(b), b.Open, b.High, b.Low, b.Close, b.Volume, b.Wap, b.BarCount)).ToList();
        Assert.Equal(120, streamed.Count);
        Assert.Equal(streamed, told);
    }

    [Theory]
    [InlineData("Last", "TRADES")]
    [InlineData("BidAsk", "BID_ASK")]
    public void Ticks_that_were_streamed_are_the_past_ticks(string kind, string show)
    {
        var desk = new HistoryFixture(60);
        desk.Client.Send(new ReqTickByTickData { ReqId = 9, Contract = WireClient.Stock("AAPL"), TickType = kind });
        desk.To(360);
        var streamed = desk.Client.Take<TickByTick>().Where(t => t.Time > (HistoryFixture.Open / EngineTime.Second) + 61).ToList();
        var messages = desk.Answer(new ReqHistoricalTicks { ReqId = 8, Contract = WireClient.Stock("AAPL"), StartDateTime = "20251201 09:31:02 US/Eastern", NumberOfTicks = 1_000, WhatToShow = show, UseRth = true });
        if (show == "TRADES")
        {
            var past = messages.OfType<HistoricalTicksLast>().Single();
            Assert.True(past.Done);
            Assert.Equal(streamed.Select(t => (t.Time, t.Price, t.Size, t.Exchange)), past.Ticks.Take(streamed.Count).Select(t => (t.Time, t.Price, t.Size, t.Exchange)));
        }
        else
        {
            // A stream leaves out what changes no quote.
            var past = messages.OfType<HistoricalTicksBidAsk>().Single().Ticks.Select(t => (t.Time, t.PriceBid, t.PriceAsk, t.SizeBid, t.SizeAsk)).ToHashSet();
            Assert.All(streamed, t => Assert.Contains((t.Time, t.BidPrice, t.AskPrice, t.BidSize, t.AskSize), past));
        }
        Assert.True(streamed.Count > 100);
    }

    [Fact]
    public void The_latest_ticks_come_before_the_stream_when_asked_for()
    {
        var desk = new HistoryFixture(60);
        var first = desk.Answer(new ReqTickByTickData { ReqId = 9, Contract = WireClient.Stock("AAPL"), TickType = "Last", NumberOfTicks = 10 });
        var past = first.OfType<HistoricalTicksLast>().Single();
        Assert.Equal((9, 10), (past.ReqId, past.Ticks.Length));
        Assert.Equal(past.Ticks.OrderBy(t => t.Time).Select(t => t.Time), past.Ticks.Select(t => t.Time));
        desk.To(75);
        Assert.NotEmpty(desk.Client.Take<TickByTick>());
    }

    [Theory]
    [InlineData("20251126 15:59:30 US/Eastern", "", 20)]
    [InlineData("", "20251126 12:00:00 US/Eastern", 50)]
    public void Past_ticks_reach_behind_the_start_of_the_gateway(string start, string end, int count)
    {
        var messages = new HistoryFixture().Answer(new ReqHistoricalTicks { ReqId = 8, Contract = WireClient.Stock("AAPL"), StartDateTime = start, EndDateTime = end, NumberOfTicks = count, WhatToShow = "MIDPOINT", UseRth = true });
        var ticks = messages.OfType<HistoricalTicks>().Single().Ticks;
        Assert.Equal(count, ticks.Length);
        Assert.Equal(ticks.OrderBy(t => t.Time).Select(t => t.Time), ticks.Select(t => t.Time));
    }

    [Theory]
    [InlineData("1 secs", "60 S", 60)]
    [InlineData("5 secs", "120 S", 24)]
    [InlineData("1 min", "3600 S", 61)] // The running minute is the last one, the first one is whole.
    public void A_live_like_market_has_a_past_without_holes(string size, string duration, int count)
    {
        var market = new LiveLikeMarket(InstrumentTable.UsEquities("AAPL"), NodaTime.Instant.FromUtc(2026, 11, 22, 17, 34, 56), new LiveLikeMarketOptions());
        var core = new GatewayCore(market, new GatewayOptions { LockstepClients = 0, Speed = 1 });
        core.Move();
        var client = new WireClient(core).Hello().Start(1);
        client.Take();
        while (core.Now % EngineTime.Minute != 10 * EngineTime.Second) core.Move();
        client.Send(new ReqHistoricalData { ReqId = 1, Contract = WireClient.Stock("AAPL"), BarSizeSetting = size, DurationStr = duration, UseRTH = true, FormatDate = 2, WhatToShow = "TRADES" });
        core.Move();
        Assert.InRange(client.Take<HistoricalData>().Single().Bars.Length, count, count + 1);
    }

    [Fact]
    public void Only_those_who_ask_for_all_hours_see_the_pre_market_and_an_order_for_it_executes_there()
    {
        var market = new SyntheticMarket(InstrumentTable.UsEquities("AAPL"), new SyntheticMarketOptions { FirstSession = new LocalDate(2025, 12, 1), HistorySessions = 0, ExtendedHours = true });
        var desk = new HistoryFixture(-3_600, market: market); // 08:30 in New York.
        desk.Client.Send(new ReqRealTimeBars { ReqId = 1, Contract = WireClient.Stock("AAPL"), WhatToShow = "TRADES", UseRTH = true })
            .Send(new ReqRealTimeBars { ReqId = 2, Contract = WireClient.Stock("AAPL"), WhatToShow = "TRADES" });
        var order = new Order { Action = "BUY", TotalQuantity = 1, OrderType = "LMT", LmtPrice = 2_000, OutsideRth = true, Transmit = true };
        desk.Client.Send(new PlaceOrder { OrderId = 1, Contract = WireClient.Stock("AAPL"), Order = order });
        desk.To(-3_000);
        var messages = desk.Client.Take();
        Assert.NotEmpty(messages.OfType<RealTimeBar>());
        Assert.All(messages.OfType<RealTimeBar>(), b => Assert.Equal(2, b.ReqId));
        Assert.Equal(1, messages.OfType<ExecDetails>().Sum(e => e.Shares));
        Assert.All(desk.Bars("1 min", "1 D"), b => Assert.True(HistoryFixture.Seconds(b) < HistoryFixture.Open / EngineTime.Second - 86_400));
        desk.To(60);
        Assert.Contains(desk.Bars("1 hour", "1 D", regular: false, format: 1), b => b.Date == "20251201 08:00:00 US/Eastern");
        Assert.Equal("20251201 09:30:00 US/Eastern", desk.Bars("1 hour", "1 D", format: 1)[0].Date);
    }

    [Fact]
    public void Bid_ask_bars_hold_averages_and_the_span()
    {
        var desk = new HistoryFixture(600);
        var (both, bid, ask) = (desk.Bars("1 min", "600 S", "BID_ASK"), desk.Bars("1 min", "600 S", "BID"), desk.Bars("1 min", "600 S", "ASK"));
        Assert.Equal(bid.Count, both.Count);
        for (var i = 0; i < both.Count; i++)
        {
            Assert.Equal((ask[i].High, bid[i].Low), (both[i].High, both[i].Low));
            Assert.InRange(both[i].Open, bid[i].Low, bid[i].High);
            Assert.InRange(both[i].Close, ask[i].Low, ask[i].High);
        }
    }

    [Fact]
    public void Bars_kept_up_to_date_end_as_history_has_them()
    {
        var desk = new HistoryFixture(90);
        var first = desk.Ask("1 min", "1 D", keep: true);
        Assert.Equal(2, first.OfType<HistoricalData>().Single().Bars.Length); // 09:30, and 09:31 as far as it has come.
        desk.To(245);
        var updates = desk.Client.Take<HistoricalDataUpdate>();
        Assert.True(updates.Count is >= 25 and <= 32, $"{updates.Count} updates in 155 seconds");
        var latest = updates.GroupBy(u => u.Date).Select(g => g.Last()).Select(u => (u.Date, u.Open, u.High, u.Low, u.Close, u.Volume, u.Wap, u.BarCount)).ToList();
        var bars = desk.Bars("1 min", "1 D").Select(b => (b.Date, b.Open, b.High, b.Low, b.Close, b.Volume, b.Wap, b.BarCount)).ToList();
        Assert.Equal(bars[1..4], latest[..3]);
        Assert.Equal("error 4 162; error 4 366", string.Join("; ", desk.Answer(new CancelHistoricalData { ReqId = 4 }).Concat(desk.Answer(new CancelHistoricalData { ReqId = 4 })).OfType<ErrMsg>().Select(e => $"error {e.Id} {e.ErrorCode}")));
        desk.To(300);
        Assert.Empty(desk.Client.Take<HistoricalDataUpdate>());
    }

    [Theory]
    [InlineData("7 mins", "1 D", "TRADES", "", false, 321)]
    [InlineData("1 min", "1", "TRADES", "", false, 321)]
    [InlineData("1 min", "366 D", "TRADES", "", false, 321)]
    [InlineData("1 min", "1 D", "NEWS", "", false, 321)]
    [InlineData("1 min", "1 D", "HISTORICAL_VOLATILITY", "", false, 162)]
    [InlineData("1 min", "1 D", "ADJUSTED_LAST", "20251126 16:00:00 UTC", false, 321)]
    [InlineData("1 min", "1 D", "TRADES", "20251126 16:00:00 UTC", true, 321)]
    [InlineData("1 secs", "60 S", "TRADES", "", true, 321)]
    [InlineData("1 min", "1 D", "BID_ASK", "", true, 321)]
    [InlineData("1 min", "1 D", "TRADES", "26.11.2025", false, 10314)]
    [InlineData("1 min", "1 D", "TRADES", "20251126 16:00:00 Nowhere", false, 10314)]
    [InlineData("1 min", "1 D", "TRADES", "19990104 16:00:00 UTC", false, 162)]
    [InlineData("1 secs", "1 Y", "TRADES", "", false, 162)]
    [InlineData("5 secs", "1 D", "TRADES", "20250102 16:00:00 US/Eastern", false, 162)] // Older than six months.
    [InlineData("1 hour", "1 D", "SCHEDULE", "", false, 321)]
    public void What_cannot_be_answered_is_an_error_that_says_why(string size, string duration, string show, string end, bool keep, int code)
    {
        var error = Assert.Single(new HistoryFixture().Ask(size, duration, show, end, keep: keep).OfType<ErrMsg>());
        Assert.Equal((4, code), (error.Id, error.ErrorCode));
    }

    [Theory]
    [InlineData("20251126 16:00:00 US/Eastern", false)]
    [InlineData("20251126 21:00:00 UTC", false)]
    [InlineData("20251126-21:00:00", false)]
    [InlineData("20251126 22:00:00 Europe/Berlin", false)]
    [InlineData("20251126 16:00:00", true)]
    public void The_end_may_be_written_in_any_zone(string end, bool warned)
    {
        var messages = new HistoryFixture().Ask("1 hour", "1 D", end: end, format: 1);
        Assert.Equal("20251126 15:00:00 US/Eastern", messages.OfType<HistoricalData>().Single().Bars[^1].Date);
        Assert.Equal(warned ? [2174] : [], messages.OfType<ErrMsg>().Select(e => e.ErrorCode));
    }

    [Fact]
    public void Weeks_and_months_carry_the_date_of_their_last_session()
    {
        var desk = new HistoryFixture();
        Assert.Equal(["20251107", "20251114", "20251121", "20251128"], desk.Bars("1W", "4 W").Select(b => b.Date).TakeLast(4));
        Assert.Equal(["20250930", "20251031", "20251128"], desk.Bars("1M", "3 M").Select(b => b.Date).TakeLast(3));
    }

    [Fact]
    public void The_schedule_names_sessions_and_their_hours()
    {
        var schedule = new HistoryFixture().Ask("1 day", "3 D", "SCHEDULE", end: "20251129 12:00:00 US/Eastern").OfType<HistoricalSchedule>().Single();
        Assert.Equal(("US/Eastern", "20251125-09:30:00", "20251128-13:00:00"), (schedule.TimeZone, schedule.StartDateTime, schedule.EndDateTime));
        Assert.Equal(["20251125", "20251126", "20251128"], schedule.Sessions.Select(s => s.RefDate));
        Assert.Equal(("20251126-09:30:00", "20251126-16:00:00"), (schedule.Sessions[1].StartDateTime, schedule.Sessions[1].EndDateTime));
    }

    [Fact]
    public void The_head_of_history_is_where_the_oldest_bar_is()
    {
        var desk = new HistoryFixture();
        var head = desk.Answer(new ReqHeadTimestamp { ReqId = 3, Contract = WireClient.Stock("AAPL"), WhatToShow = "TRADES", UseRTH = true, FormatDate = 2 }).OfType<HeadTimestamp>().Single().Value;
        Assert.Equal("20150224-14:30:00", desk.Answer(new ReqHeadTimestamp { ReqId = 3, Contract = WireClient.Stock("AAPL"), WhatToShow = "TRADES", UseRTH = true, FormatDate = 1 }).OfType<HeadTimestamp>().Single().Value);
        Assert.Equal(new DateTimeOffset(2015, 2, 24, 14, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds(), long.Parse(head, CultureInfo.InvariantCulture));
        Assert.Equal("20150224", desk.Bars("1 day", "20 Y")[0].Date);
    }

    [Fact]
    public void A_histogram_adds_up_to_the_volume()
    {
        var desk = new HistoryFixture();
        var points = desk.Answer(new ReqHistogramData { ReqId = 3, Contract = WireClient.Stock("AAPL"), UseRTH = true, TimePeriod = "3 days" }).OfType<HistogramData>().Single().Points;
        Assert.Equal(desk.Bars("1 day", "3 D").Sum(b => b.Volume), points.Sum(p => p.Size));
        Assert.Equal(points.OrderBy(p => p.Price).Select(p => p.Price), points.Select(p => p.Price));
    }

    [Fact]
    public void The_same_seed_tells_the_same_past_whenever_it_is_asked()
    {
        static string Text(HistoryFixture desk) => string.Join('\n', desk.Bars("1 hour", "1 M", end: "20251101 00:00:00 UTC").Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Date} {b.Open} {b.Close} {b.Volume} {b.Wap}")));
        var other = new HistoryFixture(300);
        other.Bars("1 day", "5 Y");
        Assert.Equal(Text(new HistoryFixture()), Text(other));
        Assert.NotEqual(Text(new HistoryFixture(seed: 8)), Text(other));
    }

    [Fact]
    public void The_past_joins_the_market_without_a_jump()
    {
        var desk = new HistoryFixture(60);
        var days = desk.Bars("1 day", "1 Y");
        Assert.True(days.Count > 240);
        for (var i = 1; i < days.Count; i++) Assert.InRange(days[i].Open / days[i - 1].Close, 0.85, 1.15);
    }

    [Fact]
    public void Any_request_for_bars_is_answered_with_bars_within_it_or_an_error()
    {
        var desk = new HistoryFixture(20 * 60 + 7, version: 195);
        var sizes = new[] { "1 secs", "5 secs", "10 secs", "15 secs", "30 secs", "1 min", "2 mins", "3 mins", "5 mins", "10 mins", "15 mins", "20 mins", "30 mins", "1 hour", "2 hours", "3 hours", "4 hours", "8 hours", "1 day", "1W", "1M" };
        var size = Of(sizes);
        var duration = Gen.Select(Gen.Int[1, 40], Of("S", "S", "D", "W", "M", "Y"), (n, unit) => unit == "S" ? $"{n * 97} S" : $"{n} {unit}");
        var end = Gen.OneOf(Gen.Const(""), Gen.Int[0, 400_000_000].Select(back => new DateTimeOffset(2025, 12, 1, 20, 0, 0, TimeSpan.Zero).AddSeconds(-back).ToString("yyyyMMdd-HH:mm:ss", CultureInfo.InvariantCulture)));
        var show = Of("TRADES", "MIDPOINT", "BID", "ASK", "BID_ASK");
        Gen.Select(size, duration, end, show, Gen.Bool).Sample((size, duration, end, show, regular) =>
        {
            var messages = desk.Ask(size, duration, show, end, regular);
            if (messages.OfType<HistoricalData>().SingleOrDefault() is not { } data) return messages.OfType<ErrMsg>().Any(e => e.Id == 4 && e.ErrorCode is 162 or 321);
            var dated = size is "1 day" or "1W" or "1M";
            var (from, to) = (Instant(data.StartDateStr), Instant(data.EndDateStr));
            var times = data.Bars.Select(b => dated ? Midnight(b.Date) : HistoryFixture.Seconds(b)).ToList();
            return times.Count > 0 && times.Zip(times.Skip(1)).All(p => p.First < p.Second) && times[0] >= (dated ? from - 86_400 : from) && times[^1] < to
                && data.Bars.All(b => b.Low > 0 && b.Low <= b.Open && b.Low <= b.Close && b.High >= b.Open && b.High >= b.Close);
        }, iter: 150, threads: 1);
    }

    static Gen<string> Of(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    static long Midnight(string date) =>
        ExchangeCalendar.NewYork.Zone.AtStartOfDay(NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd").Parse(date).Value).ToInstant().ToUnixTimeSeconds();

    static long Instant(string text) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd HH:mm:ss").Parse(text[..17]).Value.InZoneLeniently(ExchangeCalendar.NewYork.Zone).ToInstant().ToUnixTimeSeconds();
}
