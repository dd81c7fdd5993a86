using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Indicators;

/// <summary>States and windows of all symbols in two arrays; the loop is compiled for each state type.</summary>
sealed class IndicatorSeries<T>(string name, int period, int symbolCount) : IndicatorSeries(name, symbolCount)
    where T : struct, IIndicator<T>
{
    readonly T fresh = T.Create(period);
    readonly T[] states = [.. Enumerable.Repeat(T.Create(period), symbolCount)];
    readonly double[] windows = new double[checked(T.Create(period).WindowLength * symbolCount)];

    public override void Update(in Slice slice)
    {
        var symbols = slice.Symbols;
        var length = fresh.WindowLength;
        for (var row = 0; row < symbols.Length; row++)
        {
            var symbol = symbols[row];
            ref var state = ref states[symbol];
            state.Update(slice, row, windows.AsSpan(symbol * length, length));
            current[symbol] = state.Value;
        }
    }

    public override void Reset(int symbol)
    {
        states[symbol] = fresh;
        current[symbol] = double.NaN;
    }

    public override double[] Over(BarColumns bars)
    {
        var result = new double[bars.Count];
        var state = fresh;
        var window = new double[state.WindowLength];
        var columns = new Slice([], bars.Open, bars.High, bars.Low, bars.Close, bars.Volume);
        for (var row = 0; row < result.Length; row++)
        {
            state.Update(columns, row, window);
            result[row] = state.Value;
        }
        return result;
    }
}
