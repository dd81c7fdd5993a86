using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>
/// The running state of one indicator over the bars of one symbol. A struct, so that <see cref="IndicatorSeries{T}"/> compiles to a loop of its own for each
/// indicator. One update costs constant time (on average over a window) and allocates nothing; the live stream and a run over history feed the same state.
/// </summary>
public interface IIndicator<TSelf>
    where TSelf : struct, IIndicator<TSelf>
{
    /// <summary>The state before the first bar.</summary>
    static abstract TSelf Create(int period);

    /// <summary>How many past values it looks back on through the <c>window</c> of <see cref="Update"/>; 0 = none.</summary>
    int WindowLength { get; }

    /// <summary>Enough bars were seen.</summary>
    bool IsReady { get; }

    /// <summary><see cref="double.NaN"/> until <see cref="IsReady"/>.</summary>
    double Value { get; }

    /// <summary>Takes in the next bar.</summary>
    /// <param name="bars">Columns that hold the bar; only the columns are read, not the symbols.</param>
    /// <param name="row">Its row.</param>
    /// <param name="window"><see cref="WindowLength"/> values that belong to this state and are kept for it from bar to bar.</param>
    void Update(in Slice bars, int row, Span<double> window);
}
