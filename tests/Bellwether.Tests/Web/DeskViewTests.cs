using Bellwether.Core;
using Bellwether.Web;

namespace Bellwether.Tests.Web;

public sealed class DeskViewTests
{
    readonly DeskView view = new(Desks.Small, null);

    [Fact]
    public void The_day_is_realised_plus_unrealised_minus_commission()
    {
        // 1,200.75 + 34.00 − 4.60 = 1,230.15, the difference of the two equities.
        Assert.Equal(1_230.15m, view.DayProfit);
        Assert.Equal(1.23015m, view.DayProfitPercent);
    }

    [Fact]
    public void The_drawdown_counts_from_the_highest_equity() =>
        // 269.85 below 101,500.
        Assert.Equal(-0.2658621m, Math.Round(view.DrawdownPercent!.Value, 7));

    [Fact]
    public void A_new_high_is_no_drawdown() =>
        Assert.Equal(0m, new DeskView(Desks.Small with { PeakEquity = Desks.Dollars(101_230.15m) }, null).DrawdownPercent);

    [Fact]
    public void Open_risk_counts_the_distance_to_the_stop_for_covered_shares_only()
    {
        // Long 100 with 60 covered, 0.84 above the stop: 50.40. Short 50, 1.25 below the stop: 62.50. A stop already passed adds nothing.
        var snapshot = Desks.Small with
        {
            Positions =
            [
                Desks.Position("AMD", 100, 239.10m, 239.44m, stop: 238.60m, covered: 60),
                Desks.Position("JPM", -50, 309.00m, 309.25m, stop: 310.50m),
                Desks.Position("XOM", 10, 117.00m, 116.00m, stop: 116.50m),
                Desks.Position("QQQ", 10, 641.00m, 640.00m),
            ],
        };
        Assert.Equal(112.90m, new DeskView(snapshot, null).OpenRisk);
    }

    [Fact]
    public void Net_exposure_takes_short_value_off()
    {
        var snapshot = Desks.Small with { Positions = [Desks.Position("AMD", 100, 239m, 239.44m), Desks.Position("JPM", -50, 309m, 309.25m)] };
        Assert.Equal(23_944m - 15_462.50m, new DeskView(snapshot, null).Net);
    }

    [Fact]
    public void Before_the_first_snapshot_every_figure_is_missing()
    {
        var nothing = new DeskView(null, null);
        Assert.All([nothing.DayProfit, nothing.DayProfitPercent, nothing.DrawdownPercent, nothing.GrossPercent, nothing.Net, nothing.OpenRisk], Assert.Null);
    }

    [Fact]
    public void An_account_without_equity_has_no_percentages() =>
        Assert.Null(new DeskView(Desks.Small with { Equity = Money.Zero, StartEquity = Money.Zero }, null).GrossPercent);
}
