namespace Bellwether.MarketData;

/// <summary>
/// What an answer of the broker's history adds to the bars that are held. Held bars stay as they were seen; where the answer tells another story, that is a revision
/// beside them.
/// </summary>
/// <param name="New">Bars of times that were not held.</param>
/// <param name="Revised">Bars of times that are held with other values.</param>
/// <param name="Unchanged">Number of bars that are held with the same values.</param>
public sealed record AnswerSplit(BarRows New, BarRows Revised, int Unchanged)
{
    /// <summary>Averages differ by less than this part of the price by rounding alone: the stream states them of each five seconds, history of the whole bar.</summary>
    const double AverageNoise = 1e-4;

    /// <param name="held">Each time's bar of the most trusted source that has it.</param>
    /// <param name="answer">What the broker's history says.</param>
    public static AnswerSplit Of(BarRows held, BarRows answer)
    {
        var (added, revised) = (BarRows.OfLength(answer.Count), BarRows.OfLength(answer.Count));
        var (addedCount, revisedCount, unchanged) = (0, 0, 0);
        var at = 0;
        for (var i = 0; i < answer.Count; i++)
        {
            while (at < held.Count && held.Time[at] < answer.Time[i]) at++;
            if (at == held.Count || held.Time[at] != answer.Time[i]) added.Set(addedCount++, answer, i);
            else if (Agree(held, at, answer, i)) unchanged++;
            else revised.Set(revisedCount++, answer, i);
        }
        return new AnswerSplit(Labelled(added, addedCount, BarSource.Backfilled), Labelled(revised, revisedCount, BarSource.Revised), unchanged);
    }

    /// <summary>Averages and numbers of trades count only where both sides know them.</summary>
    static bool Agree(BarRows a, int i, BarRows b, int j) =>
        a.Open[i].Equals(b.Open[j]) && a.High[i].Equals(b.High[j]) && a.Low[i].Equals(b.Low[j]) && a.Close[i].Equals(b.Close[j]) && a.Volume[i].Equals(b.Volume[j])
        && (double.IsNaN(a.Vwap[i]) || double.IsNaN(b.Vwap[j]) || Math.Abs(a.Vwap[i] - b.Vwap[j]) <= AverageNoise * b.Vwap[j])
        && (a.Trades[i] < 0 || b.Trades[j] < 0 || a.Trades[i] == b.Trades[j]);

    static BarRows Labelled(BarRows rows, int count, BarSource source)
    {
        var part = rows.Slice(0, count);
        Array.Fill(part.Source, source);
        return part;
    }
}
