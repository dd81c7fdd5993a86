using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.Positions;

namespace Bellwether.Strategies.Expressions;

/// <summary>
/// A compiled condition or amount. Values are <see cref="double"/>; a condition is 1 (true), 0 (false) or NaN (unknown: an indicator that is not ready, a
/// prediction that is not there). Unknown is never taken for true or false: logic is three-valued (Kleene).
/// </summary>
abstract class Expression
{
    public abstract double Evaluate(in StrategyContext context, int symbol);
}

sealed class Constant(double value) : Expression
{
    public override double Evaluate(in StrategyContext context, int symbol) => value;
}

sealed class IndicatorValue(IndicatorLine line) : Expression
{
    public override double Evaluate(in StrategyContext context, int symbol) => line[symbol];
}

/// <summary>An amount or a condition as it is for another symbol.</summary>
sealed class OfSymbol(Expression inner, int other) : Expression
{
    public override double Evaluate(in StrategyContext context, int symbol) => inner.Evaluate(context, other);
}

sealed class BarField(string name) : Expression
{
    readonly char field = name[0];

    public override double Evaluate(in StrategyContext context, int symbol) => field switch
    {
        'o' => context.Bars.Open[symbol],
        'h' => context.Bars.High[symbol],
        'l' => context.Bars.Low[symbol],
        'c' => context.Bars.Close[symbol],
        _ => context.Bars.Volume[symbol],
    };
}

enum ContextField { Position, PredictionDirection, PredictionConfidence, PredictionAge, MinutesSinceOpen, MinutesToClose, UnrealisedPercent }

sealed class ContextValue(ContextField field) : Expression
{
    public override double Evaluate(in StrategyContext context, int symbol)
    {
        switch (field)
        {
            case ContextField.Position: return context.Positions[symbol].Quantity.ToDouble();
            case ContextField.MinutesSinceOpen: return (context.Time - context.SessionOpen) / (double)EngineTime.Minute;
            case ContextField.MinutesToClose: return (context.SessionClose - context.Time) / (double)EngineTime.Minute;
            case ContextField.UnrealisedPercent: return Unrealised(context.Positions[symbol]);
        }
        if (!context.Predictions.TryLatest(symbol, out var latest)) return double.NaN;
        var prediction = latest.Prediction;
        return field switch
        {
            ContextField.PredictionDirection => prediction.Direction,
            ContextField.PredictionConfidence => prediction.Confidence,
            _ => (context.Time - prediction.AsOf) / (double)EngineTime.Second,
        };
    }

    static double Unrealised(in Position position) =>
        position.IsFlat || position.Cost == Money.Zero ? double.NaN : 100.0 * position.Unrealised.Micros / Math.Abs((double)position.Cost.Micros);
}

enum Operation { Add, Subtract, Multiply, Divide, Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual, And, Or, Min, Max }

sealed class Binary(Operation operation, Expression left, Expression right) : Expression
{
    /// <summary>What a comparison compares; null for anything else.</summary>
    public Expression? Compared => operation is >= Operation.Less and <= Operation.NotEqual ? left : null;

    public override double Evaluate(in StrategyContext context, int symbol)
    {
        var a = left.Evaluate(context, symbol);
        switch (operation)
        {
            case Operation.And when a == 0: return 0;
            case Operation.Or when a == 1: return 1;
        }
        var b = right.Evaluate(context, symbol);
        switch (operation)
        {
            case Operation.And: return b == 0 ? 0 : a + b == 2 ? 1 : double.NaN;
            case Operation.Or: return b == 1 ? 1 : a + b == 0 ? 0 : double.NaN;
            case Operation.Add: return a + b;
            case Operation.Subtract: return a - b;
            case Operation.Multiply: return a * b;
            case Operation.Divide: return b == 0 ? double.NaN : a / b;
            case Operation.Min: return Math.Min(a, b);
            case Operation.Max: return Math.Max(a, b);
        }
        if (double.IsNaN(a) || double.IsNaN(b)) return double.NaN;
        return operation switch
        {
            Operation.Less => a < b,
            Operation.LessOrEqual => a <= b,
            Operation.Greater => a > b,
            Operation.GreaterOrEqual => a >= b,
            Operation.Equal => a == b,
            _ => a != b,
        } ? 1 : 0;
    }
}

sealed class Not(Expression inner) : Expression
{
    public override double Evaluate(in StrategyContext context, int symbol) => 1 - inner.Evaluate(context, symbol);
}

sealed class Negate(Expression inner) : Expression
{
    public override double Evaluate(in StrategyContext context, int symbol) => -inner.Evaluate(context, symbol);
}

sealed class Absolute(Expression inner) : Expression
{
    public override double Evaluate(in StrategyContext context, int symbol) => Math.Abs(inner.Evaluate(context, symbol));
}
