using System.Runtime.CompilerServices;
using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators;

/// <summary>Ichimoku Kinko Hyo: two middles of ranges, and the cloud that was drawn ahead to this bar.</summary>
public struct Ichimoku : IIndicator<Ichimoku>
{
    MiddleOfRange tenkan, kijun, slow;
    WindowLag cloudA, cloudB;

    Ichimoku(ReadOnlySpan<double> arguments)
    {
        tenkan = new MiddleOfRange((int)arguments[0]);
        kijun = new MiddleOfRange((int)arguments[1]);
        slow = new MiddleOfRange((int)arguments[2]);
        cloudA = cloudB = new WindowLag((int)arguments[3] - 1);
    }

    public static IndicatorDescription Description => new("ichimoku", "Ichimoku Kinko Hyo: two middles of ranges, and the cloud that was drawn ahead to this bar",
        "middle(n) = (highest high + lowest low of n)/2; tenkan = middle(conversion), kijun = middle(base); lead_a = (tenkan + kijun)/2 and lead_b = middle(span) are drawn \"displacement\" bars ahead, the present one counted: senkou_a and senkou_b are those of displacement - 1 bars ago, the cloud at this bar. The lagging line is the close drawn back as far: compare it by mom(25). All from the first whole cloud on",
        "Ichimoku Sanjin (Goichi Hosoda), Ichimoku Kinko Hyo, 1969; Nicole Elliott, Ichimoku Charts, 2007")
    {
        Parameters = [IndicatorParameter.Bars("conversion", 9, 1, "window of tenkan, bars"), IndicatorParameter.Bars("base", 26, 1, "window of kijun, bars"), IndicatorParameter.Bars("span", 52, 1, "window of the slow edge of the cloud, bars"), IndicatorParameter.Bars("displacement", 26, 2, "how far the cloud is drawn ahead, bars, the present one counted")],
        Outputs = [new("tenkan"), new("kijun"), new("senkou_a"), new("senkou_b"), new("lead_a"), new("lead_b")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.HighLow;

    public static Ichimoku Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => Middles + (2 * cloudA.Length);

    public readonly int WarmUp => Math.Max(tenkan.Length, Math.Max(kijun.Length, slow.Length)) + cloudA.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var t = tenkan.Add(bar, window[..tenkan.Places]);
        var k = kijun.Add(bar, window.Slice(tenkan.Places, kijun.Places));
        var b = slow.Add(bar, window.Slice(tenkan.Places + kijun.Places, slow.Places));
        if (!tenkan.IsFull || !kijun.IsFull || !slow.IsFull) return false;
        var a = (t + k) / 2;
        var ready = cloudA.IsFull;
        outputs[5] = b;
        outputs[4] = a;
        outputs[3] = cloudB.Push(b, window.Slice(Middles + cloudA.Length, cloudB.Length));
        outputs[2] = cloudA.Push(a, window.Slice(Middles, cloudA.Length));
        outputs[1] = k;
        outputs[0] = t;
        return ready;
    }

    readonly int Middles => tenkan.Places + kijun.Places + slow.Places;

    /// <summary>Middle between the highest high and the lowest low of the last n bars. Uses 2n places.</summary>
    struct MiddleOfRange(int length)
    {
        WindowHighest highest = new(length);
        WindowLowest lowest = new(length);

        public readonly int Length => highest.Length;

        public readonly int Places => 2 * highest.Length;

        public readonly bool IsFull => highest.IsFull;

        public double Add(in BarInput bar, Span<double> window) => (highest.Add(bar.High, window[..Length]) + lowest.Add(bar.Low, window[Length..])) / 2;
    }
}
