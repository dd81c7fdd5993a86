namespace Bellwether.Core;

/// <summary>What a strategy may know of the risk controls: read only.</summary>
public interface IRiskView
{
    /// <summary>New risk is allowed at all: armed, connected, reconciled.</summary>
    bool EntriesAllowed { get; }

    /// <summary>New risk is allowed in this symbol.</summary>
    bool EntriesAllowedIn(int symbol);

    /// <summary>Value of all positions, long and short added up, at the latest marks.</summary>
    Money GrossExposure { get; }

    /// <summary>Symbols held.</summary>
    int OpenPositions { get; }
}
