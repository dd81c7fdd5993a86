namespace Bellwether.MarketData;

/// <summary>Recognises a price that changed as a split would change it.</summary>
static class SplitRatio
{
    const double Tolerance = 0.02;

    /// <summary>New shares for old ones, as companies choose them; reverse splits are these the other way round.</summary>
    static readonly (int New, int Old)[] Usual =
        [(2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1), (10, 1), (12, 1), (15, 1), (20, 1), (25, 1), (30, 1), (40, 1), (50, 1), (100, 1), (3, 2), (4, 3), (5, 2), (5, 3)];

    /// <summary>The split that would take a price from one to another, such as <c>7:1</c>; null when none would.</summary>
    public static string? Between(double before, double after)
    {
        foreach (var (more, less) in Usual)
        {
            var ratio = (double)more / less;
            if (Math.Abs((before / after / ratio) - 1) <= Tolerance) return $"{more}:{less}";
            if (Math.Abs((after / before / ratio) - 1) <= Tolerance) return $"{less}:{more}";
        }
        return null;
    }
}
