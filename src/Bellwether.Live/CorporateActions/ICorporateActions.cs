using Bellwether.Engine;

namespace Bellwether.Live;

/// <summary>What is known of the corporate actions of a run's symbols.</summary>
public interface ICorporateActions
{
    /// <summary>All of them, past and announced, in order of time; read anew at every call.</summary>
    /// <exception cref="Storage.DataFileException">They cannot be read.</exception>
    IReadOnlyList<CorporateEvent> Read();

    /// <summary>The newest ticker of the security that once traded under this one; null when it still does, or nothing is known of it.</summary>
    string? SuccessorOf(string ticker);
}
