namespace Bellwether.Indicators.Windows;

/// <summary>How many bars ago the highest of the last n values was; of equal ones the most recent. In rounds as <see cref="WindowHighest"/>. Uses 2n places.</summary>
public struct WindowAgeOfHighest
{
    readonly int length;
    int next;
    bool full;
    double round;
    int roundAt;

    /// <param name="length">n, 1 or more.</param>
    public WindowAgeOfHighest(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
    }

    public readonly int Places => 2 * length;

    public readonly bool IsFull => full;

    /// <summary>Takes the next value in and returns the age of the highest, 0 to n − 1; of no meaning before <see cref="IsFull"/>.</summary>
    public int Add(double value, Span<double> window)
    {
        window[next] = value;
        if (next == 0 || value >= round) (round, roundAt) = (value, next);
        var age = next - roundAt;
        if (++next < length) return window[next] > round ? next - 1 + length - (int)window[length + next] : age;
        FromTheBack(window, length);
        next = 0;
        full = true;
        return age;
    }

    static void FromTheBack(Span<double> window, int n)
    {
        var at = n - 1;
        var highest = window[at];
        for (var i = n - 1; i >= 0; i--)
        {
            if (window[i] > highest) (highest, at) = (window[i], i);
            window[i] = highest;
            window[n + i] = at;
        }
    }
}
