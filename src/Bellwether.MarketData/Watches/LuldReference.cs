using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// The reference price of one stock as the plan makes it: the mean of the trades of the last five minutes, which takes effect only when it lies one per cent or more from the one in
/// effect, and then for thirty seconds at least. The first is the price of the opening, or of the reopening after a pause.
/// </summary>
/// <remarks>
/// The exchanges take the mean over eligible trades; a desk knows bars of five seconds with their average and number of trades, and comes as near as these tell. Constant work, no
/// allocation.
/// </remarks>
public sealed class LuldReference
{
    const long Window = 5 * EngineTime.Minute;
    const long HeldFor = 30 * EngineTime.Second;
    const double Change = 0.01;

    /// <summary>By five seconds of the last five minutes.</summary>
    const long Slot = 5 * EngineTime.Second;
    const int Slots = (int)(Window / Slot);
    readonly double[] sums = new double[Slots];
    readonly double[] counts = new double[Slots];
    long newest = long.MinValue;
    long since = long.MinValue;

    /// <summary>The price in effect, dollars; <see cref="double.NaN"/> before the first trade.</summary>
    public double Price { get; private set; } = double.NaN;

    /// <summary>Trading begins, or begins again: what was before does not count.</summary>
    public void Reset()
    {
        Array.Clear(counts);
        Array.Clear(sums);
        (Price, newest, since) = (double.NaN, long.MinValue, long.MinValue);
    }

    /// <summary>Trades came; times do not fall by more than five minutes.</summary>
    /// <param name="time">Engine time of the trades.</param>
    /// <param name="price">Their mean, dollars above zero.</param>
    /// <param name="trades">How many there were, 1 where nobody tells.</param>
    public void Add(long time, double price, double trades)
    {
        if (!(price > 0 && trades > 0)) return;
        MoveTo(time);
        var step = time / Slot;
        if (newest - step >= Slots) return;
        var at = (int)(step % Slots);
        sums[at] += price * trades;
        counts[at] += trades;
        if (double.IsNaN(Price)) (Price, since) = (price, time);
    }

    /// <summary>Time passes: a mean that lies far enough from the reference price takes its place.</summary>
    public void Advance(long time)
    {
        if (double.IsNaN(Price)) return;
        MoveTo(time);
        if (time - since < HeldFor) return;
        double sum = 0, count = 0;
        for (var i = 0; i < Slots; i++) (sum, count) = (sum + sums[i], count + counts[i]);
        // Without a trade in five minutes the old one stays.
        if (count == 0 || Math.Abs((sum / count) - Price) < Price * Change) return;
        (Price, since) = (sum / count, time);
    }

    void MoveTo(long time)
    {
        var step = time / Slot;
        if (newest == long.MinValue || step - newest >= Slots)
        {
            if (newest != long.MinValue)
            {
                Array.Clear(counts);
                Array.Clear(sums);
            }
            newest = Math.Max(newest, step);
            return;
        }
        for (; newest < step; newest++)
        {
            var next = (int)((newest + 1) % Slots);
            (sums[next], counts[next]) = (0, 0);
        }
    }
}
