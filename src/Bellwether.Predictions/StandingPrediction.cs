using Bellwether.Core;

namespace Bellwether.Predictions;

/// <summary>The opinion that stands for a symbol.</summary>
/// <param name="Prediction">As accepted.</param>
/// <param name="ArrivedAt">Engine time of its arrival.</param>
/// <param name="ActedOn">It has led to an order already and must not lead to another.</param>
public readonly record struct StandingPrediction(Prediction Prediction, long ArrivedAt, bool ActedOn);
