namespace Bellwether.Indicators;

/// <summary>
/// The running state of one indicator over the bars of one symbol: a small struct without references, so that a series keeps its states side by side, a snapshot is a
/// copy of bytes, and the loop over history is compiled for each indicator by itself. The live stream and a run over history feed the same state.
/// <para>
/// An update costs constant time on average (or one pass over the window where the definition needs all of it) and allocates nothing. What it looks back on lies in the
/// <c>window</c> that belongs to the state; a fresh window is all zeros.
/// </para>
/// </summary>
/// <remarks>
/// The caller vouches for the input: the fields that <see cref="Inputs"/> names are finite and at most <see cref="BarInput.Largest"/> in magnitude. A bar that is not
/// so never reaches <see cref="Update"/>; the state then stays as it is and the bar has no value. Outputs that are not finite are handed on as "no value".
/// </remarks>
public interface IIndicator<TSelf>
    where TSelf : unmanaged, IIndicator<TSelf>
{
    /// <summary>Name, parameters, outputs, formula and source.</summary>
    static abstract IndicatorDescription Description { get; }

    /// <summary>The fields of a bar that it reads. A constant: the loops are compiled with it.</summary>
    static abstract IndicatorInputs Inputs { get; }

    /// <summary>The state before the first bar.</summary>
    /// <param name="arguments">One value for each parameter of the description, within its bounds.</param>
    static abstract TSelf Create(ReadOnlySpan<double> arguments);

    /// <summary>What is wrong with arguments that are each within bounds but do not fit together; null when they do.</summary>
    static virtual string? Problem(ReadOnlySpan<double> arguments) => null;

    /// <summary>How many values it keeps in its window from bar to bar; 0 = none.</summary>
    int WindowLength { get; }

    /// <summary>Bars until the first value, that bar included, when no bar is left out; for indicators that depend on the session, the fewest possible.</summary>
    int WarmUp { get; }

    /// <summary>Takes in the next bar.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="window"><see cref="WindowLength"/> values that belong to this state and are kept for it from bar to bar.</param>
    /// <param name="outputs">Takes one value for each output of the description, in that order, when the state is ready.</param>
    /// <returns>True when <paramref name="outputs"/> were written; false while the state has not seen enough.</returns>
    bool Update(in BarInput bar, Span<double> window, Span<double> outputs);

    /// <summary>
    /// Takes in the next bars of history, many at a time, where an indicator knows a faster way than one by one; what it leaves goes through <see cref="Update"/>. State,
    /// window and outputs come out bit for bit as of <see cref="Update"/>; the usual way is to leave all.
    /// </summary>
    /// <param name="state">The state, which has taken in all bars before.</param>
    /// <param name="columns">The bars; the fields of the rows in question are as <see cref="Update"/> gets them.</param>
    /// <param name="begin">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="window">As of <see cref="Update"/>.</param>
    /// <param name="outputs">The outputs of these rows, row by row; NaN where there is no value.</param>
    /// <returns>Rows that were taken in, from the first on.</returns>
    static virtual int UpdateMany(ref TSelf state, in BatchColumns columns, int begin, int end, Span<double> window, Span<double> outputs) => 0;
}
