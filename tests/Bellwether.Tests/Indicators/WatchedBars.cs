using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Indicators;
using Bellwether.Orders;
using Bellwether.Positions;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Strategies;
using Bellwether.Strategies.Conditions;

namespace Bellwether.Tests.Indicators;

/// <summary>Two symbols whose bars conditions and alerts are shown, minute by minute of one session, without an engine.</summary>
sealed class WatchedBars
{
    static readonly TradingSession Session = ExchangeCalendar.NewYork.SessionOn(new(2024, 3, 4))!;

    readonly BarMemory bars = new(2);
    readonly PositionBook positions = new(2, Money.FromDecimal(100_000));
    readonly OrderBook orders = new(2, 64);
    readonly PredictionBook predictions = new(2, 1, new PredictionLimits(NodaTime.Duration.FromMinutes(3)));
    readonly RiskGate risk;
    int minute;

    public WatchedBars() => risk = new RiskGate(new RiskLimits(Money.FromDecimal(1), Money.FromDecimal(1), Money.FromDecimal(1), 1), positions, orders);

    public IndicatorGraph Graph { get; } = new(IndicatorCatalogue.Standard, 2, name => name is "BRK.B" or "SPY" ? 1 : null);

    /// <summary>The next minute, in which the symbols close at these prices; NaN = no bar.</summary>
    public void Next(WatchedCondition? condition, AlertBook? alerts, List<string> spoken, bool isWarmUp, params double[] closes)
    {
        int[] symbols = [.. Enumerable.Range(0, closes.Length).Where(s => !double.IsNaN(closes[s]))];
        double[] prices = [.. symbols.Select(s => closes[s])];
        var slice = new Slice(symbols, prices, prices, prices, prices, prices);
        var when = SliceTime.In(Session, Session.OpenNanoseconds + (minute++ * EngineTime.Minute), EngineTime.Minute);
        bars.Update(slice);
        Graph.Update(slice, when);
        Time = when.Close;
        condition?.Observe(Context(), slice);
        alerts?.Observe(Context(), slice, isWarmUp, (rule, symbol) => spoken.Add($"{minute}: {rule.Name} {symbol}"));
    }

    /// <summary>The latest minute of the first symbol turns out to have closed at another price.</summary>
    public void Correct(WatchedCondition condition, double close)
    {
        bars.Update(new Slice([0], [close], [close], [close], [close], [close]));
        Graph.Revise(0, new Bar(Time - EngineTime.Minute, close, close, close, close, close), SliceTime.In(Session, Time - EngineTime.Minute, EngineTime.Minute));
        condition.ObserveAgain(Context(), 0);
    }

    public long Time { get; private set; }

    /// <summary>The values of a text bar by bar for a symbol that closes at these prices.</summary>
    public static double[] Values(string text, params double[] closes)
    {
        var watched = new WatchedBars();
        var condition = new WatchedCondition("when", text, watched.Graph, []);
        return [.. closes.Select(close =>
        {
            watched.Next(condition, null, [], false, close);
            return condition.Evaluate(watched.Context(), 0);
        })];
    }

    /// <summary>The values of a text for the first symbol, bar by bar, while the second one closes at prices of its own; NaN = no bar.</summary>
    public static double[] Values(string text, params (double Own, double Other)[] closes)
    {
        var watched = new WatchedBars();
        var condition = new WatchedCondition("when", text, watched.Graph, [("market", "sma(2) of SPY")]);
        return [.. closes.Select(close =>
        {
            watched.Next(condition, null, [], false, close.Own, close.Other);
            return condition.Evaluate(watched.Context(), 0);
        })];
    }

    public StrategyContext Context() => new(Time, Session.OpenNanoseconds, Session.CloseNanoseconds, bars, positions, orders, predictions, risk);
}
