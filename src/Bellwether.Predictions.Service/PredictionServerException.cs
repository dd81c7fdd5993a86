namespace Bellwether.Predictions.Service;

/// <summary>The prediction service cannot start: what was asked for, why it fails and what to change.</summary>
public sealed class PredictionServerException(string message, Exception? cause = null) : Exception(message, cause);
