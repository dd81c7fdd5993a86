namespace Bellwether.Commands;

/// <summary>A question that was not answered, and why.</summary>
sealed class SqlException(string message, Exception? cause = null) : Exception(message, cause);
