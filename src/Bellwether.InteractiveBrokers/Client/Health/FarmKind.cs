namespace Bellwether.InteractiveBrokers;

/// <summary>What a farm of the broker serves.</summary>
public enum FarmKind { MarketData, History, SecurityDefinition }
