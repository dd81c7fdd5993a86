namespace Bellwether.InteractiveBrokers;

/// <summary>A request id of ours: what was asked, and what for.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Tag">Whatever the owner gave, such as a symbol's index.</param>
/// <param name="IsEnded">The request is over; a late answer or error of it means nothing any more.</param>
public readonly record struct RequestIdentity(RequestKind Kind, int Tag, bool IsEnded);
