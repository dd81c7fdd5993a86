namespace Bellwether.MarketData;

/// <summary>How two stories of one time differ.</summary>
public enum DriftKind : byte
{
    /// <summary>Only history has a bar.</summary>
    Missing = 1,

    /// <summary>Only history has a bar, and another source of ours filled it.</summary>
    Filled,

    /// <summary>Only ours has one.</summary>
    Extra,

    /// <summary>Both have one, with other values.</summary>
    Values,
}

/// <summary>One time at which ours and history tell different stories.</summary>
/// <param name="Time">Label of the bar.</param>
/// <param name="Ours">Row in our series; −1 for none.</param>
/// <param name="Theirs">Row in history; −1 for none.</param>
/// <param name="BasisPoints">The largest difference of the four prices, in hundredths of a percent of history's price; 0 where one side has no bar.</param>
/// <param name="VolumePercent">The difference of the volumes, in percent of history's; 0 where one side has no bar.</param>
/// <param name="TradesPercent">The difference of the numbers of trades, in percent of history's; 0 where one side has no bar or does not tell.</param>
public readonly record struct BarDrift(long Time, DriftKind Kind, int Ours, int Theirs, double BasisPoints, double VolumePercent, double TradesPercent)
{
    /// <summary>A bar that is missing or that should not be there is beyond any tolerance; one that was filled is not.</summary>
    public bool IsBeyond(DriftTolerance tolerance) => Kind switch
    {
        DriftKind.Values => BasisPoints > tolerance.BasisPoints || VolumePercent > tolerance.VolumePercent || TradesPercent > tolerance.TradesPercent,
        DriftKind.Filled => false,
        _ => true,
    };
}
