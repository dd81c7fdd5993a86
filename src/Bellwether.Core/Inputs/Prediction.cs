namespace Bellwether.Core;

/// <summary>One model's opinion on one symbol.</summary>
/// <param name="Symbol">Index in the instrument table.</param>
/// <param name="Direction">+1 up, -1 down, 0 neutral.</param>
/// <param name="Confidence">Stated probability of the direction, 0 to 1.</param>
/// <param name="AsOf">Time of the data it was made from, nanoseconds since the Unix epoch.</param>
/// <param name="Horizon">How far ahead it looks, nanoseconds.</param>
/// <param name="ModelNumber">Number of the model in the run's list of known models.</param>
public readonly record struct Prediction(int Symbol, int Direction, double Confidence, long AsOf, long Horizon, int ModelNumber);
