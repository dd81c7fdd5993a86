using Bellwether.Core;
using NodaTime;

namespace Bellwether.Simulation;

/// <summary>What a market can tell of the time before its <see cref="IMarket.History"/> begins: minute bars, made when asked for, always the same.</summary>
public interface IMarketPast
{
    /// <summary>New York date of the earliest session.</summary>
    LocalDate First { get; }

    /// <summary>New York date of the last session before the history begins; before <see cref="First"/> when there is none.</summary>
    LocalDate Last { get; }

    /// <summary>Adds the minute bars of a session, in order of time; none for a session outside <see cref="First"/> to <see cref="Last"/>.</summary>
    void AddMinutes(int symbol, TradingSession session, List<MarketBar> into);
}
