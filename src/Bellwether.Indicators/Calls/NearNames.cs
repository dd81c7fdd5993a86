namespace Bellwether.Indicators;

/// <summary>Finds what was probably meant.</summary>
static class NearNames
{
    /// <summary>The name with the fewest letters to change, at most two and less than half of it; null when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        string? best = null;
        var least = Math.Min(2, (name.Length - 1) / 2);
        foreach (var candidate in known)
        {
            var distance = Distance(name, candidate);
            if (distance < least || (distance == least && best is null && distance > 0)) (best, least) = (candidate, distance);
        }
        return best;
    }

    /// <summary>Levenshtein distance, without regard to case.</summary>
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
