namespace Bellwether.Running;

/// <summary>A run cannot start or go on; the message says what was given, what was expected and what to do.</summary>
sealed class RunException(string message) : Exception(message);
