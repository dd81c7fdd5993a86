namespace Bellwether.Indicators;

/// <summary>
/// The volumes of one minute of the day over the last sessions, in places of a window: one for each session, then the present round's sum and its length. Sums go in
/// rounds as in <see cref="Windows.WindowSum"/>, so that one absurd volume is gone with its session.
/// </summary>
static class MinuteVolume
{
    /// <summary>Places beyond one for each session: the round's sum, its length, and whether a round was completed.</summary>
    public const int Extra = 3;

    /// <summary>Writes the volume against the mean of the last sessions, then takes it in.</summary>
    /// <returns>False while fewer sessions were seen.</returns>
    public static bool Add(double volume, Span<double> places, Span<double> outputs)
    {
        var sessions = places.Length - Extra;
        ref var sum = ref places[sessions];
        ref var next = ref places[sessions + 1];
        ref var isFull = ref places[sessions + 2];
        var at = (int)next;
        var ready = isFull != 0;
        outputs[0] = ready ? volume / ((sum + places[at]) / sessions) : double.NaN;
        places[at] = volume;
        sum += volume;
        next = at + 1;
        if (at + 1 < sessions) return ready;
        var rest = 0.0;
        for (var i = sessions - 1; i >= 0; i--) places[i] = rest += places[i];
        sum = next = 0;
        isFull = 1;
        return ready;
    }
}
