namespace Bellwether.InteractiveBrokers;

/// <summary>What happens when a stream's reader is slower than its data.</summary>
public enum StreamOverflow
{
    /// <summary>Only the newest is kept: right for states such as quotes, where each item says all.</summary>
    Conflate,

    /// <summary>The stream ends with <see cref="IbStreamOverflowException"/>: right where each item counts.</summary>
    Fail,
}
