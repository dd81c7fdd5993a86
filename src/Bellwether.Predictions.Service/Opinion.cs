namespace Bellwether.Predictions.Service;

/// <param name="Direction">+1 up, -1 down, 0 neutral.</param>
/// <param name="Confidence">0 to 1, four decimals.</param>
public readonly record struct Opinion(int Direction, double Confidence);
