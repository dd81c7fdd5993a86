using System.Text.Json.Nodes;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands.Control;

/// <summary>The answers of the control API.</summary>
static class ControlJson
{
    public static string Time(Instant time) => InstantPattern.ExtendedIso.Format(time);

    /// <param name="status">Where it stands.</param>
    /// <param name="written">The fault with its terms, as a script would have it.</param>
    public static JsonObject Of(FaultStatus status, JsonObject written) => new()
    {
        ["id"] = status.Id,
        ["fault"] = written,
        ["happened"] = status.Happened,
        ["due"] = status.Due is { } due ? Time(due) : null,
    };

    public static JsonObject Of(ConnectionStatus connection) => new()
    {
        ["number"] = connection.Number,
        ["clientId"] = connection.ClientId,
        ["serverVersion"] = connection.ServerVersion,
        ["halfOpen"] = connection.IsHalfOpen,
        ["lockstep"] = connection.IsLockstep,
        ["bytesWritten"] = connection.BytesWritten,
        ["messagesWritten"] = connection.MessagesWritten,
        ["backlog"] = connection.Backlog,
        ["quotes"] = connection.Quotes,
        ["bars"] = connection.Bars,
        ["ticks"] = connection.Ticks,
    };

    public static JsonObject Errors(IEnumerable<(string Field, string Message)> errors) =>
        new() { ["errors"] = new JsonArray([.. errors.Select(e => new JsonObject { ["field"] = e.Field, ["message"] = e.Message })]) };
}
