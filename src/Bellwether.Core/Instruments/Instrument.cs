namespace Bellwether.Core;

/// <summary>One US stock or fund as the engine knows it.</summary>
/// <param name="Index">Dense index in its <see cref="InstrumentTable"/>, from 0.</param>
/// <param name="Symbol">Ticker, upper case.</param>
/// <param name="Ticks">Price steps.</param>
public sealed record Instrument(int Index, string Symbol, TickRule Ticks);
