using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Volume by price over the last n bars: the price with most of it, and the area around it that holds most of it.</summary>
public struct VolumeProfile : IIndicator<VolumeProfile>
{
    readonly int period, rows;
    readonly double share;
    WindowLag highs, lows, volumes;

    VolumeProfile(ReadOnlySpan<double> arguments)
    {
        (period, rows, share) = ((int)arguments[0], (int)arguments[1], arguments[2]);
        highs = lows = volumes = new WindowLag(period);
    }

    public static IndicatorDescription Description => new("volume_profile", "volume by price over the last n bars: the price with most of it, and the area around it that holds most of it",
        "prices from the lowest low to the highest high are cut into \"rows\" of equal height; each bar's volume is spread evenly over its range (a bar without one counts in the row that begins at or below its price); poc = middle of the row with most, of equal ones (to 1e-12) the lowest; the area grows from there by the larger neighbour, of equal ones the upper, until it holds \"share\" of all; high and low = its edges; no value while nothing was traded. The whole window is read at each bar",
        "J. Peter Steidlmayer, Market Profile, Chicago Board of Trade, 1984; James F. Dalton, Mind over Markets, 1990")
    {
        Aliases = ["poc", "value_area"],
        Parameters = [IndicatorParameter.Bars("period", 60, 1, "window, bars"), IndicatorParameter.Bars("rows", 24, 1, "rows of prices", 500), new("share", 0.7, 0.01, 1, "part of the volume that the area holds")],
        Outputs = [new("poc"), new("high"), new("low")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow | IndicatorInputs.Volume;

    public static VolumeProfile Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => (3 * period) + rows;

    public readonly int WarmUp => period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        highs.Push(Math.Max(bar.High, bar.Low), window[..period]);
        lows.Push(Math.Min(bar.High, bar.Low), window.Slice(period, period));
        volumes.Push(Math.Max(0, bar.Volume), window.Slice(2 * period, period));
        if (!highs.IsFull) return false;
        var profile = window[(3 * period)..];
        var (bottom, height) = Spread(window, profile);
        return Measure(profile, bottom, height, outputs);
    }

    /// <summary>Fills the rows with the volumes of the window and returns the lowest price and the height of a row.</summary>
    readonly (double Bottom, double Height) Spread(ReadOnlySpan<double> window, Span<double> profile)
    {
        var high = window[..period];
        var low = window.Slice(period, period);
        var volume = window.Slice(2 * period, period);
        double top = double.NegativeInfinity, bottom = double.PositiveInfinity;
        for (var i = 0; i < period; i++)
        {
            top = Math.Max(top, high[i]);
            bottom = Math.Min(bottom, low[i]);
        }
        var height = (top - bottom) / rows;
        profile.Clear();
        for (var i = 0; i < period; i++)
        {
            var first = RowOf(low[i], bottom, height);
            var last = RowOf(high[i], bottom, height);
            if (first == last)
            {
                profile[first] += volume[i];
                continue;
            }
            var density = volume[i] / (high[i] - low[i]);
            for (var row = first; row <= last; row++)
                profile[row] += density * (Math.Min(high[i], bottom + ((row + 1) * height)) - Math.Max(low[i], bottom + (row * height)));
        }
        return (bottom, height);
    }

    /// <summary>A price at an edge, to the last digits, belongs to the row above it.</summary>
    readonly int RowOf(double price, double bottom, double height) => height > 0 ? Math.Clamp((int)(((price - bottom) / height) + 1e-9), 0, rows - 1) : 0;

    readonly bool Measure(ReadOnlySpan<double> profile, double bottom, double height, Span<double> outputs)
    {
        var total = 0.0;
        var peak = 0;
        for (var row = 0; row < rows; row++)
        {
            total += profile[row];
            if (IsMore(profile[row], profile[peak])) peak = row;
        }
        if (!(total > 0)) return false;
        var (from, to, held) = (peak, peak, profile[peak]);
        while (held < share * total * (1 - Rounding) && (from > 0 || to < rows - 1))
        {
            var goesDown = to == rows - 1 || (from > 0 && IsMore(profile[from - 1], profile[to + 1]));
            held += goesDown ? profile[--from] : profile[++to];
        }
        outputs[2] = bottom + (from * height);
        outputs[1] = bottom + ((to + 1) * height);
        outputs[0] = bottom + ((peak + 0.5) * height);
        return true;
    }

    const double Rounding = 1e-12;

    /// <summary>More by what is no rounding.</summary>
    static bool IsMore(double one, double other) => one > other * (1 + Rounding);
}
