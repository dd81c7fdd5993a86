namespace Bellwether.MarketData;

/// <summary>How far two stories of one bar may lie apart.</summary>
/// <param name="BasisPoints">Of each price, in hundredths of a percent of the other story's.</param>
/// <param name="VolumePercent">Of the volume, in percent of the other story's.</param>
public readonly record struct DriftTolerance(double BasisPoints, double VolumePercent);
