namespace Bellwether.Configuration;

/// <summary>Guesses which name was meant.</summary>
static class NameSuggestion
{
    /// <summary>The known name nearest to a misspelt one, or null when none is near.</summary>
    public static string? Nearest(string given, IEnumerable<string> known) => known
        .Select(name => (Name: name, Distance: Distance(given.ToUpperInvariant(), name.ToUpperInvariant())))
        .Where(x => x.Distance <= Math.Max(1, x.Name.Length / 3))
        .OrderBy(x => x.Distance)
        .ThenBy(x => x.Name, StringComparer.Ordinal)
        .Select(x => x.Name)
        .FirstOrDefault();

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours that lead from one to the other (optimal string alignment).</summary>
    public static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, substitution);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
