namespace Bellwether.Indicators;

/// <summary>What became of a bar that was corrected.</summary>
public enum RevisionOutcome : byte
{
    /// <summary>Everything that it touches is as if the right bar had come at once.</summary>
    Applied = 1,

    /// <summary>The bar was known as it is.</summary>
    Unchanged,

    /// <summary>It lies further back than bars are kept, or none are kept: nothing was changed.</summary>
    TooOld,
}
