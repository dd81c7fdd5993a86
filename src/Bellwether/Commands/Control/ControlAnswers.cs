using System.Text.Json.Nodes;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands.Control;

/// <param name="Status">Always <c>ok</c>: a gateway that has ended does not answer.</param>
/// <param name="Listening">Where clients connect.</param>
/// <param name="Time">The gateway's time, UTC.</param>
/// <param name="MarketOpen">Whether the market is in session.</param>
/// <param name="Connections">How many connections stand.</param>
/// <param name="Faults">How many faults there are.</param>
sealed record HealthAnswer(string Status, string Listening, string Time, bool MarketOpen, int Connections, int Faults)
{
    public static HealthAnswer Of(GatewayServer gateway, GatewayCore core) =>
        new("ok", gateway.Endpoint.ToString(), FaultAnswer.TimeOf(Core.EngineTime.ToInstant(core.Now)), core.IsMarketOpen, core.Connections.Count, core.Faults.Count);
}

/// <param name="Faults">In the order in which they were given.</param>
sealed record FaultsAnswer(IReadOnlyList<FaultAnswer> Faults);

/// <param name="Id">Its number, counted from 1.</param>
/// <param name="Fault">The fault with its terms, as a script has it.</param>
/// <param name="Happened">How often it happened.</param>
/// <param name="Due">When it happens by itself, UTC; null when it waits for no time.</param>
sealed record FaultAnswer(int Id, JsonObject Fault, int Happened, string? Due)
{
    public static FaultAnswer Of(FaultStatus status, JsonObject written) => new(status.Id, written, status.Happened, status.Due is { } due ? TimeOf(due) : null);

    public static string TimeOf(Instant time) => InstantPattern.ExtendedIso.Format(time);
}

/// <param name="Connections">In the order in which they came.</param>
sealed record ConnectionsAnswer(IReadOnlyList<ConnectionAnswer> Connections);

/// <param name="Number">Counted from 1.</param>
/// <param name="ClientId">Null before startApi.</param>
/// <param name="ServerVersion">0 before the greeting.</param>
/// <param name="HalfOpen">Nothing is read from it or written to it any more.</param>
/// <param name="Lockstep">The gateway's clock waits for it.</param>
/// <param name="BytesWritten">To the client.</param>
/// <param name="MessagesWritten">To the client.</param>
/// <param name="Backlog">Bytes that wait to be sent.</param>
/// <param name="Quotes">Subscriptions to quotes.</param>
/// <param name="Bars">Subscriptions to five-second bars.</param>
/// <param name="Ticks">Subscriptions to single ticks.</param>
sealed record ConnectionAnswer(int Number, int? ClientId, int ServerVersion, bool HalfOpen, bool Lockstep, long BytesWritten, int MessagesWritten, int Backlog, int Quotes, int Bars, int Ticks)
{
    public static ConnectionAnswer Of(ConnectionStatus c) =>
        new(c.Number, c.ClientId, c.ServerVersion, c.IsHalfOpen, c.IsLockstep, c.BytesWritten, c.MessagesWritten, c.Backlog, c.Quotes, c.Bars, c.Ticks);
}

/// <param name="Errors">Everything that is wrong with the request.</param>
sealed record ErrorsAnswer(IReadOnlyList<ControlError> Errors);

/// <param name="Field">What is wrong: a key of the body, a term, a part of the path.</param>
/// <param name="Message">What was given, what was expected and what to do.</param>
sealed record ControlError(string Field, string Message);
