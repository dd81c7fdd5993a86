using Bellwether.MarketData;

namespace Bellwether.Strategies.Expressions;

enum SessionField { PriorClose, AverageVolume, SpreadMean, PreMarketHigh, PreMarketLow, RealisedVolatility }

/// <summary>A statistic of the symbol's session in progress; unknown before the session has told anything of it.</summary>
sealed class SessionValue(SessionBoard sessions, SessionField field) : Expression
{
    public override double Evaluate(in StrategyContext context, int symbol)
    {
        if (!sessions.TryRead(symbol, out var opened, out var session)) return double.NaN;
        if (opened != context.SessionOpen)
        {
            // Of this session nothing has come yet: the last one that is known ended before it.
            return field == SessionField.PriorClose && opened < context.SessionOpen ? double.IsNaN(session.Close) ? session.PriorClose : session.Close : double.NaN;
        }
        return field switch
        {
            SessionField.PriorClose => session.PriorClose,
            SessionField.AverageVolume => session.AverageVolume,
            SessionField.SpreadMean => session.SpreadMean,
            SessionField.PreMarketHigh => session.PreMarketHigh,
            SessionField.PreMarketLow => session.PreMarketLow,
            _ => session.RealisedVolatility,
        };
    }
}
