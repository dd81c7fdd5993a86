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

    /// <summary>The largest difference of a minute's number of trades, in percent; <see cref="double.NaN"/> when no minute has one on both sides.</summary>
    public double LargestTradesPercent => Both().Any(b => Ours.Trades[b.Ours] >= 0 && Theirs.Trades[b.Theirs] >= 0) ? Drifts.Select(d => d.TradesPercent).DefaultIfEmpty().Max() : double.NaN;

    /// <summary>The largest difference of a minute's average price, in hundredths of a percent; <see cref="double.NaN"/> when no minute has one on both sides. It makes no difference by itself.</summary>
    public double LargestVwapBasisPoints =>
        Both().Select(b => Price(Ours.Vwap[b.Ours], Theirs.Vwap[b.Theirs])).Where(points => !double.IsNaN(points)).DefaultIfEmpty(double.NaN).Max();

    /// <summary>Trades of those bars that tell; null when none does.</summary>
    public static long? TradesOf(BarRows rows) => rows.Trades.Any(t => t >= 0) ? rows.Trades.Where(t => t >= 0).Sum() : null;

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
            if (a < b) drifts.Add(new BarDrift(a, DriftKind.Extra, i++, -1, 0, 0, 0));
            else if (b < a) drifts.Add(new BarDrift(b, Holds(filled, b) ? DriftKind.Filled : DriftKind.Missing, -1, j++, 0, 0, 0));
            else
            {
                var (points, percent) = (Prices(ours, i, theirs, j), Share(ours.Volume[i], theirs.Volume[j]));
                var trades = ours.Trades[i] < 0 || theirs.Trades[j] < 0 ? 0 : Share(ours.Trades[i], theirs.Trades[j]);
                if (points > 0 || percent > 0 || trades > 0) drifts.Add(new BarDrift(a, DriftKind.Values, i, j, points, percent, trades));
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

    /// <summary>Rows of a time that both have.</summary>
    IEnumerable<(int Ours, int Theirs)> Both()
    {
        for (int i = 0, j = 0; i < Ours.Count && j < Theirs.Count;)
        {
            if (Ours.Time[i] == Theirs.Time[j]) yield return (i++, j++);
            else if (Ours.Time[i] < Theirs.Time[j]) i++;
            else j++;
        }
    }

    /// <summary>Of a bar without volume or trades any is all.</summary>
    static double Share(double ours, double theirs) => ours.Equals(theirs) ? 0 : theirs > 0 ? 100 * Math.Abs(ours - theirs) / theirs : 100;
}
