namespace Bellwether.MarketData;

/// <summary>How far two stories of one bar may lie apart.</summary>
/// <param name="BasisPoints">Of each price, in hundredths of a percent of the other story's.</param>
/// <param name="VolumePercent">Of the volume, in percent of the other story's.</param>
/// <param name="TradesPercent">Of the number of trades, in percent of the other story's; infinite where that may be anything, as the broker's stream and its history count otherwise.</param>
public readonly record struct DriftTolerance(double BasisPoints, double VolumePercent, double TradesPercent);
