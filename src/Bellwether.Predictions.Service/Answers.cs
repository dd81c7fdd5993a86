using System.Text.Json.Serialization;

namespace Bellwether.Predictions.Service;

sealed record PredictionsAnswer(string Model, string AsOf, int LatencyMs, IReadOnlyList<PredictionItem> Predictions);

sealed record PredictionItem(string Symbol, string Signal, double Confidence, int HorizonMinutes, string AsOf);

sealed record HealthAnswer(string Status, string Model, ulong Seed);

sealed record ErrorAnswer(RequestError Error);

/// <summary>What is wrong with a request.</summary>
sealed record RequestError(string Field, string Value, string Expected);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PredictionsAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
sealed partial class AnswerJson : JsonSerializerContext;
