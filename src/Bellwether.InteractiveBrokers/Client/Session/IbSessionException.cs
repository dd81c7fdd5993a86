namespace Bellwether.InteractiveBrokers;

/// <summary>There is no session, or it ended before the answer. What was only asked may be asked again; orders are another matter, see <see cref="OrderNotSentException"/>.</summary>
public sealed class IbSessionException(string message, Exception? inner = null) : IOException(message, inner);
