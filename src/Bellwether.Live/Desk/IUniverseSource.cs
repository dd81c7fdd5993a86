using NodaTime;

namespace Bellwether.Live;

/// <summary>Chooses, session by session, which of a desk's symbols it trades.</summary>
public interface IUniverseSource
{
    /// <summary>The universe of a session. Called before the first instant, and from an hour before each session on until it has answered.</summary>
    /// <param name="session">New York date of the session.</param>
    /// <returns>Null while it is being worked out; the universe before stays until then. The first answer is never null.</returns>
    UniverseChoice? Choose(LocalDate session);
}

/// <summary>The universe of one session.</summary>
/// <param name="Problems">By symbol: why it does not belong; null when it does.</param>
/// <param name="Summary">How it was chosen, for people.</param>
public sealed record UniverseChoice(IReadOnlyList<string?> Problems, string Summary);
