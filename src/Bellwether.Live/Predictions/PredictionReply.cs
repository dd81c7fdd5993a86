using System.Text.Json;
using Bellwether.Core;
using Bellwether.Predictions;
using NodaTime.Text;

namespace Bellwether.Live;

/// <summary>
/// Reads the body of a prediction service's answer. Strict about what it uses, tolerant of fields that it does not know: a bad item is left out and named,
/// three bad ones in a row condemn the whole answer.
/// </summary>
static class PredictionReply
{
    const int MostBadInARow = 3;
    const double LongestLatency = 3_600_000;
    const long LongestHorizonMinutes = 1_000_000;

    public static PredictionAnswer Read(ReadOnlyMemory<byte> body, InstrumentTable instruments, IReadOnlyList<string> models)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return Read(json.RootElement, instruments, models);
        }
        catch (JsonException problem)
        {
            return Failed($"the answer is not JSON ({problem.Message.Split('.')[0]})");
        }
        catch (InvalidOperationException)
        {
            // The parser's word for text that is not UTF-8, or half a surrogate pair: found only when the text is read.
            return Failed("the answer holds text that is not Unicode");
        }
    }

    static PredictionAnswer Read(JsonElement root, InstrumentTable instruments, IReadOnlyList<string> models)
    {
        if (root.ValueKind != JsonValueKind.Object) return Failed("the answer is not an object");
        if (Text(root, "model") is not { } model) return Failed("\"model\": expected the name of the model");
        var number = models.ToList().IndexOf(model);
        if (number < 0) return Failed($"model \"{Short(model)}\" is not among predictions.models ({string.Join(", ", models)})");
        if (!root.TryGetProperty("latencyMs", out var latency) || latency.ValueKind != JsonValueKind.Number || !latency.TryGetDouble(out var milliseconds) || milliseconds is not (>= 0 and <= LongestLatency))
            return Failed("\"latencyMs\": expected a number of milliseconds, 0 or more");
        if (!root.TryGetProperty("predictions", out var items) || items.ValueKind != JsonValueKind.Array) return Failed("\"predictions\": expected a list");

        var predictions = new List<Prediction>();
        string? firstProblem = null;
        var (bad, inARow, index) = (0, 0, 0);
        foreach (var item in items.EnumerateArray())
        {
            var problem = Item(item, instruments, number, out var prediction);
            if (problem is null)
            {
                inARow = 0;
                if (prediction is { } known) predictions.Add(known);
            }
            else
            {
                bad++;
                firstProblem ??= $"predictions[{index}]: {problem}";
                if (++inARow == MostBadInARow) return Failed($"{MostBadInARow} bad predictions in a row, the first: {firstProblem}");
            }
            index++;
        }
        return new PredictionAnswer(predictions, TimeSpan.FromMilliseconds(milliseconds), bad == 0 ? null : $"{bad} bad predictions left out: {firstProblem}");
    }

    /// <summary>What is wrong with the item; null with a prediction, or without one when its symbol is not of this run.</summary>
    static string? Item(JsonElement item, InstrumentTable instruments, int model, out Prediction? prediction)
    {
        prediction = null;
        if (item.ValueKind != JsonValueKind.Object) return "expected an object";
        if (Text(item, "symbol") is not { } symbol) return "\"symbol\": expected a ticker";
        if (Text(item, "signal") is not { } signal) return "\"signal\": expected a word";
        if (!SignalWords.TryDirection(signal, out var direction)) return $"\"signal\" is \"{Short(signal)}\": expected {SignalWords.Expected}";
        if (!item.TryGetProperty("confidence", out var stated) || stated.ValueKind != JsonValueKind.Number || !stated.TryGetDouble(out var confidence) || confidence is not (>= 0 and <= 1))
            return "\"confidence\": expected a number from 0 to 1";
        if (Text(item, "asOf") is not { } time || InstantPattern.ExtendedIso.Parse(time) is not { Success: true } asOf) return "\"asOf\": expected an instant such as 2024-01-02T14:30:00Z";
        if (!item.TryGetProperty("horizonMinutes", out var horizon) || horizon.ValueKind != JsonValueKind.Number || !horizon.TryGetInt64(out var minutes) || minutes is not (>= 0 and <= LongestHorizonMinutes))
            return "\"horizonMinutes\": expected a whole number of minutes";
        if (asOf.Value < NodaTime.NodaConstants.UnixEpoch || asOf.Value > NodaTime.Instant.FromUtc(2200, 1, 1, 0, 0)) return "\"asOf\": expected a time between 1970 and 2200";
        if (instruments.TryFind(symbol, out var instrument))
            prediction = new Prediction(instrument.Index, direction, confidence, EngineTime.From(asOf.Value), minutes * EngineTime.Minute, model);
        return null;
    }

    static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    static PredictionAnswer Failed(string why) => new([], TimeSpan.Zero, why);
}
