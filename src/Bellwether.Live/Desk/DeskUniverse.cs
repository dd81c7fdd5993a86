using Bellwether.Core;
using NodaTime;

namespace Bellwether.Live;

/// <summary>
/// Follows the universe of a desk from session to session: when it is to be chosen, and which symbols' data must flow. Those of members do, and those of symbols that are held or have living orders; what is
/// held comes first where lines are short.
/// </summary>
sealed class DeskUniverse(IUniverseSource source, int symbolCount)
{
    /// <summary>A session's universe is asked for from so long before its open on: what others bring into the store over night is there by then.</summary>
    const long Lead = 60 * EngineTime.Minute;

    readonly string?[] problems = new string?[symbolCount];
    readonly bool[] isBusy = new bool[symbolCount];
    TradingSession? session;
    LocalDate? chosenFor;

    /// <summary>A new choice, once: null when there is none.</summary>
    /// <param name="now">Engine time.</param>
    /// <param name="changes">Symbols that enter or leave; the problem is null for those that belong.</param>
    public UniverseChoice? Next(long now, List<(int Symbol, string? Problem)> changes)
    {
        changes.Clear();
        if (session is null || now >= session.CloseNanoseconds) session = ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(now));
        if (chosenFor == session.Date || (chosenFor is not null && now < session.OpenNanoseconds - Lead) || source.Choose(session.Date) is not { } choice) return null;
        chosenFor = session.Date;
        for (var symbol = 0; symbol < symbolCount; symbol++)
        {
            if (problems[symbol] is null == choice.Problems[symbol] is null) continue;
            problems[symbol] = choice.Problems[symbol];
            changes.Add((symbol, problems[symbol]));
        }
        return choice;
    }

    /// <summary>Tells the broker adapter whose data are wanted.</summary>
    public void Direct(BrokerAdapter broker, Positions.PositionBook positions, Orders.OrderBook orders)
    {
        Array.Clear(isBusy);
        foreach (var held in positions.Held) isBusy[held] = true;
        for (var i = 0; i < orders.LiveCount; i++) isBusy[orders.Live(i).Terms.Symbol] = true;
        for (var symbol = 0; symbol < symbolCount; symbol++) broker.Want(symbol, problems[symbol] is null || isBusy[symbol], isBusy[symbol]);
    }
}
