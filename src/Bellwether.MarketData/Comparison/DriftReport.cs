namespace Bellwether.MarketData;

/// <summary>Ours against history over one stretch of time: every time at which they differ, and what it comes to.</summary>
/// <param name="Range">The stretch.</param>
/// <param name="Ours">Our bars in it.</param>
/// <param name="Theirs">History's bars in it.</param>
/// <param name="Drifts">Where they differ, rising in time.</param>
public sealed record DriftReport(TimeRange Range, BarRows Ours, BarRows Theirs, IReadOnlyList<BarDrift> Drifts)
{
    /// <summary>Bars that both have, with other values.</summary>
    public int Differing => Count(DriftKind.Values);

    public int Count(DriftKind kind) => Drifts.Count(d => d.Kind == kind);

    /// <summary>The largest difference of a price, in hundredths of a percent.</summary>
    public double LargestBasisPoints => Drifts.Select(d => d.BasisPoints).DefaultIfEmpty().Max();

    /// <summary>The largest difference of a minute's volume, in percent.</summary>
    public double LargestVolumePercent => Drifts.Select(d => d.VolumePercent).DefaultIfEmpty().Max();

    /// <summary>How many differences are more than is tolerated.</summary>
    public int Beyond(DriftTolerance tolerance) => Drifts.Count(d => d.IsBeyond(tolerance));

    /// <param name="range">What to look at.</param>
    /// <param name="ours">The series in question.</param>
    /// <param name="theirs">What history says.</param>
    /// <param name="filled">What other sources of ours have, which may fill what is missing.</param>
    public static DriftReport Of(TimeRange range, BarRows ours, BarRows theirs, BarRows filled)
    {
        (ours, theirs) = (ours.Between(range.From, range.To), theirs.Between(range.From, range.To));
        var drifts = new List<BarDrift>();
        var (i, j) = (0, 0);
        while (i < ours.Count || j < theirs.Count)
        {
            var (a, b) = (i < ours.Count ? ours.Time[i] : long.MaxValue, j < theirs.Count ? theirs.Time[j] : long.MaxValue);
            if (a < b) drifts.Add(new BarDrift(a, DriftKind.Extra, i++, -1, 0, 0));
            else if (b < a) drifts.Add(new BarDrift(b, Holds(filled, b) ? DriftKind.Filled : DriftKind.Missing, -1, j++, 0, 0));
            else
            {
                var (points, percent) = (Prices(ours, i, theirs, j), Volume(ours.Volume[i], theirs.Volume[j]));
                if (points > 0 || percent > 0) drifts.Add(new BarDrift(a, DriftKind.Values, i, j, points, percent));
                i++;
                j++;
            }
        }
        return new DriftReport(range, ours, theirs, drifts);
    }

    static bool Holds(BarRows rows, long time) => rows.RowAtOrAfter(time) is var row && row < rows.Count && rows.Time[row] == time;

    static double Prices(BarRows a, int i, BarRows b, int j) => Math.Max(
        Math.Max(Price(a.Open[i], b.Open[j]), Price(a.High[i], b.High[j])), Math.Max(Price(a.Low[i], b.Low[j]), Price(a.Close[i], b.Close[j])));

    static double Price(double ours, double theirs) => 10_000 * Math.Abs(ours - theirs) / theirs;

    /// <summary>Of a bar without volume any share is all.</summary>
    static double Volume(double ours, double theirs) => ours.Equals(theirs) ? 0 : theirs > 0 ? 100 * Math.Abs(ours - theirs) / theirs : 100;
}
