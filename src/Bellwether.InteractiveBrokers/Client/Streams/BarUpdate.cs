namespace Bellwether.InteractiveBrokers;

/// <summary>A bar of a stream that is kept up to date.</summary>
/// <param name="Bar">The bar; the newest one grows and comes again with every change.</param>
/// <param name="IsHistory">It came with the history at the (re)start of the stream.</param>
public readonly record struct BarUpdate(HistoryBar Bar, bool IsHistory);
