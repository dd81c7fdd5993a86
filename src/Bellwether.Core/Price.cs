namespace Bellwether.Core;
public readonly record struct Price(long Micros);
