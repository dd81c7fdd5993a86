using System.Text;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>An order state as the gateway spells it: a known kind, or the text of a word that is not known.</summary>
public readonly struct OrderStatusWord : IWireWord<OrderStatusWord>, IEquatable<OrderStatusWord>
{
    static readonly string[] Words = Enum.GetNames<OrderStatusKind>();

    readonly string? _unknown;

    public OrderStatusWord(OrderStatusKind kind) => Kind = kind;

    OrderStatusWord(string unknown) => _unknown = unknown;

    public OrderStatusKind Kind { get; }

    /// <summary>The word on the wire; empty when there is none.</summary>
    public string Text => Kind == OrderStatusKind.Unknown ? _unknown ?? "" : Words[(int)Kind];

    public static OrderStatusWord Parse(ReadOnlySpan<byte> utf8)
    {
        var kind = utf8 switch
        {
            _ when utf8.SequenceEqual("Submitted"u8) => OrderStatusKind.Submitted,
            _ when utf8.SequenceEqual("Filled"u8) => OrderStatusKind.Filled,
            _ when utf8.SequenceEqual("PreSubmitted"u8) => OrderStatusKind.PreSubmitted,
            _ when utf8.SequenceEqual("Cancelled"u8) => OrderStatusKind.Cancelled,
            _ when utf8.SequenceEqual("PendingSubmit"u8) => OrderStatusKind.PendingSubmit,
            _ when utf8.SequenceEqual("PendingCancel"u8) => OrderStatusKind.PendingCancel,
            _ when utf8.SequenceEqual("Inactive"u8) => OrderStatusKind.Inactive,
            _ when utf8.SequenceEqual("ApiCancelled"u8) => OrderStatusKind.ApiCancelled,
            _ when utf8.SequenceEqual("ApiPending"u8) => OrderStatusKind.ApiPending,
            _ => OrderStatusKind.Unknown,
        };
        return kind == OrderStatusKind.Unknown && !utf8.IsEmpty ? new(Encoding.UTF8.GetString(utf8)) : new(kind);
    }

    public static implicit operator OrderStatusWord(OrderStatusKind kind) => new(kind);

    public static OrderStatusWord FromOrderStatusKind(OrderStatusKind kind) => new(kind);

    public bool Equals(OrderStatusWord other) => Kind == other.Kind && Text == other.Text;

    public override bool Equals(object? obj) => obj is OrderStatusWord other && Equals(other);

    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    public override string ToString() => Text;

    public static bool operator ==(OrderStatusWord left, OrderStatusWord right) => left.Equals(right);

    public static bool operator !=(OrderStatusWord left, OrderStatusWord right) => !left.Equals(right);
}
