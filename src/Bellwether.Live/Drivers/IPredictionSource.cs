using Bellwether.Core;
using NodaTime;

namespace Bellwether.Live;

/// <summary>What a prediction service answered.</summary>
/// <param name="Predictions">Those of this run's symbols; empty when it failed.</param>
/// <param name="Latency">How long the service says it took; in lockstep the answer arrives that much after the question.</param>
/// <param name="Failure">What went wrong, in a sentence; null when nothing did.</param>
public sealed record PredictionAnswer(IReadOnlyList<Prediction> Predictions, TimeSpan Latency, string? Failure);

/// <summary>Where predictions come from. A failure is an answer; only cancellation is an exception.</summary>
public interface IPredictionSource
{
    Task<PredictionAnswer> AskAsync(Instant asOf, CancellationToken cancellationToken);
}
