using Bellwether.Backtesting;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.MarketData;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Simulation;
using Bellwether.Strategies.Rules;

namespace Bellwether.Tests.Backtesting;

/// <summary>The rule of the parity data: two averages of the close, 100 shares, in and out at the close of the bar, one dollar an order.</summary>
static class SmaCrossRun
{
    public static BacktestResult Run(IReadOnlyList<BarColumns> columns)
    {
        var instruments = InstrumentTable.UsEquities(columns.Select(c => c.Symbol));
        var strategy = new RuleStrategy(new RuleStrategyOptions
        {
            Name = "sma-cross",
            Indicators = [("fast", "sma(10)"), ("slow", "sma(30)")],
            EnterLong = "fast - slow > 0.00015",
            ExitLong = "fast - slow < -0.00015",
        }, instruments.Count);
        return Backtest.Run(new EngineOptions
        {
            Instruments = instruments,
            Strategy = strategy,
            Sizing = new FixedShares(100),
            Limits = new RiskLimits(Dollars(1_000_000), Dollars(1_000_000), Dollars(1_000_000), 100_000),
            Predictions = new PredictionBook(instruments.Count, 1, new PredictionLimits(NodaTime.Duration.FromMinutes(3))),
            StartCash = Dollars(1_000_000),
            Armed = true,
            StartsReconciled = true,
        }, new VenueOptions(), columns);
    }

    static Money Dollars(decimal amount) => Money.FromDecimal(amount);
}
