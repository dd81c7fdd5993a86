using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Positions;
using NodaTime;

namespace Bellwether.Live;

/// <summary>
/// Follows the universe of a desk from session to session: when it is to be chosen, and which symbols' data must flow. Those that are held or have living orders come first, then members, as long as there are market
/// data lines; a member for which none is left may not be entered.
/// </summary>
/// <param name="source">Chooses.</param>
/// <param name="symbolCount">Symbols of the desk.</param>
/// <param name="capacity">Symbols whose data can flow at once.</param>
sealed class DeskUniverse(IUniverseSource source, int symbolCount, int capacity)
{
    /// <summary>A session's universe is asked for from so long before its open on: what others bring into the store over night is there by then.</summary>
    const long Lead = 60 * EngineTime.Minute;

    const string NoLine = "of the universe, but no market data line is left for it";

    readonly string?[] told = new string?[symbolCount];
    readonly bool[] isBusy = new bool[symbolCount];
    IReadOnlyList<string?>? chosen;
    TradingSession? session;
    LocalDate? chosenFor;

    /// <summary>The next session's universe, once: null when there is no new one.</summary>
    /// <param name="now">Engine time.</param>
    public UniverseChoice? Next(long now)
    {
        if (session is null || now >= session.CloseNanoseconds) session = ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(now));
        if (chosenFor == session.Date || (chosen is not null && now < session.OpenNanoseconds - Lead) || source.Choose(session.Date) is not { } choice) return null;
        (chosenFor, chosen) = (session.Date, choice.Problems);
        return choice;
    }

    /// <summary>Tells the broker adapter whose data are wanted.</summary>
    /// <param name="broker">The adapter.</param>
    /// <param name="positions">What is held.</param>
    /// <param name="orders">What lives.</param>
    /// <param name="changes">takes the symbols of which that has changed: with the reason why they may not be entered, or null for those that may.</param>
    public void Direct(BrokerAdapter broker, PositionBook positions, OrderBook orders, List<(int Symbol, string? Problem)> changes)
    {
        changes.Clear();
        Array.Clear(isBusy);
        var left = capacity;
        foreach (var held in positions.Held) isBusy[held] = true;
        for (var i = 0; i < orders.LiveCount; i++) isBusy[orders.Live(i).Terms.Symbol] = true;
        foreach (var busy in isBusy) left -= busy ? 1 : 0;
        for (var symbol = 0; symbol < symbolCount; symbol++)
        {
            var problem = chosen?[symbol];
            var flows = isBusy[symbol] || (problem is null && left-- > 0);
            if (!flows) problem ??= NoLine;
            broker.Want(symbol, flows, isBusy[symbol]);
            if (problem == told[symbol]) continue;
            told[symbol] = problem;
            changes.Add((symbol, problem));
        }
    }
}
