namespace Bellwether.Core;

/// <summary>Kinds of engine input, in the order in which inputs of one instant are taken.</summary>
public enum InputKind : byte
{
    /// <summary>The link to the broker changed or a reconciliation snapshot began or ended; payload: <see cref="BrokerReport"/>.</summary>
    Connection = 1,

    /// <summary>The broker spoke about an order, an execution or a position; payload: <see cref="BrokerReport"/>.</summary>
    Report = 2,

    /// <summary>A symbol's quote changed; payload: <see cref="Core.Quote"/>.</summary>
    Quote = 3,

    /// <summary>Bars that closed at this instant; payload: the <see cref="Core.Slice"/> beside the input.</summary>
    Slice = 4,

    /// <summary>A prediction arrived; payload: <see cref="Core.Prediction"/>.</summary>
    Prediction = 5,

    /// <summary>A timer that the engine asked for is due.</summary>
    Timer = 6,

    /// <summary>An operator spoke; A is an <see cref="OperatorCommand"/>.</summary>
    Command = 7,

    /// <summary>
    /// A bar turned out to have been different; payload: <see cref="BarRevision"/>. Taken before the slices of its instant, so that the next bar stands on the right one.
    /// </summary>
    Revision = 8,

    /// <summary>A corporate action takes force; payload: the engine's <c>CorporateEvent</c>. Taken before everything that comes after the night in which it happens.</summary>
    CorporateAction = 9,
}

/// <summary>What an operator may tell the engine.</summary>
public enum OperatorCommand
{
    /// <summary>Deny everything that adds risk.</summary>
    Disarm = 1,

    /// <summary>Allow new risk.</summary>
    Arm = 2,

    /// <summary>End the session: no new risk, working entries are cancelled, protective orders stay.</summary>
    Stop = 3,
}

/// <summary>
/// Header of one engine input. The payload lies in the engine's slabs (<see cref="A"/> is its index) or, for bars, in the <see cref="Slice"/> handed over
/// beside it.
/// </summary>
/// <param name="Sequence">Position in the one total order of inputs, from 1, without a gap.</param>
/// <param name="Time">Nanoseconds since the Unix epoch; never falls.</param>
/// <param name="Kind">What it is.</param>
/// <param name="A">Slab index, symbol, timer or command.</param>
/// <param name="B">For slices: 1 = warm-up (indicators learn, nothing is decided).</param>
/// <param name="C">For slices: the length of the bars in nanoseconds.</param>
public readonly record struct Input(long Sequence, long Time, InputKind Kind, int A, int B, long C);
