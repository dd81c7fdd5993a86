using Bellwether.Strategies.Expressions;

namespace Bellwether.Strategies.Conditions;

/// <summary>The first amount lies within so many percent of the second: |first − second| ≤ percent / 100 · |second|.</summary>
sealed class Within(Expression first, Expression second, Expression percent) : Expression
{
    public override double Evaluate(in StrategyContext context, int symbol)
    {
        var to = second.Evaluate(context, symbol);
        var distance = Math.Abs(first.Evaluate(context, symbol) - to) - (percent.Evaluate(context, symbol) / 100 * Math.Abs(to));
        return double.IsNaN(distance) ? double.NaN : distance <= 0 ? 1 : 0;
    }
}
